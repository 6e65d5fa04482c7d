#include "check/contradiction.h"
#include "check/promise.h"
#include "check/rule.h"

static void compare(struct check *check, const struct promise *freshness, struct text retention, const struct use *use)
{
    struct duration fresh, kept;
    if (!promise_duration(check->arena, freshness->value, &fresh) || !promise_duration(check->arena, retention, &kept))
        return;
    if (duration_compare(check->arena, kept, fresh) == DURATION_SHORTER)
        finding_contradiction(check, (struct site){freshness->value.node, freshness->at.use},
                              (struct site){retention.node, use}, "retention is %s, freshness %s",
                              quote(check, retention.value), quote(check, freshness->value.value));
}

static void on_contract(struct check *check, const struct contract *contract)
{
    const struct promise *freshness = contract_promise(contract, PROMISE_FRESHNESS);
    const struct promise *retention = contract_promise(contract, PROMISE_RETENTION);
    if (!freshness)
        return;
    if (retention)
        compare(check, freshness, retention->value, retention->at.use);
    compare(check, freshness, contract->governance_retention, check->use);
}

const struct rule rule_sla_contradictory = {
    .id = "sla-contradictory",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "data is deleted before it is stale",
    .why = "When records are kept for less time than they may be old, a reader who comes within the promised freshness "
           "finds nothing.",
    .advice = "keep the data for longer than its freshness, or check the units",
    .on_contract = on_contract,
};

#include "check/demand.h"
#include "check/rule.h"

/* In domains an empty `sla` is as good as none, which sla-missing tells. */
static bool promises_something(const struct contract *contract)
{
    return node_children(contract->sla) || contract->dialect == DIALECT_DATA_PRODUCT;
}

static void on_contract(struct check *check, const struct contract *contract)
{
    bool is_demanded = demand_is_configured(check->settings, "freshness");
    if (!node_is_mapping(contract->sla) || !promises_something(contract) || is_demanded)
        return;
    bool is_of_wrong_kind = node_find(contract->sla, "freshness");
    if (!contract_promise(contract, PROMISE_FRESHNESS) && !is_of_wrong_kind)
        finding_missing(check, contract->sla, "`sla` has no `freshness`");
}

const struct rule rule_sla_freshness_missing = {
    .id = "sla-freshness-missing",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "no freshness is promised",
    .why = "Freshness is the first thing that readers of data ask for: without it stale data looks like any other.",
    .advice = "add `freshness` as an ISO 8601 duration, such as `PT15M` or `P1D`",
    .dialects = IN_DATA_PRODUCT | IN_DOMAINS,
    .is_about_absence = true,
    .on_contract = on_contract,
};

#include "check/demand.h"
#include "check/rule.h"
#include "contract/reader.h"

/* In domains an empty `sla` is as good as none, which sla-missing tells. */
static bool promises_something(const struct contract *contract)
{
    return node_children(contract->sla) || contract->dialect == DIALECT_DATA_PRODUCT;
}

/* Whether it is there, but of a wrong kind or glued to its value. */
static bool is_attempted(const struct node *sla)
{
    for (const struct node *child = node_children(sla); child; child = child->next)
        if (str_is(node_key(child), "freshness") || str_is(reader_glued_key(child), "freshness"))
            return true;
    return false;
}

static void on_contract(struct check *check, const struct contract *contract)
{
    bool is_demanded = demand_is_configured(check->settings, "freshness");
    if (!node_is_mapping(contract->sla) || !promises_something(contract) || is_demanded)
        return;
    if (!contract_promise(contract, PROMISE_FRESHNESS) && !is_attempted(contract->sla))
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

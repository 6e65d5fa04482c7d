#include "check/demand.h"
#include "check/rule.h"

static void on_contract(struct check *check, const struct contract *contract)
{
    const struct node *sla = node_find(contract->at.node, "sla");
    bool is_absent = sla ? node_is_blank(sla) : !contract->sla;
    bool is_empty = node_is_mapping(sla) && !node_children(sla);
    if ((is_absent || is_empty) && !demand_is_configured(check->settings, "sla"))
        finding_missing(check, contract->at.node, "%s has no `sla`", quote(check, contract->name.value));
}

const struct rule rule_sla_missing = {
    .id = "sla-missing",
    .severity = SEVERITY_INFO,
    .since = "0.1.0",
    .summary = "no service level is promised",
    .why =
        "Without a service level nobody knows how fresh, available or good the data will be, so nobody can rely on it.",
    .advice = "add `sla` with at least a `freshness`",
    .dialects = IN_DOMAINS,
    .is_about_absence = true,
    .on_contract = on_contract,
};

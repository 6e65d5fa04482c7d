#include "check/demand.h"
#include "check/rule.h"

static void on_contract(struct check *check, const struct contract *contract)
{
    bool is_demanded = demand_is_configured(check->settings, "schema");
    if (!is_demanded && !contract->schema && !node_find(contract->at.node, "schema"))
        finding_missing(check, contract->at.node, "`schema` in %s", quote(check, contract->name.value));
}

const struct rule rule_schema_missing = {
    .id = "schema-missing",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "the data product has no schema",
    .why = "Without a schema nobody can rely on a field, and no change of the data can be called a breaking one.",
    .advice = "add `schema:` with the fields, or `schema: {registry: …, subject: …}`",
    .dialects = IN_DOMAINS | IN_ODCS | IN_DCS,
    .is_about_absence = true,
    .on_contract = on_contract,
};

#include "check/rule.h"

/* A version that YAML reads as a number loses its zeros: 1.10 becomes 1.1. */
static void on_contract(struct check *check, const struct contract *contract)
{
    const struct node *value = node_resolve(contract->version.node);
    bool is_number = value && value->kind == NODE_SCALAR && (value->type == SCALAR_INT || value->type == SCALAR_FLOAT);
    if (!is_number)
        return;
    struct finding *finding = finding_at(check, contract->version.node, "%s is a number", quote(check, value->text));
    finding_fix_quote(check, finding, contract->version.node);
}

const struct rule rule_yaml_unquoted_version = {
    .id = "yaml-unquoted-version",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "the version is not quoted",
    .why =
        "YAML reads `1.10` as the number 1.1, so two releases get the same version and readers cannot tell them apart.",
    .advice = "quote the version",
    .is_fixable = true,
    .on_contract = on_contract,
};

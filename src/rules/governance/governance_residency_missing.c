#include "check/rule.h"

static void on_contract(struct check *check, const struct contract *contract)
{
    const struct text residency = contract->residency;
    bool is_data_product = contract->dialect == DIALECT_DATA_PRODUCT;
    const struct node *root = is_data_product ? check->document->root : contract->at.node;
    if (text_has_value(residency) || text_is_wrong_kind(residency))
        return;
    if (text_is_present(residency))
        finding_at_key(check, residency.node, "`residency` has no value");
    else if (node_is_mapping(contract->governance))
        finding_missing(check, contract->governance, "no `residency` in `governance`");
    else if (root)
        finding_missing(check, root, "no `governance` with `residency`");
}

const struct rule rule_governance_residency_missing = {
    .id = "governance-residency-missing",
    .severity = SEVERITY_OFF,
    .since = "0.1.0",
    .summary = "it is not said where the data is kept",
    .why = "Law and contracts bind data to regions; who copies it has to know to where it may go.",
    .advice = "add `governance: {residency: …}` with the country or region",
    .is_about_absence = true,
    .on_contract = on_contract,
};

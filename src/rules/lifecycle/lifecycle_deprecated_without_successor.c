#include "check/lifecycle.h"
#include "check/rule.h"

static void on_contract(struct check *check, const struct contract *contract)
{
    if (!lifecycle_is_deprecated(contract) || text_has_value(contract->replacement) ||
        text_is_wrong_kind(contract->replacement))
        return;
    if (text_is_present(contract->replacement))
        finding_at_key(check, contract->replacement.node, "`replacement` has no value");
    else if (node_is_mapping(contract->deprecation))
        finding_missing(check, contract->deprecation, "no `replacement` in `deprecation`");
    else
        finding_at(check, contract->status.node, "no `deprecation` says what replaces it");
}

const struct rule rule_lifecycle_deprecated_without_successor = {
    .id = "lifecycle-deprecated-without-successor",
    .severity = SEVERITY_INFO,
    .since = "0.1.0",
    .summary = "the product is deprecated and names no successor",
    .why = "Readers who are told to leave have to know where to go; otherwise they stay until it breaks.",
    .advice = "name it: `deprecation: {replacement: …}`",
    .dialects = IN_DATA_PRODUCT,
    .is_about_absence = true,
    .on_contract = on_contract,
};

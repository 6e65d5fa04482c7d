#include "check/lifecycle.h"
#include "check/rule.h"

static void on_contract(struct check *check, const struct contract *contract)
{
    if (!lifecycle_is_deprecated(contract) || text_has_value(contract->sunset) || text_is_wrong_kind(contract->sunset))
        return;
    if (text_is_present(contract->sunset))
        finding_at_key(check, contract->sunset.node, "`sunset` has no value");
    else if (node_is_mapping(contract->deprecation))
        finding_missing(check, contract->deprecation, "no `sunset` in `deprecation`");
    else
        finding_at(check, contract->status.node, "no `deprecation` says until when it is kept");
}

const struct rule rule_lifecycle_sunset_missing = {
    .id = "lifecycle-sunset-missing",
    .severity = SEVERITY_INFO,
    .since = "0.1.0",
    .summary = "the product is deprecated without an end date",
    .why = "A deprecation without a date is not planned for: readers need a day until which they have to move.",
    .advice = "add it: `deprecation: {sunset: 2031-06-30}`",
    .dialects = IN_DATA_PRODUCT,
    .is_about_absence = true,
    .on_contract = on_contract,
};

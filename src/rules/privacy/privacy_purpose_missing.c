#include "check/personal.h"
#include "check/rule.h"

static void on_contract(struct check *check, const struct contract *contract)
{
    personal_check_governance(check, contract, contract->purpose, "purpose");
}

const struct rule rule_privacy_purpose_missing = {
    .id = "privacy-purpose-missing",
    .severity = SEVERITY_OFF,
    .since = "0.1.0",
    .summary = "it is not said what personal data is for",
    .why = "Personal data may be used only for what it was collected for. Consumers cannot keep to a purpose they are "
           "not told.",
    .advice = "add `governance.purpose`, such as `customer service`",
    .is_about_absence = true,
    .on_contract = on_contract,
};

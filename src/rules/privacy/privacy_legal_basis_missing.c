#include "check/personal.h"
#include "check/rule.h"

static void on_contract(struct check *check, const struct contract *contract)
{
    personal_check_governance(check, contract, contract->legal_basis, "legalBasis");
}

const struct rule rule_privacy_legal_basis_missing = {
    .id = "privacy-legal-basis-missing",
    .severity = SEVERITY_OFF,
    .since = "0.1.0",
    .summary = "the legal basis for personal data is not given",
    .why = "Processing personal data needs a legal basis such as consent or a contract, and what consumers may do "
           "depends on it.",
    .advice = "add `governance.legalBasis`, such as `consent` or `contract`",
    .is_about_absence = true,
    .on_contract = on_contract,
};

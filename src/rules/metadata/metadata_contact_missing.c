#include "check/demand.h"
#include "check/rule.h"

static void on_contract(struct check *check, const struct contract *contract)
{
    const struct node *product;
    bool is_owner_reachable = str_index(contract->owner.value, '@') < contract->owner.value.len;
    if (is_owner_reachable || demand_is_configured(check->settings, "contact"))
        return;
    if (demand_judge(check, contract, "contact", &product) == DEMAND_MISSING)
        finding_missing(check, product, "neither `contact` nor `supportContact` in `dataProduct`");
}

const struct rule rule_metadata_contact_missing = {
    .id = "metadata-contact-missing",
    .severity = SEVERITY_INFO,
    .since = "0.1.0",
    .summary = "no contact is given",
    .why = "When the data is late or wrong, readers need an address now; the name of a team is none.",
    .advice = "add `contact:` with an e-mail address, a channel such as `#customer-data` or a URL",
    .dialects = IN_DATA_PRODUCT,
    .is_about_absence = true,
    .on_contract = on_contract,
};

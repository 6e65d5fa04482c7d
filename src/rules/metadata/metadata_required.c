#include "check/demand.h"
#include "check/rule.h"

static void on_contract(struct check *check, const struct contract *contract)
{
    for (const char *const *member = check->settings->options.metadata_required; *member; member++) {
        const struct node *node;
        switch (demand_judge(check, contract, *member, &node)) {
        case DEMAND_MET: break;
        case DEMAND_MISSING: finding_missing(check, node, "`%s`", *member); break;
        case DEMAND_BLANK: finding_at_key(check, node, "`%s` has no value", *member); break;
        }
    }
}

static const struct rule_option options[] = {
    {"metadata.required", "[]", "what every contract says, beyond what its dialect requires"},
    {NULL},
};

const struct rule rule_metadata_required = {
    .id = "metadata-required",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "what the organisation requires is missing",
    .why = "The organisation agreed on what every data product has to say about itself; catalogues and access requests "
           "are "
           "built on it.",
    .advice = "add it",
    .is_about_absence = true,
    .options = options,
    .on_contract = on_contract,
};

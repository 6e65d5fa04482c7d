#include "check/quality_test.h"
#include "check/rule.h"

static void on_contract(struct check *check, const struct contract *contract)
{
    const struct use *before = check->use;
    for (const struct measure *measure = contract->quality.weights.first; measure; measure = measure->at.next) {
        struct str name = measure->dimension.value;
        if (str_is_one_of(name, weight_dimensions) || str_starts(name, "x-"))
            continue;
        check->use = measure->at.use;
        struct finding *finding = finding_at_key(check, measure->dimension.node, "%s", quote(check, name));
        finding_suggest(check, finding, name, weight_dimensions);
    }
    check->use = before;
}

const struct rule rule_quality_weight_dimension_unknown = {
    .id = "quality-weight-dimension-unknown",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "a weight is given to no dimension of the score",
    .why = "A weight for a dimension that the score does not have counts for nothing, so the others no longer make up "
           "the whole.",
    .advice = "write one of `completeness`, `validity`, `consistency`, `freshness` or `uniqueness`",
    .dialects = IN_DATA_PRODUCT | IN_DOMAINS,
    .is_about_absence = true,
    .on_contract = on_contract,
};

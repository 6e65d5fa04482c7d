#include "check/quality_test.h"
#include "check/rule.h"

static void on_contract(struct check *check, const struct contract *contract)
{
    const struct use *before = check->use;
    for (const struct measure *measure = contract->quality.thresholds.first; measure; measure = measure->at.next) {
        struct str name = measure->dimension.value;
        if (str_is_one_of(name, threshold_dimensions) || str_starts(name, "x-"))
            continue;
        check->use = measure->at.use;
        struct finding *finding = finding_at_key(check, measure->dimension.node, "%s", quote(check, name));
        finding_suggest(check, finding, name, threshold_dimensions);
    }
    check->use = before;
}

const struct rule rule_quality_dimension_unknown = {
    .id = "quality-dimension-unknown",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "no such quality dimension",
    .why = "A threshold for a dimension that nothing measures is never checked.",
    .advice = "write one of `completeness`, `validity`, `consistency`, `freshness`, `uniqueness` or `accuracy`",
    .dialects = IN_DATA_PRODUCT | IN_DOMAINS,
    .is_about_absence = true,
    .on_contract = on_contract,
};

#include "check/promise.h"
#include "check/quality_test.h"
#include "check/rule.h"

static void on_contract(struct check *check, const struct contract *contract)
{
    const struct use *before = check->use;
    for (const struct measure *measure = contract->quality.weights.first; measure; measure = measure->at.next) {
        struct number weight;
        if (!text_has_value(measure->value) || !measure_is_meant(measure, weight_dimensions) ||
            (number_parse(check->arena, measure->value.value, &weight) && promise_is_share(weight)))
            continue;
        check->use = measure->at.use;
        finding_at(check, measure->value.node, "%s is %s", quote(check, measure->dimension.value),
                   quote(check, measure->value.value));
    }
    check->use = before;
}

const struct rule rule_quality_weight_range = {
    .id = "quality-weight-range",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a weight is no number from 0 to 1",
    .why = "A weight is the share of one dimension in the whole score; a percentage, a negative number or a word makes "
           "the score meaningless.",
    .advice = "write a number from 0 to 1, such as `0.25`",
    .dialects = IN_DATA_PRODUCT | IN_DOMAINS,
    .on_contract = on_contract,
};

#include "check/promise.h"
#include "check/quality_test.h"
#include "check/rule.h"

enum { WEIGHT_DIGITS = 9 }; /* behind the point; a finer weight is left to others */

/* The score counted in billionths grows by weight times threshold; a dimension without a threshold may be perfect. */
static bool add_share(struct check *check, const struct quality_plan *plan, size_t index, struct number *billionths)
{
    const struct measure *weighed = measure_find(&plan->weights, weight_dimensions[index]);
    const struct measure *measure = measure_find(&plan->thresholds, weight_dimensions[index]);
    struct str text = weighed ? weighed->value.value : plan->weights.count ? STR("0") : str_of(default_weights[index]);
    struct number weight, threshold = number_of(check->arena, 1);
    int64_t factor;
    if (!number_parse(check->arena, text, &weight) || !promise_is_share(weight) ||
        !number_to_int64(number_scale(weight, WEIGHT_DIGITS), &factor))
        return false;
    if (measure && !promise_ratio(check->arena, measure->value, &threshold))
        return false;
    return number_add(check->arena, *billionths, number_times(check->arena, threshold, (uint32_t)factor), billionths);
}

/* Only weights that are all known and make up the whole say what the score is. */
static bool are_weights_whole(struct check *check, const struct quality_plan *plan)
{
    struct number sum = number_of(check->arena, 0);
    for (const struct measure *measure = plan->weights.first; measure; measure = measure->at.next) {
        struct number weight;
        if (!str_is_one_of(measure->dimension.value, weight_dimensions) ||
            !number_parse(check->arena, measure->value.value, &weight) || !promise_is_share(weight) ||
            !number_add(check->arena, sum, weight, &sum))
            return false;
    }
    return !plan->weights.count || number_compare(sum, number_of(check->arena, 1)) == 0;
}

static bool score_given(struct check *check, const struct quality_plan *plan, struct number *score)
{
    struct number billionths = number_of(check->arena, 0);
    if (!plan->thresholds.count || !are_weights_whole(check, plan))
        return false;
    for (size_t i = 0; weight_dimensions[i]; i++)
        if (!add_share(check, plan, i, &billionths))
            return false;
    *score = number_scale(billionths, -WEIGHT_DIGITS);
    return true;
}

static void on_contract(struct check *check, const struct contract *contract)
{
    const struct promise *promise = contract_promise(contract, PROMISE_QUALITY_SCORE);
    struct number promised, given;
    if (!promise || !promise_ratio(check->arena, promise->value, &promised) ||
        !score_given(check, &contract->quality, &given) || number_compare(promised, given) <= 0)
        return;
    const struct use *before = check->use;
    check->use = promise->at.use;
    struct finding *finding =
        finding_at(check, promise->value.node, "%s is promised, the thresholds give %s",
                   quote(check, promise->value.value), quote(check, number_print(check->arena, given)));
    finding_relate(check, finding, contract->quality.thresholds_node, "the thresholds");
    check->use = before;
}

const struct rule rule_quality_score_unreachable = {
    .id = "quality-score-unreachable",
    .severity = SEVERITY_INFO,
    .since = "0.1.0",
    .summary = "the thresholds allow a lower score than is promised",
    .why = "Data that just passes every threshold has the weighted sum of the thresholds as its score. When that is "
           "below the promise, all checks are green while the promise is broken.",
    .advice = "raise the thresholds, or promise the score they give",
    .dialects = IN_DATA_PRODUCT | IN_DOMAINS,
    .on_contract = on_contract,
};

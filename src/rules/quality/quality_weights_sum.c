#include "check/promise.h"
#include "check/quality_test.h"
#include "check/rule.h"

enum { WEIGHTS_MAX = 64, WEIGHT_BYTES_MAX = 64 }; /* what is more or longer is no plan, and would be slow to add up */

/* Exact; false when a weight is none or given to no dimension, which other rules tell. */
static bool sum_up(struct check *check, const struct list *weights, struct number *sum)
{
    *sum = number_of(check->arena, 0);
    if (weights->count > WEIGHTS_MAX)
        return false;
    for (const struct measure *measure = weights->first; measure; measure = measure->at.next) {
        struct number weight;
        if (!measure_is_meant(measure, weight_dimensions) || measure->value.value.len > WEIGHT_BYTES_MAX ||
            !number_parse(check->arena, measure->value.value, &weight) || !promise_is_share(weight) ||
            !number_add(check->arena, *sum, weight, sum))
            return false;
    }
    return weights->count > 0;
}

static void on_contract(struct check *check, const struct contract *contract)
{
    struct number sum;
    if (!sum_up(check, &contract->quality.weights, &sum))
        return;
    struct number thousandths = number_scale(sum, 3);
    if (number_compare(thousandths, number_of(check->arena, 999)) >= 0 &&
        number_compare(thousandths, number_of(check->arena, 1001)) <= 0)
        return;
    const struct use *before = check->use;
    check->use = contract->quality.at.use;
    finding_at_key(check, contract->quality.weights_node, "they sum to %s",
                   quote(check, number_print(check->arena, sum)));
    check->use = before;
}

const struct rule rule_quality_weights_sum = {
    .id = "quality-weights-sum",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "the weights of the quality score do not sum to 1",
    .why = "The score is the weighted sum of its dimensions. With weights that sum to more or less than 1 it cannot be "
           "compared with the promised score.",
    .advice = "make the weights sum to 1",
    .dialects = IN_DATA_PRODUCT | IN_DOMAINS,
    .on_contract = on_contract,
};

#include "check/promise.h"
#include "check/quality_test.h"
#include "check/rule.h"

static void on_contract(struct check *check, const struct contract *contract)
{
    const struct use *before = check->use;
    for (const struct measure *measure = contract->quality.thresholds.first; measure; measure = measure->at.next) {
        struct number ratio;
        if (!number_parse_ratio(check->arena, measure->value.value, &ratio) || promise_is_share(ratio) ||
            !measure_is_meant(measure, threshold_dimensions))
            continue;
        check->use = measure->at.use;
        struct finding *finding =
            finding_at(check, measure->value.node, "%s is %s", quote(check, measure->dimension.value),
                       quote(check, measure->value.value));
        promise_suggest_share(check, finding, measure->value);
    }
    check->use = before;
}

/* A typed test's plain threshold may count rows; a percentage or a negative one is clear. */
static void on_quality(struct check *check, const struct quality *test)
{
    const struct node *threshold = test->is_typed ? node_find(test->arguments, "threshold") : NULL;
    struct number number;
    if (!node_is_scalar(threshold) || !number_parse_ratio(check->arena, node_text(threshold), &number))
        return;
    bool is_percent = str_index(node_text(threshold), '%') < node_text(threshold).len;
    if (number_sign(number) < 0 || (is_percent && !promise_is_share(number)))
        finding_at(check, threshold, "%s of %s", quote_node(check, threshold), quote(check, test->test.value));
}

const struct rule rule_quality_threshold_range = {
    .id = "quality-threshold-range",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a quality threshold is outside 0 to 100 percent",
    .why = "A threshold is a share of all records. More than all of them can never pass, less than none always does.",
    .advice = "write a ratio such as `0.99` or a percentage such as `99%`",
    .dialects = IN_DATA_PRODUCT | IN_DOMAINS,
    .on_contract = on_contract,
    .on_quality = on_quality,
};

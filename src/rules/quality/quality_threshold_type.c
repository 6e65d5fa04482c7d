#include "check/quality_test.h"
#include "check/rule.h"

/* The freshness dimension may be bounded by an age. */
static bool is_age(struct check *check, const struct measure *measure)
{
    struct duration_threshold age;
    return str_is(measure->dimension.value, "freshness") &&
           duration_parse_threshold(check->arena, measure->value.value, &age);
}

static void on_contract(struct check *check, const struct contract *contract)
{
    const struct use *before = check->use;
    for (const struct measure *measure = contract->quality.thresholds.first; measure; measure = measure->at.next) {
        struct number ratio;
        if (!text_has_value(measure->value) || !measure_is_meant(measure, threshold_dimensions) ||
            number_parse_ratio(check->arena, measure->value.value, &ratio) || is_age(check, measure))
            continue;
        check->use = measure->at.use;
        finding_at(check, measure->value.node, "%s is %s", quote(check, measure->dimension.value),
                   quote(check, measure->value.value));
    }
    check->use = before;
}

static void on_quality(struct check *check, const struct quality *test)
{
    struct duration_threshold age;
    const struct node *threshold = test->is_typed ? test_age(test) : NULL;
    if (!node_is_scalar(threshold) || node_is_blank(threshold) ||
        duration_parse_threshold(check->arena, node_text(threshold), &age))
        return;
    struct finding *finding = finding_at(check, threshold, "%s bounds no age", quote_node(check, threshold));
    finding_help(check, finding, "write a duration such as `PT24H`");
}

const struct rule rule_quality_threshold_type = {
    .id = "quality-threshold-type",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a quality threshold is no number",
    .why = "What is measured is compared with the threshold. A word or a comma cannot be compared, so the check never "
           "fails or never passes.",
    .advice = "write a ratio such as `0.99` or a percentage such as `99%`",
    .dialects = IN_DATA_PRODUCT | IN_DOMAINS,
    .on_contract = on_contract,
    .on_quality = on_quality,
};

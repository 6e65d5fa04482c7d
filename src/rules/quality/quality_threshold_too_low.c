#include "check/promise.h"
#include "check/quality_test.h"
#include "check/rule.h"

static void compare(struct check *check, const struct measure *measure, const struct number_option *minimum)
{
    struct number ratio;
    if (!minimum->text || !measure || !promise_ratio(check->arena, measure->value, &ratio) ||
        number_compare(ratio, minimum->value) >= 0)
        return;
    const struct use *before = check->use;
    check->use = measure->at.use;
    finding_at(check, measure->value.node, "%s is %s, at least %s is due", quote(check, measure->dimension.value),
               quote(check, measure->value.value), quote(check, str_of(minimum->text)));
    check->use = before;
}

static void on_contract(struct check *check, const struct contract *contract)
{
    const struct list *thresholds = &contract->quality.thresholds;
    compare(check, measure_find(thresholds, "completeness"), &check->settings->options.quality_min_completeness);
    compare(check, measure_find(thresholds, "accuracy"), &check->settings->options.quality_min_accuracy);
}

static const struct rule_option options[] = {
    {"quality.min-completeness", NULL, "the lowest threshold for completeness, such as 0.99"},
    {"quality.min-accuracy", NULL, "the lowest threshold for accuracy, such as 0.95"},
    {NULL}};

const struct rule rule_quality_threshold_too_low = {
    .id = "quality-threshold-too-low",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "a quality threshold is lower than the standard allows",
    .why = "The organisation has set how complete and accurate its data is at least; readers plan with that.",
    .advice = "raise the threshold, or agree on an exception",
    .dialects = IN_DATA_PRODUCT | IN_DOMAINS,
    .options = options,
    .on_contract = on_contract,
};

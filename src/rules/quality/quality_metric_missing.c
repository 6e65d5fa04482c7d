#include "check/rule.h"

static void on_quality(struct check *check, const struct quality *test)
{
    if (text_has_value(test->test) || text_is_wrong_kind(test->test))
        return;
    if (test->is_typed)
        finding_at_key(check, test->test.node, "`type` is empty");
    else
        finding_missing(check, test->at.node, "neither a test such as `not_null` nor a `type`");
}

const struct rule rule_quality_metric_missing = {
    .id = "quality-metric-missing",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "an entry names no quality test",
    .why = "An entry that says where to look but not what for checks nothing.",
    .advice = "write a test such as `not_null: customer_id`, or a `type`",
    .dialects = IN_DATA_PRODUCT | IN_DOMAINS,
    .is_about_absence = true,
    .on_quality = on_quality,
};

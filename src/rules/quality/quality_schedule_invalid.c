#include "base/schedule.h"
#include "check/rule.h"

static void on_quality(struct check *check, const struct quality *test)
{
    const struct node *value = node_find(test->at.node, "schedule");
    struct schedule schedule;
    struct cron_error err;
    if (!node_is_scalar(value) || node_is_blank(value) ||
        schedule_parse(check->arena, node_text(value), &schedule, &err))
        return;
    finding_at(check, value, "%s, %s%s%s%s", quote_node(check, value), err.field ? "the " : "",
               err.field ? err.field : "", err.field ? ": " : "", err.reason);
}

const struct rule rule_quality_schedule_invalid = {
    .id = "quality-schedule-invalid",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "the schedule of a quality test is none that anything could run",
    .why =
        "A test with a schedule that no scheduler understands never runs, and nobody notices, because it never fails.",
    .advice = "write a cron expression such as `0 6 * * *`, an ISO 8601 duration or a word such as `daily`",
    .dialects = IN_DATA_PRODUCT | IN_DOMAINS,
    .on_quality = on_quality,
};

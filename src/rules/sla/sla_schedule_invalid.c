#include "base/schedule.h"
#include "check/rule.h"

static void on_server(struct check *check, const struct server *server)
{
    struct schedule schedule;
    struct cron_error err;
    if (!text_has_value(server->schedule) || schedule_parse(check->arena, server->schedule.value, &schedule, &err))
        return;
    finding_at(check, server->schedule.node, "%s, %s%s%s%s", quote(check, server->schedule.value),
               err.field ? "the " : "", err.field ? err.field : "", err.field ? ": " : "", err.reason);
}

const struct rule rule_sla_schedule_invalid = {
    .id = "sla-schedule-invalid",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a schedule is none that anything could run",
    .why = "What promises are built on runs by this schedule. One that no scheduler understands never runs, or runs at "
           "times nobody expects.",
    .advice =
        "write a cron expression such as `0 6 * * *`, an ISO 8601 duration or a word such as `hourly` or `streaming`",
    .dialects = IN_DOMAINS,
    .on_server = on_server,
};

#include "base/schedule.h"
#include "check/contradiction.h"
#include "check/promise.h"
#include "check/rule.h"

/* Even the shortest wait between two runs is longer than promised: weekends and nights prove nothing. */
static bool is_too_slow(struct check *check, struct str text, struct duration promised)
{
    struct schedule schedule;
    struct cron_error err;
    if (!schedule_parse(check->arena, text, &schedule, &err) || !schedule.has_interval)
        return false;
    struct number least, greatest;
    duration_bounds(check->arena, promised, &least, &greatest);
    return number_compare(number_of(check->arena, schedule.shortest), greatest) > 0;
}

static void on_server(struct check *check, const struct server *server)
{
    const struct promise *freshness = contract_promise(check->contract, PROMISE_FRESHNESS);
    struct duration promised;
    if (!text_has_value(server->schedule) || !freshness ||
        !promise_duration(check->arena, freshness->value, &promised) || duration_is_zero(promised))
        return;
    struct str schedule = server->schedule.value;
    if (!is_too_slow(check, schedule, promised))
        return;
    finding_contradiction(check, (struct site){freshness->value.node, freshness->at.use},
                          (struct site){server->schedule.node, server->at.use},
                          "%s is promised, the schedule of %s is %s", quote(check, freshness->value.value),
                          quote(check, server->key.value), quote(check, schedule));
}

const struct rule rule_sla_freshness_faster_than_schedule = {
    .id = "sla-freshness-faster-than-schedule",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "freshness is faster than the schedule can deliver",
    .why = "Data that is loaded once a day is up to a day old just before the next load. The promise is broken on "
           "every run, and alerts on it teach people to ignore alerts.",
    .advice = "run the pipeline more often, or promise what its schedule can keep",
    .on_server = on_server,
};

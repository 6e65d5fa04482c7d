#include "check/promise.h"
#include "check/rule.h"

static void on_promise(struct check *check, const struct promise *promise)
{
    struct number percent;
    if (promise->kind != PROMISE_AVAILABILITY || !promise_percent(check->arena, promise->value, &percent))
        return;
    if (number_compare(percent, number_of(check->arena, 100)) == 0)
        finding_at(check, promise->value.node, "%s", quote(check, promise->value.value));
}

const struct rule rule_sla_availability_perfect = {
    .id = "sla-availability-perfect",
    .severity = SEVERITY_INFO,
    .since = "0.1.0",
    .summary = "an availability of 100 percent cannot be kept",
    .why = "Every system is down at some time, be it for an upgrade. A promise that is certain to be broken tells "
           "readers nothing they can plan with.",
    .advice = "promise what operations can keep, such as `99.9%`",
    .on_promise = on_promise,
};

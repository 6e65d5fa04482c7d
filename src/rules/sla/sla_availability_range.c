#include "check/promise.h"
#include "check/rule.h"

static void on_promise(struct check *check, const struct promise *promise)
{
    struct number percent;
    if (promise->kind != PROMISE_AVAILABILITY || !promise_percent(check->arena, promise->value, &percent))
        return;
    if (number_sign(percent) <= 0 || number_compare(percent, number_of(check->arena, 100)) > 0)
        finding_at(check, promise->value.node, "%s", quote(check, promise->value.value));
}

const struct rule rule_sla_availability_range = {
    .id = "sla-availability-range",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "availability is outside 0 to 100 percent",
    .why =
        "A share of time is above zero and at most all of it; anything else is a slip that no monitor can work with.",
    .advice = "write a percentage above 0 and up to 100, such as `99.9%`",
    .on_promise = on_promise,
};

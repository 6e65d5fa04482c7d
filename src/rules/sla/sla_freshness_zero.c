#include "check/rule.h"

static void on_promise(struct check *check, const struct promise *promise)
{
    struct duration duration;
    if (promise->kind != PROMISE_FRESHNESS ||
        duration_parse(check->arena, promise->value.value, &duration, NULL) != DURATION_OK)
        return;
    if (duration_is_zero(duration))
        finding_at(check, promise->value.node, "%s is no time at all", quote(check, promise->value.value));
}

const struct rule rule_sla_freshness_zero = {
    .id = "sla-freshness-zero",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "freshness is zero",
    .why = "No pipeline delivers in no time at all: a promise of zero is broken by every record and every alert on it "
           "is noise.",
    .advice = "promise the age that the data really has when it is read, such as `PT1M`",
    .on_promise = on_promise,
};

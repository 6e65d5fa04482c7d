#include "check/rule.h"

enum { YEARS_MAX = 100 };

static void on_promise(struct check *check, const struct promise *promise)
{
    struct duration duration;
    if (promise->kind != PROMISE_FRESHNESS ||
        duration_parse(check->arena, promise->value.value, &duration, NULL) != DURATION_OK)
        return;
    if (duration_exceeds_years(check->arena, duration, YEARS_MAX))
        finding_at(check, promise->value.node, "%s is over %d years", quote(check, promise->value.value), YEARS_MAX);
}

const struct rule rule_sla_freshness_overflow = {
    .id = "sla-freshness-overflow",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "freshness is longer than any data lives",
    .why = "A freshness of over 100 years promises nothing, and many programs cannot even store it. It is nearly "
           "always a unit mistaken for another.",
    .advice = "check the unit: `PT15M` is 15 minutes, `P15M` 15 months",
    .on_promise = on_promise,
};

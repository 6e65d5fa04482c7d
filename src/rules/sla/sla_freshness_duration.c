#include "check/promise.h"
#include "check/rule.h"

static void on_promise(struct check *check, const struct promise *promise)
{
    if (promise->kind == PROMISE_FRESHNESS)
        promise_check_duration(check, STR(""), promise->value);
}

const struct rule rule_sla_freshness_duration = {
    .id = "sla-freshness-duration",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "freshness is no ISO 8601 duration",
    .why = "Freshness is what readers alert on. A value that only people understand cannot be compared, monitored or "
           "checked for breaking changes.",
    .advice = "write an ISO 8601 duration: `PT15M` is 15 minutes, `PT1H` an hour, `P1D` a day",
    .is_fixable = true,
    .on_promise = on_promise,
};

#include "check/promise.h"
#include "check/rule.h"

static void on_promise(struct check *check, const struct promise *promise)
{
    bool is_duration = promise->kind == PROMISE_LATENCY || promise->kind == PROMISE_RESPONSE_TIME ||
                       promise->kind == PROMISE_RETENTION;
    if (is_duration)
        promise_check_duration(check, promise->name.value, promise->value);
}

static void on_contract(struct check *check, const struct contract *contract)
{
    promise_check_duration(check, STR("retention"), contract->governance_retention);
}

const struct rule rule_sla_duration_format = {
    .id = "sla-duration-format",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a service level is no ISO 8601 duration",
    .why = "Latency, response time and retention are compared, monitored and checked for breaking changes. A value "
           "that only people understand cannot be.",
    .advice = "write an ISO 8601 duration: `PT0.2S` is 200 milliseconds, `P7Y` seven years",
    .is_fixable = true,
    .on_promise = on_promise,
    .on_contract = on_contract,
};

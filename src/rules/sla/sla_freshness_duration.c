#include "check/rule.h"

static void on_promise(struct check *check, const struct promise *promise)
{
    if (promise->kind != PROMISE_FRESHNESS || !text_has_value(promise->value))
        return;
    struct str value = promise->value.value, iso;
    enum duration_error error = duration_parse(check->arena, value, NULL, NULL);
    if (error == DURATION_OK)
        return;
    struct finding *finding =
        finding_at(check, promise->value.node, "%s, %s", quote(check, value), duration_error_text(error));
    if (duration_understand(check->arena, value, &iso))
        finding_fix_value(check, finding, promise->value.node, iso);
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

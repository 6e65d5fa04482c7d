#include "check/promise.h"
#include "check/rule.h"

static void on_promise(struct check *check, const struct promise *promise)
{
    const struct number_option *minimum = &check->settings->options.sla_min_availability;
    struct number percent;
    if (!minimum->text || promise->kind != PROMISE_AVAILABILITY ||
        !promise_percent(check->arena, promise->value, &percent) || number_sign(percent) <= 0)
        return;
    if (number_compare(percent, minimum->value) < 0)
        finding_at(check, promise->value.node, "%s, at least %s is due", quote(check, promise->value.value),
                   quote(check, str_of(minimum->text)));
}

static const struct rule_option options[] = {
    {"sla.min-availability", NULL, "the lowest availability that may be promised, such as 99.5%"}, {NULL}};

const struct rule rule_sla_availability_too_low = {
    .id = "sla-availability-too-low",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "availability is lower than the standard allows",
    .why = "The organisation has set how available its data products are at least; readers plan with that.",
    .advice = "make the product more available and promise it, or agree on an exception",
    .options = options,
    .on_promise = on_promise,
};

#include "check/promise.h"
#include "check/rule.h"

static void on_promise(struct check *check, const struct promise *promise)
{
    const struct duration_option *maximum = &check->settings->options.sla_max_freshness;
    struct duration duration;
    if (!maximum->text || promise->kind != PROMISE_FRESHNESS ||
        !promise_duration(check->arena, promise->value, &duration))
        return;
    if (duration_compare(check->arena, duration, maximum->value) == DURATION_LONGER)
        finding_at(check, promise->value.node, "%s, at most %s is allowed", quote(check, promise->value.value),
                   quote(check, str_of(maximum->text)));
}

static const struct rule_option options[] = {
    {"sla.max-freshness", NULL, "the longest freshness that may be promised, an ISO 8601 duration"}, {NULL}};

const struct rule rule_sla_freshness_too_slow = {
    .id = "sla-freshness-too-slow",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "freshness is slower than the standard allows",
    .why = "The organisation has set how old data may be at most when it is read; a product that promises less falls "
           "behind that for all its readers.",
    .advice = "deliver more often and promise it, or agree on an exception",
    .options = options,
    .on_promise = on_promise,
};

#include "check/promise.h"
#include "check/rule.h"

static void on_promise(struct check *check, const struct promise *promise)
{
    const struct number_option *minimum = &check->settings->options.sla_min_quality_score;
    struct number score;
    if (!minimum->text || promise->kind != PROMISE_QUALITY_SCORE ||
        !promise_ratio(check->arena, promise->value, &score))
        return;
    if (number_compare(score, minimum->value) < 0)
        finding_at(check, promise->value.node, "%s, at least %s is due", quote(check, promise->value.value),
                   quote(check, str_of(minimum->text)));
}

static const struct rule_option options[] = {
    {"sla.min-quality-score", NULL, "the lowest quality score that may be promised, such as 0.95"}, {NULL}};

const struct rule rule_sla_quality_score_too_low = {
    .id = "sla-quality-score-too-low",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "the quality score is lower than the standard allows",
    .why = "The organisation has set how good its data products are at least; readers plan with that.",
    .advice = "raise the quality and promise it, or agree on an exception",
    .options = options,
    .on_promise = on_promise,
};

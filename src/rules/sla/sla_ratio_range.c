#include "check/promise.h"
#include "check/rule.h"

static bool is_share(enum promise_kind kind)
{
    return kind == PROMISE_COMPLETENESS || kind == PROMISE_ACCURACY || kind == PROMISE_ERROR_RATE;
}

static void on_promise(struct check *check, const struct promise *promise)
{
    struct str value = promise->value.value;
    struct number ratio;
    if (!is_share(promise->kind) || !text_has_value(promise->value) ||
        promise_ratio(check->arena, promise->value, &ratio))
        return;
    bool is_number = number_parse_ratio(check->arena, value, &ratio);
    struct finding *finding = finding_at(check, promise->value.node, "%s is %s%s", quote(check, promise->name.value),
                                         quote(check, value), is_number ? "" : ", which is no number");
    promise_suggest_share(check, finding, promise->value);
}

const struct rule rule_sla_ratio_range = {
    .id = "sla-ratio-range",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a share is outside 0 to 100 percent",
    .why = "Completeness, accuracy and error rate are shares of all records. A number outside 0 to 1, or a percentage "
           "outside 0 to 100, cannot be met or compared.",
    .advice = "write a percentage such as `99.5%` or a ratio such as `0.995`",
    .on_promise = on_promise,
};

#include "check/promise.h"
#include "check/rule.h"

/* In domains the score may be a percentage too. */
static bool is_in_range(struct check *check, struct str value)
{
    struct number number;
    bool is_number = check->contract->dialect == DIALECT_DOMAINS ? number_parse_ratio(check->arena, value, &number)
                                                                 : number_parse(check->arena, value, &number);
    return is_number && promise_is_share(number);
}

/* 0.95 for `95%`, `95` and `0,95`; a small number such as 5 may be meant otherwise. */
static void offer_fix(struct check *check, struct finding *finding, struct text value)
{
    struct number number;
    if (!promise_understand_number(check->arena, value.value, &number))
        return;
    bool is_percent = str_index(value.value, '%') < value.value.len;
    bool is_clear = is_percent || promise_is_share(number) || number_compare(number, number_of(check->arena, 10)) >= 0;
    if (is_percent || !promise_is_share(number))
        number = number_scale(number, -2);
    if (is_clear && promise_is_share(number))
        finding_fix_value(check, finding, value.node, number_print(check->arena, number));
}

static void on_promise(struct check *check, const struct promise *promise)
{
    struct str value = promise->value.value;
    if (promise->kind != PROMISE_QUALITY_SCORE || !text_has_value(promise->value) || is_in_range(check, value))
        return;
    struct finding *finding =
        finding_at(check, promise->value.node, "%s is no %s", quote(check, value),
                   check->contract->dialect == DIALECT_DOMAINS ? "ratio from 0 to 1 and no percentage up to 100%"
                                                               : "ratio from 0 to 1");
    offer_fix(check, finding, promise->value);
}

const struct rule rule_sla_quality_score_range = {
    .id = "sla-quality-score-range",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "the quality score is outside its range",
    .why = "The measured score is compared with the promised one. Where one is a ratio and the other a percentage, "
           "every comparison is wrong by a factor of a hundred.",
    .advice = "write a ratio from 0 to 1, such as `0.95`",
    .is_fixable = true,
    .on_promise = on_promise,
};

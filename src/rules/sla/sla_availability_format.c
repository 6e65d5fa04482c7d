#include "base/buf.h"
#include "check/promise.h"
#include "check/rule.h"

enum { FIX_BYTES_MAX = 64 }; /* nobody promises more digits */

static struct str as_percent(struct check *check, struct number number)
{
    struct str digits = number_print(check->arena, number);
    return str_of(text_print(check->arena, "%.*s%%", STR_ARG(digits)));
}

/* Offers 99.9% for 0.999 and for `99,9%`; a share of one that carries a sign or comma is not clear. */
static void offer_fix(struct check *check, struct finding *finding, struct text value)
{
    struct number number;
    if (value.value.len > FIX_BYTES_MAX)
        return;
    if (number_parse(check->arena, value.value, &number))
        finding_fix_value(check, finding, value.node, as_percent(check, number_scale(number, 2)));
    else if (promise_understand_number(check->arena, value.value, &number) && !promise_is_share(number))
        finding_fix_value(check, finding, value.node, as_percent(check, number));
}

static void on_promise(struct check *check, const struct promise *promise)
{
    struct number percent;
    if (promise->kind != PROMISE_AVAILABILITY || !text_has_value(promise->value) ||
        promise_percent(check->arena, promise->value, &percent))
        return;
    bool is_ratio = number_parse(check->arena, promise->value.value, &percent);
    struct finding *finding = finding_at(check, promise->value.node, "%s%s", quote(check, promise->value.value),
                                         is_ratio ? " is a ratio" : "");
    offer_fix(check, finding, promise->value);
}

const struct rule rule_sla_availability_format = {
    .id = "sla-availability-format",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "availability is no percentage",
    .why = "Monitoring and readers compare the promise with a number. `99,9%` or `high` is none, and `0.999` may be "
           "meant as a ratio or as less than one percent.",
    .advice = "write a percentage such as `99.9%`",
    .is_fixable = true,
    .on_promise = on_promise,
};

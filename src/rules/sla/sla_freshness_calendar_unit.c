#include "check/rule.h"

enum { YEARS_MAX = 100 }; /* beyond, sla-freshness-overflow speaks */

/* The amount in P15M, where minutes may be meant; empty for any other form. */
static struct str lone_months(struct str text)
{
    struct str amount = str_slice(text, 1, text.len - 1);
    bool is_lone = str_ends(text, "M") && str_digits(amount) == amount.len;
    return is_lone ? amount : STR("");
}

static void on_promise(struct check *check, const struct promise *promise)
{
    struct str value = promise->value.value;
    struct duration duration;
    if (promise->kind != PROMISE_FRESHNESS || duration_parse(check->arena, value, &duration, NULL) != DURATION_OK)
        return;
    if (!duration_has_calendar_unit(duration) || duration_exceeds_years(check->arena, duration, YEARS_MAX))
        return;
    struct finding *finding = finding_at(check, promise->value.node, "%s", quote(check, value));
    struct str months = lone_months(value);
    if (months.len)
        finding_help(check, finding, "write `PT%.*sM` for minutes, days such as `P30D` otherwise", STR_ARG(months));
}

const struct rule rule_sla_freshness_calendar_unit = {
    .id = "sla-freshness-calendar-unit",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "freshness in years or months has no fixed length",
    .why = "A month has 28 to 31 days, so nobody can tell exactly when the promise is broken. Where minutes are meant, "
           "the `T` is missing: `P15M` is 15 months.",
    .advice = "write days or hours, such as `P30D`",
    .on_promise = on_promise,
};

#include "change/sla_value.h"

#include "base/buf.h"
#include "base/datetime.h"

enum sla_measure {
    MEASURE_TEXT,
    MEASURE_DURATION,
    MEASURE_SHARE,
    MEASURE_RATE,
    MEASURE_DATE,
    MEASURE_TIME_OF_DAY,
    MEASURE_SUPPORT_HOURS
};

/* What is measured, and which value is better. */
static const struct {
    enum sla_measure measure;
    bool is_less_better;
} directions[] = {
    [PROMISE_OTHER] = {MEASURE_TEXT, false},
    [PROMISE_FRESHNESS] = {MEASURE_DURATION, true},
    [PROMISE_LATENCY] = {MEASURE_DURATION, true},
    [PROMISE_AVAILABILITY] = {MEASURE_SHARE, false},
    [PROMISE_QUALITY_SCORE] = {MEASURE_SHARE, false},
    [PROMISE_RETENTION] = {MEASURE_DURATION, false},
    [PROMISE_THROUGHPUT] = {MEASURE_RATE, false},
    [PROMISE_ERROR_RATE] = {MEASURE_SHARE, true},
    [PROMISE_RESPONSE_TIME] = {MEASURE_DURATION, true},
    [PROMISE_COMPLETENESS] = {MEASURE_SHARE, false},
    [PROMISE_ACCURACY] = {MEASURE_SHARE, false},
    [PROMISE_SUPPORT] = {MEASURE_SUPPORT_HOURS, false},
    [PROMISE_TIMELINESS] = {MEASURE_DURATION, true},
    [PROMISE_INTERVAL_OF_CHANGE] = {MEASURE_DURATION, true},
    [PROMISE_FREQUENCY] = {MEASURE_DURATION, true},
    [PROMISE_DELIVERY] = {MEASURE_TEXT, false},
    [PROMISE_SCHEDULE] = {MEASURE_TEXT, false},
    [PROMISE_TIME_TO_DETECT] = {MEASURE_DURATION, true},
    [PROMISE_TIME_TO_NOTIFY] = {MEASURE_DURATION, true},
    [PROMISE_TIME_TO_REPAIR] = {MEASURE_DURATION, true},
    [PROMISE_SUPPORT_TIME] = {MEASURE_SUPPORT_HOURS, false},
    [PROMISE_SUPPORT_RESPONSE_TIME] = {MEASURE_DURATION, true},
    [PROMISE_BACKUP_INTERVAL] = {MEASURE_DURATION, true},
    [PROMISE_BACKUP_SCHEDULE] = {MEASURE_TEXT, false},
    [PROMISE_RECOVERY_TIME] = {MEASURE_DURATION, true},
    [PROMISE_RECOVERY_POINT] = {MEASURE_DURATION, true},
    [PROMISE_UPTIME] = {MEASURE_SHARE, false},
    [PROMISE_GENERAL_AVAILABILITY] = {MEASURE_DATE, true},
    [PROMISE_TIME_OF_AVAILABILITY] = {MEASURE_TIME_OF_DAY, true},
    [PROMISE_END_OF_SUPPORT] = {MEASURE_DATE, false},
    [PROMISE_END_OF_LIFE] = {MEASURE_DATE, false},
};

static enum sla_order order_of(int comparison, bool is_less_better)
{
    if (comparison == 0)
        return SLA_EQUAL;
    return (comparison < 0) == is_less_better ? SLA_BETTER : SLA_WORSE;
}

enum sla_order sla_compare_durations(struct arena *arena, struct text old, struct text new, bool is_less_better)
{
    struct duration before, after;
    if (!promise_duration(arena, old, &before) || !promise_duration(arena, new, &after))
        return SLA_UNCLEAR;
    switch (duration_compare(arena, after, before)) {
    case DURATION_SHORTER: return order_of(-1, is_less_better);
    case DURATION_EQUAL: return SLA_EQUAL;
    case DURATION_LONGER: return order_of(1, is_less_better);
    default: return SLA_UNCLEAR;
    }
}

/* Units as ODCS writes them beside a number, in ISO 8601. */
static const struct {
    const char *name, *before, *after;
} units[] = {
    {"s", "PT", "S"},      {"sec", "PT", "S"},     {"second", "PT", "S"}, {"seconds", "PT", "S"}, {"min", "PT", "M"},
    {"minute", "PT", "M"}, {"minutes", "PT", "M"}, {"h", "PT", "H"},      {"hour", "PT", "H"},    {"hours", "PT", "H"},
    {"d", "P", "D"},       {"day", "P", "D"},      {"days", "P", "D"},    {"w", "P", "W"},        {"week", "P", "W"},
    {"weeks", "P", "W"},   {"mo", "P", "M"},       {"month", "P", "M"},   {"months", "P", "M"},   {"y", "P", "Y"},
    {"yr", "P", "Y"},      {"year", "P", "Y"},     {"years", "P", "Y"},
};

/* `m` are minutes, but months of what is kept for long (the field's own tools read it so). */
static bool unit_of(const struct promise *promise, const char **before, const char **after)
{
    struct str unit = promise->unit.value;
    bool is_kept = promise->kind == PROMISE_RETENTION;
    if (str_is(unit, "m")) {
        *before = is_kept ? "P" : "PT";
        *after = "M";
        return true;
    }
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (str_is_caseless(unit, units[i].name)) {
            *before = units[i].before;
            *after = units[i].after;
            return true;
        }
    return false;
}

/* The value with its unit as a duration's text. */
static struct text duration_text(struct arena *arena, const struct promise *promise)
{
    const char *before, *after;
    struct text text = promise->value;
    if (text_has_value(promise->unit) && unit_of(promise, &before, &after))
        text.value = str_of(text_print(arena, "%s%.*s%s", before, STR_ARG(promise->value.value), after));
    return text;
}

/* For ever, which only what is kept can be. */
static bool is_unlimited(const struct promise *promise, bool is_less_better)
{
    return promise->is_unlimited || (!is_less_better && str_is_caseless(promise->value.value, "unlimited"));
}

static enum sla_order compare_durations(struct arena *arena, const struct promise *old, const struct promise *new,
                                        bool is_less_better)
{
    bool was_unlimited = is_unlimited(old, is_less_better), is_now = is_unlimited(new, is_less_better);
    if (was_unlimited || is_now)
        return was_unlimited && is_now ? SLA_EQUAL : is_now ? SLA_BETTER : SLA_WORSE;
    return sla_compare_durations(arena, duration_text(arena, old), duration_text(arena, new), is_less_better);
}

/* A share: `99.9%`, 99.9 with the unit percent or above 1, or 0.999. */
static bool read_share(struct arena *arena, const struct promise *promise, struct number *share)
{
    static const char *const percent[] = {"percent", "%", "pct", "percentage", NULL};
    struct number one = number_of(arena, 1);
    struct str text = promise->value.value;
    bool is_percent = str_is_one_of(str_lower(arena, promise->unit.value), percent);
    if (!number_parse_ratio(arena, text, share))
        return false;
    if (!str_ends(text, "%") && (is_percent || number_compare(*share, one) > 0))
        *share = number_scale(*share, -2);
    return true;
}

static enum sla_order compare_shares(struct arena *arena, const struct promise *old, const struct promise *new,
                                     bool is_less_better)
{
    struct number before, after;
    if (!read_share(arena, old, &before) || !read_share(arena, new, &after))
        return SLA_UNCLEAR;
    return order_of(number_compare(after, before), is_less_better);
}

/* The number at the start of "1000 records/s", and what follows it. */
static bool read_rate(struct arena *arena, const struct promise *promise, struct number *number, struct str *what)
{
    struct str text = str_trim(promise->value.value);
    size_t end = 0;
    while (end < text.len && (char_is_digit(text.at[end]) || text.at[end] == '.'))
        end++;
    *what = str_trim(str_slice(text, end, text.len));
    return number_parse(arena, str_slice(text, 0, end), number);
}

static enum sla_order compare_rates(struct arena *arena, const struct promise *old, const struct promise *new,
                                    bool is_less_better)
{
    struct number before, after;
    struct str old_what, new_what;
    if (!read_rate(arena, old, &before, &old_what) || !read_rate(arena, new, &after, &new_what) ||
        !str_equal(old_what, new_what) || !str_equal(old->unit.value, new->unit.value))
        return SLA_UNCLEAR;
    return order_of(number_compare(after, before), is_less_better);
}

enum { DATE_LENGTH = 10 };

static bool is_date(struct str text)
{
    static const char form[] = "0000-00-00";
    if (text.len < DATE_LENGTH)
        return false;
    for (size_t i = 0; i < DATE_LENGTH; i++)
        if (form[i] == '-' ? text.at[i] != '-' : !char_is_digit(text.at[i]))
            return false;
    return true;
}

static enum sla_order compare_dates(struct str old, struct str new, bool is_less_better)
{
    if (!is_date(old) || !is_date(new))
        return SLA_UNCLEAR;
    struct instant before, after;
    if (old.len > DATE_LENGTH && new.len > DATE_LENGTH && datetime_parse(old, &before) && datetime_parse(new, &after))
        return order_of(datetime_compare(after, before), is_less_better);
    int order = str_compare(str_slice(new, 0, DATE_LENGTH), str_slice(old, 0, DATE_LENGTH));
    if (order == 0 && !str_equal(old, new))
        return SLA_UNCLEAR;
    return order_of(order, is_less_better);
}

/* Two digits at `at`; -1 when there are none. */
static int two_digits(struct str text, size_t at)
{
    if (at + 1 >= text.len || !char_is_digit(text.at[at]) || !char_is_digit(text.at[at + 1]))
        return -1;
    return (text.at[at] - '0') * 10 + (text.at[at + 1] - '0');
}

/* Minutes since midnight in UTC of "09:00-08:00", "09:00Z"; without a zone those of the clock. */
static bool read_time_of_day(struct str text, int *minutes, bool *has_zone)
{
    int hour = two_digits(text, 0), minute = two_digits(text, 3);
    if (hour < 0 || minute < 0 || text.at[2] != ':')
        return false;
    *minutes = hour * 60 + minute;
    size_t at = 5;
    while (at < text.len && (text.at[at] == ':' || text.at[at] == '.' || char_is_digit(text.at[at])))
        at++;
    *has_zone = at < text.len;
    if (!*has_zone || text.at[at] == 'Z' || text.at[at] == 'z')
        return true;
    int zone_hour = two_digits(text, at + 1), zone_minute = two_digits(text, at + 4);
    if ((text.at[at] != '+' && text.at[at] != '-') || zone_hour < 0)
        return false;
    int offset = zone_hour * 60 + (zone_minute < 0 ? 0 : zone_minute);
    *minutes += text.at[at] == '-' ? offset : -offset;
    return true;
}

static enum sla_order compare_times(struct str old, struct str new, bool is_less_better)
{
    int before, after;
    bool has_old_zone, has_new_zone;
    if (!read_time_of_day(old, &before, &has_old_zone) || !read_time_of_day(new, &after, &has_new_zone) ||
        has_old_zone != has_new_zone)
        return SLA_UNCLEAR;
    return order_of((after > before) - (after < before), is_less_better);
}

static bool is_always(struct str text)
{
    return str_contains(text, "24/7") || str_contains(text, "24x7");
}

static enum sla_order compare_support(struct str old, struct str new)
{
    if (is_always(old) == is_always(new))
        return SLA_UNCLEAR;
    return is_always(new) ? SLA_BETTER : SLA_WORSE;
}

enum sla_order sla_compare(struct arena *arena, const struct promise *old, const struct promise *new)
{
    bool is_less_better = directions[old->kind].is_less_better;
    struct str before = old->value.value, after = new->value.value;
    bool is_same = str_equal(before, after) && str_equal(old->unit.value, new->unit.value) &&
                   old->is_unlimited == new->is_unlimited;
    if (is_same)
        return SLA_EQUAL;
    switch (directions[old->kind].measure) {
    case MEASURE_DURATION: return compare_durations(arena, old, new, is_less_better);
    case MEASURE_SHARE: return compare_shares(arena, old, new, is_less_better);
    case MEASURE_RATE: return compare_rates(arena, old, new, is_less_better);
    case MEASURE_DATE: return compare_dates(before, after, is_less_better);
    case MEASURE_TIME_OF_DAY: return compare_times(before, after, is_less_better);
    case MEASURE_SUPPORT_HOURS: return compare_support(before, after);
    default: return SLA_UNCLEAR;
    }
}

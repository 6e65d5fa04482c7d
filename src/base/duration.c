#include "base/duration.h"

#include <assert.h>

/* So many digits keep every sum of parts within what number_add grants. */
enum { WHOLE_DIGITS_MAX = 15, FRACTION_DIGITS_MAX = 900 };
enum { MONTH_MEAN = 2629746, DAY = 86400 };

/* The units in their order. `M` is months before and minutes after the T. */
static const struct unit {
    char designator;
    bool is_time;
    bool is_months;
    uint32_t factor; /* months or seconds */
} units[] = {
    {'Y', false, true, 12},   {'M', false, true, 1},  {'W', false, false, 7 * DAY}, {'D', false, false, DAY},
    {'H', true, false, 3600}, {'M', true, false, 60}, {'S', true, false, 1},
};

enum { UNIT_COUNT = sizeof units / sizeof *units, UNIT_MONTH = 1, UNIT_WEEK = 2, UNIT_DAY = 3, UNIT_HOUR = 4 };

/* A reading in progress. */
struct reader {
    struct arena *arena;
    struct str text;
    size_t at;
    bool is_time;      /* after the T */
    bool has_fraction; /* in the part read last */
    size_t fraction_at;
    bool has_weeks;
    size_t next_unit; /* the first that may still come */
    size_t count;     /* of parts */
    struct duration duration;
};

static bool is_at_end(const struct reader *reader)
{
    return reader->at >= reader->text.len;
}

static char peek(const struct reader *reader)
{
    return is_at_end(reader) ? '\0' : reader->text.at[reader->at];
}

static bool is_designator(char c, bool is_time)
{
    for (size_t i = 0; i < UNIT_COUNT; i++)
        if (units[i].designator == c && units[i].is_time == is_time)
            return true;
    return false;
}

static size_t unit_of(char c, bool is_time)
{
    size_t unit = 0;
    while (units[unit].designator != c || units[unit].is_time != is_time)
        unit++;
    return unit;
}

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - ('a' - 'A')) : c;
}

static enum duration_error judge_designator(const struct reader *reader)
{
    char c = peek(reader);
    if (is_at_end(reader))
        return DURATION_MISSING_DESIGNATOR;
    if (is_designator(c, reader->is_time)) {
        size_t unit = unit_of(c, reader->is_time);
        /* An M after days can only be minutes. */
        if (c == 'M' && !reader->is_time && reader->next_unit > UNIT_WEEK)
            return DURATION_MISSING_T;
        if (unit + 1 == reader->next_unit)
            return DURATION_REPEATED;
        if (unit < reader->next_unit)
            return DURATION_ORDER;
        return reader->has_weeks || (unit == UNIT_WEEK && reader->count) ? DURATION_WEEKS_MIXED : DURATION_OK;
    }
    if (is_designator(c, !reader->is_time))
        return reader->is_time ? DURATION_DATE_AFTER_T : DURATION_MISSING_T;
    if (is_designator(upper(c), true) || is_designator(upper(c), false))
        return DURATION_LOWER_CASE;
    if (char_is_blank(c))
        return DURATION_BLANK;
    return c == 'T' ? DURATION_MISSING_DESIGNATOR : DURATION_UNKNOWN_DESIGNATOR;
}

/* What is wrong with a character that should have begun a number. */
static enum duration_error judge_start(const struct reader *reader)
{
    char c = peek(reader);
    if (char_is_blank(c))
        return DURATION_BLANK;
    if (c == '-' || c == '+')
        return DURATION_SIGN;
    if (c == '.' || c == ',' || is_designator(c, true) || is_designator(c, false))
        return DURATION_MISSING_DIGITS;
    if (c == 't' || is_designator(upper(c), true) || is_designator(upper(c), false))
        return DURATION_LOWER_CASE;
    return DURATION_UNKNOWN_DESIGNATOR;
}

/* a + b of numbers within the limits above. */
static struct number sum_of(struct arena *arena, struct number a, struct number b)
{
    struct number sum = a;
    bool is_exact = number_add(arena, a, b, &sum);
    assert(is_exact);
    (void)is_exact;
    return sum;
}

/* Adds the digits [start, at) of a part, cut to the limits above. */
static void add(struct reader *reader, size_t start, const struct unit *unit)
{
    struct str amount = str_slice(reader->text, start, reader->at);
    size_t point = reader->has_fraction ? reader->fraction_at - start : amount.len;
    struct number whole, fraction = number_of(reader->arena, 0);
    bool is_number = number_parse(reader->arena, str_slice(amount, 0, point), &whole);
    if (reader->has_fraction) {
        struct str digits = str_slice(amount, point + 1, point + 1 + FRACTION_DIGITS_MAX);
        is_number = is_number && number_parse(reader->arena, digits, &fraction);
        fraction = number_scale(fraction, -(int)digits.len);
    }
    if (!is_number || whole.point > WHOLE_DIGITS_MAX) {
        reader->duration.is_overflow = true;
        return;
    }
    struct number *sum = unit->is_months ? &reader->duration.months : &reader->duration.seconds;
    struct number part = number_times(reader->arena, sum_of(reader->arena, whole, fraction), unit->factor);
    *sum = sum_of(reader->arena, *sum, part);
}

static void skip_digits(struct reader *reader)
{
    while (char_is_digit(peek(reader)))
        reader->at++;
}

/* Reads one number with its designator. */
static enum duration_error read_part(struct reader *reader)
{
    size_t start = reader->at;
    if (!char_is_digit(peek(reader)))
        return judge_start(reader);
    if (reader->has_fraction) {
        reader->at = reader->fraction_at;
        return DURATION_FRACTION_NOT_LAST;
    }
    skip_digits(reader);
    if (peek(reader) == '.' || peek(reader) == ',') {
        reader->has_fraction = true;
        reader->fraction_at = reader->at++;
        if (!char_is_digit(peek(reader)))
            return DURATION_FRACTION_EMPTY;
        skip_digits(reader);
    }
    enum duration_error error = judge_designator(reader);
    if (error != DURATION_OK)
        return error;
    size_t unit = unit_of(peek(reader), reader->is_time);
    add(reader, start, &units[unit]);
    reader->has_weeks = unit == UNIT_WEEK;
    reader->next_unit = unit + 1;
    reader->count++;
    reader->at++;
    return DURATION_OK;
}

static enum duration_error read_t(struct reader *reader)
{
    if (reader->is_time)
        return DURATION_REPEATED;
    if (reader->has_weeks)
        return DURATION_WEEKS_MIXED;
    reader->is_time = true;
    reader->next_unit = UNIT_HOUR;
    reader->at++;
    return is_at_end(reader) ? DURATION_NOTHING_AFTER_T : DURATION_OK;
}

/* Reads the P, or says why there is none. */
static enum duration_error read_p(struct reader *reader)
{
    char c = peek(reader);
    struct number number;
    if (is_at_end(reader))
        return DURATION_EMPTY;
    if (char_is_blank(c))
        return DURATION_BLANK;
    if (number_parse(reader->arena, reader->text, &number) && char_is_digit(c))
        return DURATION_BARE_NUMBER;
    if (c == '-' || c == '+')
        return DURATION_SIGN;
    if (c != 'P')
        return c == 'p' ? DURATION_LOWER_CASE : DURATION_MISSING_P;
    reader->at++;
    return is_at_end(reader) ? DURATION_NOTHING : DURATION_OK;
}

enum duration_error duration_parse(struct arena *arena, struct str text, struct duration *duration, size_t *at)
{
    struct reader reader = {.arena = arena, .text = text};
    enum duration_error error = read_p(&reader);
    while (error == DURATION_OK && !is_at_end(&reader))
        error = peek(&reader) == 'T' ? read_t(&reader) : read_part(&reader);
    if (error == DURATION_OK && duration)
        *duration = reader.duration;
    if (error != DURATION_OK && at)
        *at = reader.at;
    return error;
}

const char *duration_error_text(enum duration_error error)
{
    static const char *const texts[] = {
        [DURATION_OK] = "nothing is wrong",
        [DURATION_EMPTY] = "it is empty",
        [DURATION_BLANK] = "blanks may not stand in it",
        [DURATION_SIGN] = "a sign may not stand in it",
        [DURATION_BARE_NUMBER] = "a number alone has no unit",
        [DURATION_MISSING_P] = "the P at the start is missing",
        [DURATION_LOWER_CASE] = "its letters must be capitals",
        [DURATION_NOTHING] = "nothing follows the P",
        [DURATION_NOTHING_AFTER_T] = "nothing follows the T",
        [DURATION_MISSING_DIGITS] = "a number is missing before the unit",
        [DURATION_MISSING_DESIGNATOR] = "a number has no unit after it",
        [DURATION_MISSING_T] = "the T before hours, minutes and seconds is missing",
        [DURATION_DATE_AFTER_T] = "years, weeks and days stand before the T",
        [DURATION_REPEATED] = "the same unit, or the T, stands in it twice",
        [DURATION_ORDER] = "its units are out of order",
        [DURATION_WEEKS_MIXED] = "weeks stand alone",
        [DURATION_FRACTION_NOT_LAST] = "only the last number may have a fraction",
        [DURATION_FRACTION_EMPTY] = "no digits follow the decimal sign",
        [DURATION_UNKNOWN_DESIGNATOR] = "it has a character that is no unit",
    };
    return texts[error];
}

bool duration_is_rfc3339(struct str text)
{
    if (!str_starts(text, "P") || text.len < 2)
        return false;
    bool is_time = false;
    size_t last = UNIT_COUNT; /* the unit before; a step in each half must go to the very next unit */
    for (size_t i = 1; i < text.len; i++) {
        if (text.at[i] == 'T' && !is_time && last != UNIT_WEEK) {
            is_time = true;
            last = UNIT_COUNT;
            if (++i == text.len)
                return false;
        }
        size_t start = i;
        while (i < text.len && char_is_digit(text.at[i]))
            i++;
        if (i == start || i == text.len || !is_designator(text.at[i], is_time))
            return false;
        size_t unit = unit_of(text.at[i], is_time);
        bool is_next = last == UNIT_COUNT || unit == last + 1 || (last == UNIT_MONTH && unit == UNIT_DAY);
        if (!is_next || last == UNIT_WEEK || (unit == UNIT_WEEK && last != UNIT_COUNT))
            return false;
        last = unit;
    }
    return true;
}

bool duration_is_zero(struct duration duration)
{
    return !duration.is_overflow && number_is_zero(duration.months) && number_is_zero(duration.seconds);
}

bool duration_has_calendar_unit(struct duration duration)
{
    return !number_is_zero(duration.months);
}

struct number duration_seconds(struct arena *arena, struct duration duration)
{
    return sum_of(arena, number_times(arena, duration.months, MONTH_MEAN), duration.seconds);
}

bool duration_exceeds_years(struct arena *arena, struct duration duration, uint32_t years)
{
    struct number limit = number_of(arena, (int64_t)years * 12 * MONTH_MEAN);
    return duration.is_overflow || number_compare(duration_seconds(arena, duration), limit) > 0;
}

/* The least or greatest number of seconds it can be. */
static struct number bound_of(struct arena *arena, struct duration duration, int64_t year_days, int64_t month_days)
{
    int64_t months = 0;
    struct number whole = number_truncate(duration.months);
    number_to_int64(whole, &months);
    struct number fraction = sum_of(arena, duration.months, number_negate(whole));
    struct number days = number_of(arena, months / 12 * year_days + months % 12 * month_days);
    days = sum_of(arena, days, number_times(arena, fraction, (uint32_t)month_days));
    return sum_of(arena, number_times(arena, days, DAY), duration.seconds);
}

void duration_bounds(struct arena *arena, struct duration duration, struct number *least, struct number *greatest)
{
    *least = bound_of(arena, duration, 365, 28);
    *greatest = bound_of(arena, duration, 366, 31);
}

enum duration_order duration_compare(struct arena *arena, struct duration a, struct duration b)
{
    if (a.is_overflow || b.is_overflow)
        return a.is_overflow && b.is_overflow ? DURATION_INCOMPARABLE
               : a.is_overflow                ? DURATION_LONGER
                                              : DURATION_SHORTER;
    int months = number_compare(a.months, b.months), seconds = number_compare(a.seconds, b.seconds);
    if (months == 0 && seconds == 0)
        return DURATION_EQUAL;
    if (months <= 0 && seconds <= 0)
        return DURATION_SHORTER;
    if (months >= 0 && seconds >= 0)
        return DURATION_LONGER;
    struct number least_a, greatest_a, least_b, greatest_b;
    duration_bounds(arena, a, &least_a, &greatest_a);
    duration_bounds(arena, b, &least_b, &greatest_b);
    if (number_compare(greatest_a, least_b) < 0)
        return DURATION_SHORTER;
    return number_compare(least_a, greatest_b) > 0 ? DURATION_LONGER : DURATION_INCOMPARABLE;
}

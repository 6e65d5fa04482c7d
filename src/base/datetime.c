#include "base/datetime.h"

enum { DAY_SECONDS = 86400, LAST_MINUTE = 23 * 60 + 59 };

/* A full-time in parts. */
struct clock {
    int minutes; /* of the local day */
    int second;
    int offset; /* minutes east of UTC */
    struct str fraction;
};

/* The number in `count` digits at `start`, -1 when they are not all there. */
static int number_at(struct str text, size_t start, size_t count)
{
    int value = 0;
    if (start + count > text.len)
        return -1;
    for (size_t i = start; i < start + count; i++) {
        if (!char_is_digit(text.at[i]))
            return -1;
        value = value * 10 + (text.at[i] - '0');
    }
    return value;
}

static bool is_byte(struct str text, size_t index, char byte)
{
    return index < text.len && text.at[index] == byte;
}

static bool is_within(int value, int least, int greatest)
{
    return value >= least && value <= greatest;
}

static int month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && is_leap);
}

bool datetime_parse_date(struct str text, struct date *date)
{
    struct date read = {number_at(text, 0, 4), number_at(text, 5, 2), number_at(text, 8, 2)};
    if (text.len != 10 || read.year < 0 || !is_byte(text, 4, '-') || !is_byte(text, 7, '-') ||
        !is_within(read.month, 1, 12) || !is_within(read.day, 1, month_days(read.year, read.month)))
        return false;
    *date = read;
    return true;
}

/* Reads Z, +01:00 or -08:00. */
static bool parse_offset(struct str text, int *offset)
{
    if (text.len == 1 && char_lower(text.at[0]) == 'z') {
        *offset = 0;
        return true;
    }
    int hours = number_at(text, 1, 2), minutes = number_at(text, 4, 2);
    if (text.len != 6 || !(text.at[0] == '+' || text.at[0] == '-') || !is_byte(text, 3, ':') ||
        !is_within(hours, 0, 23) || !is_within(minutes, 0, 59))
        return false;
    *offset = (hours * 60 + minutes) * (text.at[0] == '-' ? -1 : 1);
    return true;
}

/* Reads "08:30", and seconds with a fraction or without where they follow. `*end` becomes where the zone begins. */
static bool parse_digits(struct str text, struct clock *clock, size_t *end)
{
    int hour = number_at(text, 0, 2), minute = number_at(text, 3, 2);
    *clock = (struct clock){.minutes = hour * 60 + minute};
    *end = 5;
    if (!is_byte(text, 2, ':') || !is_within(hour, 0, 23) || !is_within(minute, 0, 59))
        return false;
    if (!is_byte(text, 5, ':'))
        return true;
    clock->second = number_at(text, 6, 2);
    *end = 8;
    if (is_byte(text, 8, '.')) {
        for (++*end; *end < text.len && char_is_digit(text.at[*end]);)
            ++*end;
        clock->fraction = str_slice(text, 9, *end);
        if (!clock->fraction.len)
            return false;
    }
    return is_within(clock->second, 0, 60);
}

static bool parse_clock(struct str text, struct clock *clock)
{
    size_t end;
    if (!parse_digits(text, clock, &end) || end < 8 || !parse_offset(str_slice(text, end, text.len), &clock->offset))
        return false;
    int utc = (clock->minutes - clock->offset + 2 * 24 * 60) % (24 * 60);
    return clock->second < 60 || utc == LAST_MINUTE;
}

bool datetime_is_time(struct str text)
{
    struct clock clock;
    return parse_clock(text, &clock);
}

static struct instant instant_of(struct date date, struct clock clock)
{
    bool is_leap_second = clock.second == 60;
    return (struct instant){datetime_days(date) * DAY_SECONDS + (clock.minutes - clock.offset) * 60 + clock.second -
                                is_leap_second,
                            is_leap_second, clock.fraction};
}

bool datetime_parse(struct str text, struct instant *instant)
{
    struct date date;
    struct clock clock;
    if (text.len < 11 || char_lower(text.at[10]) != 't' || !datetime_parse_date(str_slice(text, 0, 10), &date) ||
        !parse_clock(str_slice(text, 11, text.len), &clock))
        return false;
    *instant = instant_of(date, clock);
    return true;
}

bool datetime_parse_any(struct str text, struct instant *instant)
{
    struct date date;
    if (!datetime_parse_date(text, &date))
        return datetime_parse(text, instant);
    *instant = (struct instant){.seconds = datetime_days(date) * DAY_SECONDS};
    return true;
}

/* "Z", "UTC", "+01", "+0130" and "+01:30", after a blank or none, or nothing. */
static bool parse_zone(struct str text, int *offset)
{
    *offset = 0;
    if (is_byte(text, 0, ' '))
        text = str_slice(text, 1, text.len);
    if (!text.len || str_is_caseless(text, "z") || str_is_caseless(text, "utc") || str_is_caseless(text, "gmt"))
        return true;
    int hours = number_at(text, 1, 2), minutes = text.len == 5 ? number_at(text, 3, 2) : 0;
    if (text.len == 6)
        return parse_offset(text, offset);
    if ((text.len != 3 && text.len != 5) || !(text.at[0] == '+' || text.at[0] == '-') || !is_within(hours, 0, 23) ||
        !is_within(minutes, 0, 59))
        return false;
    *offset = (hours * 60 + minutes) * (text.at[0] == '-' ? -1 : 1);
    return true;
}

static bool parse_loose_clock(struct str text, struct clock *clock)
{
    size_t end;
    return parse_digits(text, clock, &end) && parse_zone(str_slice(text, end, text.len), &clock->offset);
}

bool datetime_is_clock(struct str text)
{
    struct clock clock;
    return parse_loose_clock(text, &clock);
}

bool datetime_parse_timestamp(struct str text, struct instant *instant)
{
    struct date date;
    struct clock clock = {.minutes = 0};
    bool has_clock = text.len > 10;
    if (!datetime_parse_date(str_slice(text, 0, 10), &date) ||
        (has_clock && ((text.at[10] != ' ' && char_lower(text.at[10]) != 't') ||
                       !parse_loose_clock(str_slice(text, 11, text.len), &clock))))
        return false;
    *instant = instant_of(date, clock);
    return true;
}

int64_t datetime_days(struct date date)
{
    /* Years begin in March, so that the leap day ends them. */
    int64_t year = date.year - (date.month <= 2), month = (date.month + 9) % 12;
    int64_t era = (year >= 0 ? year : year - 399) / 400, year_of_era = year - era * 400;
    int64_t day_of_year = (153 * month + 2) / 5 + date.day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

static int compare_fractions(struct str a, struct str b)
{
    while (a.len && a.at[a.len - 1] == '0')
        a.len--;
    while (b.len && b.at[b.len - 1] == '0')
        b.len--;
    return str_compare(a, b);
}

int datetime_compare(struct instant a, struct instant b)
{
    if (a.seconds != b.seconds)
        return a.seconds < b.seconds ? -1 : 1;
    if (a.is_leap_second != b.is_leap_second)
        return a.is_leap_second ? 1 : -1;
    return compare_fractions(a.fraction, b.fraction);
}

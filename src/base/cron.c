#include "base/cron.h"

#include "base/datetime.h"

enum {
    TEXT_MAX = 1024,
    DAY_SECONDS = 86400,
    CYCLE_START = 2000,
    CYCLE_YEARS = 28
}; /* after 28 years weekdays fall on the same dates */

static const struct field {
    const char *name;
    int least, greatest;
    const char *words; /* of three letters, the first is `least` */
} fields[CRON_FIELD_COUNT] = {
    [CRON_SECOND] = {"second", 0, 59, ""},
    [CRON_MINUTE] = {"minute", 0, 59, ""},
    [CRON_HOUR] = {"hour", 0, 23, ""},
    [CRON_DAY] = {"day of month", 1, 31, ""},
    [CRON_MONTH] = {"month", 1, 12, "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC"},
    [CRON_WEEKDAY] = {"day of week", 0, 7, "SUNMONTUEWEDTHUFRISAT"},
    [CRON_YEAR] = {"year", 1970, 2199, ""},
};

/* A reading in progress. */
struct reader {
    struct cron *cron;
    struct cron_error *err;
    enum cron_field field;
    bool is_quartz; /* weekdays from 1, ranges may wrap */
};

static bool refuse(struct reader *reader, struct str part, const char *reason)
{
    *reader->err = (struct cron_error){fields[reader->field].name, reason, part};
    return false;
}

static int least_of(const struct reader *reader)
{
    return fields[reader->field].least + (reader->is_quartz && reader->field == CRON_WEEKDAY);
}

/* The number of a word such as MON, -1 when it is none. */
static int word_value(const struct reader *reader, struct str text)
{
    struct str words = str_of(fields[reader->field].words);
    for (size_t i = 0; text.len == 3 && i + 3 <= words.len; i += 3)
        if (str_equal_caseless(text, str_slice(words, i, i + 3)))
            return (int)(i / 3) + least_of(reader);
    return -1;
}

static bool read_value(struct reader *reader, struct str text, int *value)
{
    *value = word_value(reader, text);
    if (*value >= 0)
        return true;
    if (!text.len)
        return refuse(reader, text, "a value is missing");
    if (str_digits(text) < text.len)
        return refuse(reader, text, "this is no number, name, range, list or step of that field");
    *value = 0;
    for (size_t i = 0; i < text.len && *value < 10000; i++)
        *value = *value * 10 + (text.at[i] - '0');
    if (*value < least_of(reader) || *value > fields[reader->field].greatest)
        return refuse(reader, text, "this is out of range");
    return true;
}

static void mark(struct reader *reader, int value)
{
    if (reader->field == CRON_WEEKDAY)
        value = (value - (reader->is_quartz ? 1 : 0)) % 7;
    if (reader->field == CRON_YEAR)
        reader->cron->is_uncertain = true;
    else
        reader->cron->sets[reader->field] |= UINT64_C(1) << value;
}

static void mark_range(struct reader *reader, int first, int last, int step)
{
    int greatest = fields[reader->field].greatest, least = least_of(reader);
    if (first <= last) {
        for (int value = first; value <= last; value += step)
            mark(reader, value);
        return;
    }
    for (int offset = 0; first + offset <= last + greatest - least + 1; offset += step)
        mark(reader, (first + offset - least) % (greatest - least + 1) + least);
}

static bool read_range(struct reader *reader, struct str item, struct str range, int step, bool has_step)
{
    int first = least_of(reader), last = fields[reader->field].greatest;
    size_t dash = str_index(range, '-');
    bool is_weekday = reader->field == CRON_WEEKDAY;
    if (str_is(range, "*")) {
        if (is_weekday && !reader->is_quartz)
            last = 6;
    } else if (!read_value(reader, str_slice(range, 0, dash), &first)) {
        return false;
    } else if (dash < range.len) {
        if (!read_value(reader, str_slice(range, dash + 1, range.len), &last))
            return false;
        if (is_weekday && !reader->is_quartz && last == 0 && first > 0)
            last = 7; /* FRI-SUN */
        if (first > last && (!reader->is_quartz || reader->field == CRON_YEAR))
            return refuse(reader, item, "this range runs backwards");
    } else if (!has_step) {
        last = first;
    }
    mark_range(reader, first, last, step);
    return true;
}

static bool is_within(struct str digits, int least, int greatest)
{
    if (!digits.len || digits.len > 2 || str_digits(digits) < digits.len)
        return false;
    int value = 0;
    for (size_t i = 0; i < digits.len; i++)
        value = value * 10 + (digits.at[i] - '0');
    return value >= least && value <= greatest;
}

/* L, L-3, LW, 15W of days; L, 5L, FRIL, 5#3, MON#1 of weekdays. */
static bool is_special(struct reader *reader, struct str item)
{
    if (reader->field == CRON_DAY)
        return str_is_caseless(item, "L") || str_is_caseless(item, "LW") ||
               (str_starts(item, "L-") && is_within(str_slice(item, 2, item.len), 1, 30)) ||
               (item.len > 1 && char_lower(item.at[item.len - 1]) == 'w' &&
                is_within(str_slice(item, 0, item.len - 1), 1, 31));
    if (reader->field != CRON_WEEKDAY || !item.len)
        return false;
    size_t hash = str_index(item, '#');
    struct str day = str_slice(item, 0, hash);
    if (hash < item.len ? !is_within(str_slice(item, hash + 1, item.len), 1, 5)
                        : char_lower(item.at[item.len - 1]) != 'l')
        return false;
    if (hash == item.len)
        day.len--;
    return (!day.len && hash == item.len) || is_within(day, least_of(reader), 7) || word_value(reader, day) >= 0;
}

static bool read_item(struct reader *reader, struct str item)
{
    size_t slash = str_index(item, '/');
    struct str digits = str_slice(item, slash + 1, item.len);
    int step = 1;
    if (is_special(reader, item)) {
        reader->cron->is_uncertain = true;
        return true;
    }
    if (slash < item.len) {
        if (!digits.len || str_digits(digits) < digits.len || digits.len > 4)
            return refuse(reader, item, "its step is no number");
        step = 0;
        for (size_t i = 0; i < digits.len; i++)
            step = step * 10 + (digits.at[i] - '0');
        if (!step)
            return refuse(reader, item, "its step is zero");
    }
    return read_range(reader, item, str_slice(item, 0, slash), step, slash < item.len);
}

static bool read_field(struct reader *reader, struct str text)
{
    bool is_day = reader->field == CRON_DAY, is_weekday = reader->field == CRON_WEEKDAY;
    bool is_any = str_is(text, "*") || str_is(text, "?");
    if (str_is(text, "?") && !is_day && !is_weekday)
        return refuse(reader, text, "only a day of month or of week may be `?`");
    reader->cron->is_every_day |= is_day && is_any;
    reader->cron->is_every_weekday |= is_weekday && is_any;
    if (str_is(text, "?"))
        text = STR("*");
    if (reader->field == CRON_YEAR && is_any)
        return true;
    for (size_t start = 0, end; start <= text.len; start = end + 1) {
        end = start + str_index(str_slice(text, start, text.len), ',');
        if (!read_item(reader, str_slice(text, start, end)))
            return false;
    }
    return true;
}

/* The fields by their number, `is_year_last` for AWS's six. */
static bool read_fields(struct reader *reader, const struct str *texts, size_t count, bool is_year_last)
{
    *reader->cron = (struct cron){.sets = {[CRON_SECOND] = 1}};
    reader->field = count == 5 || is_year_last ? CRON_MINUTE : CRON_SECOND;
    for (size_t i = 0; i < count; i++, reader->field++)
        if (!read_field(reader, texts[i]))
            return false;
    return true;
}

static bool is_in_month(const struct cron *cron, int month, uint64_t days)
{
    return (cron->sets[CRON_MONTH] >> month & 1) && (cron->sets[CRON_DAY] & days);
}

/* The 30th of February alone is no day. */
static bool has_a_day(const struct cron *cron)
{
    const uint64_t up_to_29 = (UINT64_C(1) << 30) - 2, up_to_30 = (UINT64_C(1) << 31) - 2;
    if (cron->is_uncertain || cron->is_every_day || !cron->is_every_weekday)
        return true;
    for (int month = 1; month <= 12; month++) {
        bool is_short = month == 4 || month == 6 || month == 9 || month == 11;
        if (is_in_month(cron, month, month == 2 ? up_to_29 : is_short ? up_to_30 : UINT64_MAX))
            return true;
    }
    return false;
}

/* Splits at blanks; more than `limit` fields count as `limit`. */
static size_t split(struct str text, struct str *texts, size_t limit)
{
    size_t count = 0;
    for (size_t i = 0; i < text.len && count < limit;) {
        size_t start = i;
        while (i < text.len && !char_is_blank(text.at[i]))
            i++;
        if (i > start)
            texts[count++] = str_slice(text, start, i);
        else
            i++;
    }
    return count;
}

static bool has_question_mark(const struct str *texts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_is(texts[i], "?"))
            return true;
    return false;
}

bool cron_parse(struct str text, struct cron *cron, struct cron_error *err)
{
    struct str texts[CRON_FIELD_COUNT + 1], inner = str_trim(text);
    bool is_aws = str_starts(inner, "cron(") && str_ends(inner, ")");
    if (is_aws)
        inner = str_slice(inner, 5, inner.len - 1);
    *err = (struct cron_error){NULL, "it is too long for a cron expression", text};
    if (text.len > TEXT_MAX)
        return false;
    size_t count = split(inner, texts, CRON_FIELD_COUNT + 1);
    *err = (struct cron_error){NULL, "a cron expression has five fields, or six or seven with seconds and year", text};
    if (count < 5 || count > 7)
        return false;
    *err = (struct cron_error){NULL, "cron(...) has six fields: minute, hour, day, month, weekday, year", text};
    if (is_aws && count != 6)
        return false;
    struct reader reader = {.cron = cron, .err = err, .is_quartz = is_aws || has_question_mark(texts, count)};
    struct cron_error other;
    bool is_read = read_fields(&reader, texts, count, is_aws);
    if (!is_read && count == 6 && !is_aws && reader.is_quartz) {
        reader.err = &other;
        is_read = read_fields(&reader, texts, count, true);
    }
    if (!is_read)
        return false;
    *err = (struct cron_error){NULL, "none of the days it names exists, so it never runs", text};
    cron->is_uncertain |= !cron->is_every_day && !cron->is_every_weekday;
    return has_a_day(cron);
}

/* Runs within a stretch of time, by their seconds in it. */
struct runs {
    int64_t first, last;
    int64_t shortest, longest; /* gaps between them; INT64_MAX and 0 without any */
};

static void add_gap(struct runs *runs, int64_t gap)
{
    if (gap < runs->shortest)
        runs->shortest = gap;
    if (gap > runs->longest)
        runs->longest = gap;
}

/* Adds the runs of a stretch that begins at `start`, after all so far. */
static void append(struct runs *runs, int64_t start, struct runs stretch)
{
    if (runs->first < 0)
        runs->first = start + stretch.first;
    else
        add_gap(runs, start + stretch.first - runs->last);
    runs->last = start + stretch.last;
    if (stretch.shortest < runs->shortest)
        runs->shortest = stretch.shortest;
    if (stretch.longest > runs->longest)
        runs->longest = stretch.longest;
}

static const struct runs no_runs = {-1, 0, INT64_MAX, 0};

/* The runs of a stretch in which the units of `set` each have the runs of `inner`. */
static struct runs repeat(struct runs inner, uint64_t set, int64_t unit)
{
    struct runs runs = no_runs;
    for (int64_t i = 0; i < 64; i++)
        if (set >> i & 1)
            append(&runs, i * unit, inner);
    return runs;
}

/* Closes the circle: after the last run of a stretch comes the first of the next. */
static struct runs wrap(struct runs runs, int64_t length)
{
    add_gap(&runs, length + runs.first - runs.last);
    return runs;
}

/* The days of a month on which it runs, as bits from 0, and how many days the month has. */
static uint64_t days_of_month(const struct cron *cron, int year, int month, int64_t *length)
{
    int64_t start = datetime_days((struct date){year, month, 1});
    *length = datetime_days((struct date){year + month / 12, month % 12 + 1, 1}) - start;
    if (!(cron->sets[CRON_MONTH] >> month & 1))
        return 0;
    uint64_t weekdays = cron->sets[CRON_WEEKDAY]; /* repeated seven times over the month */
    weekdays |= weekdays << 7 | weekdays << 14 | weekdays << 21 | weekdays << 28 | weekdays << 35;
    weekdays >>= (start + 4) % 7; /* 1970-01-01 was a Thursday */
    return cron->sets[CRON_DAY] >> 1 & weekdays & ((UINT64_C(1) << *length) - 1);
}

static struct runs over_years(const struct cron *cron, struct runs day)
{
    struct runs runs = no_runs;
    int64_t start = 0, length = 0;
    for (int month = 0; month < CYCLE_YEARS * 12; month++, start += length * DAY_SECONDS) {
        uint64_t days = days_of_month(cron, CYCLE_START + month / 12, month % 12 + 1, &length);
        if (days)
            append(&runs, start, repeat(day, days, DAY_SECONDS));
    }
    return wrap(runs, start);
}

bool cron_interval(const struct cron *cron, int64_t *shortest, int64_t *longest)
{
    const uint64_t every_month = 0x1FFE;
    if (cron->is_uncertain)
        return false;
    struct runs runs = {0, 0, INT64_MAX, 0};
    runs = repeat(runs, cron->sets[CRON_SECOND], 1);
    runs = repeat(runs, cron->sets[CRON_MINUTE], 60);
    runs = repeat(runs, cron->sets[CRON_HOUR], 3600);
    if (!cron->is_every_day || cron->sets[CRON_MONTH] != every_month)
        runs = over_years(cron, runs);
    else if (!cron->is_every_weekday)
        runs = wrap(repeat(runs, cron->sets[CRON_WEEKDAY], DAY_SECONDS), 7 * DAY_SECONDS);
    else
        runs = wrap(runs, DAY_SECONDS);
    *shortest = runs.shortest;
    *longest = runs.longest;
    return true;
}

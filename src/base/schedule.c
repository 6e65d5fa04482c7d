#include "base/schedule.h"

#include "base/duration.h"

enum { MINUTE = 60, HOUR = 3600, DAY = 86400 };

static const struct {
    const char *word;
    struct schedule schedule;
} words[] = {
    {"continuous", {true, 0, 0}},
    {"continuously", {true, 0, 0}},
    {"streaming", {true, 0, 0}},
    {"stream", {true, 0, 0}},
    {"realtime", {true, 0, 0}},
    {"real-time", {true, 0, 0}},
    {"hourly", {true, HOUR, HOUR}},
    {"daily", {true, DAY, DAY}},
    {"midnight", {true, DAY, DAY}},
    {"weekly", {true, 7 * DAY, 7 * DAY}},
    {"monthly", {true, 28 * DAY, 31 * DAY}},
    {"yearly", {true, 365 * DAY, 366 * DAY}},
    {"annually", {true, 365 * DAY, 366 * DAY}},
    {"@reboot", {false, 0, 0}},
};

/* Words that may not follow an @: there is no @streaming. */
static bool is_macro(const struct schedule *schedule)
{
    return schedule->longest > 0;
}

static bool parse_word(struct str text, struct schedule *schedule)
{
    struct str bare = str_slice(text, str_starts(text, "@"), text.len);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        bool is_word = str_is_caseless(text, words[i].word);
        bool is_at_word = bare.len < text.len && str_is_caseless(bare, words[i].word) && is_macro(&words[i].schedule);
        if (!is_word && !is_at_word)
            continue;
        *schedule = words[i].schedule;
        return true;
    }
    return false;
}

static bool refuse(struct cron_error *err, struct str part, const char *reason)
{
    *err = (struct cron_error){NULL, reason, part};
    return false;
}

/* Reads the inside of rate(5 minutes). */
static bool parse_rate(struct arena *arena, struct str text, struct schedule *schedule, struct cron_error *err)
{
    static const struct {
        const char *one, *many;
        int64_t seconds;
    } units[] = {{"minute", "minutes", MINUTE}, {"hour", "hours", HOUR}, {"day", "days", DAY}};
    size_t digits = str_digits(text);
    struct number number;
    int64_t count;
    struct str unit = str_trim(str_slice(text, digits, text.len));
    if (!number_parse(arena, str_slice(text, 0, digits), &number) || !number_to_int64(number, &count) || count < 1 ||
        count > INT32_MAX)
        return refuse(err, text, "rate(...) begins with a positive number");
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (!str_is(unit, count == 1 ? units[i].one : units[i].many))
            continue;
        *schedule = (struct schedule){true, count * units[i].seconds, count * units[i].seconds};
        return true;
    }
    return refuse(err, unit,
                  "rate(...) has minute, hour or day after 1, and minutes, hours or days after other numbers");
}

static bool set_duration(struct arena *arena, struct str text, struct duration duration, struct schedule *schedule,
                         struct cron_error *err)
{
    struct number least, greatest;
    if (duration_is_zero(duration))
        return refuse(err, text, "an interval of zero never ends");
    *schedule = (struct schedule){.has_interval = !duration.is_overflow};
    if (duration.is_overflow)
        return true;
    duration_bounds(arena, duration, &least, &greatest);
    return number_to_int64(number_truncate(least), &schedule->shortest) &&
           number_to_int64(number_truncate(greatest), &schedule->longest);
}

static bool parse_cron(struct str text, struct schedule *schedule, struct cron_error *err)
{
    struct cron cron;
    if (!cron_parse(text, &cron, err))
        return false;
    *schedule = (struct schedule){false, 0, 0};
    schedule->has_interval = cron_interval(&cron, &schedule->shortest, &schedule->longest);
    return true;
}

static bool looks_like_cron(struct str text)
{
    return str_starts(text, "cron(") || str_index(text, '*') < text.len || str_index(text, ' ') < text.len;
}

bool schedule_parse(struct arena *arena, struct str text, struct schedule *schedule, struct cron_error *err)
{
    struct duration duration;
    struct duration_threshold every;
    struct str trimmed = str_trim(text);
    if (!trimmed.len)
        return refuse(err, text, "it is empty");
    if (parse_word(trimmed, schedule))
        return true;
    if (str_starts(trimmed, "rate(") && str_ends(trimmed, ")"))
        return parse_rate(arena, str_trim(str_slice(trimmed, 5, trimmed.len - 1)), schedule, err);
    if (str_starts(trimmed, "@every ") && duration_parse_threshold(arena, str_slice(trimmed, 7, trimmed.len), &every))
        return set_duration(arena, trimmed, every.limit, schedule, err);
    enum duration_error error = duration_parse(arena, trimmed, &duration, NULL);
    if (error == DURATION_OK)
        return set_duration(arena, trimmed, duration, schedule, err);
    if (trimmed.at[0] == 'P' && str_index(trimmed, ' ') == trimmed.len)
        return refuse(err, trimmed, duration_error_text(error));
    if (!looks_like_cron(trimmed))
        return refuse(err, trimmed, "this is no known word, no ISO 8601 duration and no cron expression");
    return parse_cron(trimmed, schedule, err);
}

#include "base/datetime.h"
#include "base/utf8.h"
#include "change/change_subjects.h"

enum { DAY = 24 * 60 * 60 };

static int64_t day_of(int64_t seconds)
{
    return (seconds - (((seconds % DAY) + DAY) % DAY)) / DAY;
}

/* Days from today until then, both in UTC; negative when it is past. */
static bool read_distance(const struct changes *changes, struct str end, int64_t *days)
{
    struct instant instant;
    if (!datetime_parse_any(end, &instant))
        return false;
    *days = day_of(instant.seconds) - day_of(changes->settings->now);
    return true;
}

static bool is_shorter(struct arena *arena, int64_t days, struct duration notice)
{
    struct duration distance = {.months = number_of(arena, 0)};
    if (days <= 0)
        return true;
    distance.seconds = number_times(arena, number_of(arena, days), DAY);
    return duration_compare(arena, distance, notice) == DURATION_SHORTER;
}

/* What a contract promises, in ISO 8601 or as people write it. */
static bool read_notice(struct arena *arena, struct text text, struct duration *notice)
{
    struct str iso;
    return duration_parse(arena, text.value, notice, NULL) == DURATION_OK ||
           (duration_understand(arena, text.value, &iso) && duration_parse(arena, iso, notice, NULL) == DURATION_OK);
}

/* The notice that is not kept; empty when every one is. */
static struct str broken_notice(const struct changes *changes, int64_t days)
{
    struct arena *arena = changes->arena;
    const struct duration_option *policy = &changes->settings->min_notice;
    const struct text promised[] = {changes->old.contract->notice_period, changes->new.contract->notice_period};
    if (policy->text && is_shorter(arena, days, policy->value))
        return str_of(policy->text);
    for (size_t i = 0; i < sizeof promised / sizeof *promised; i++) {
        struct duration notice;
        if (read_notice(arena, promised[i], &notice) && is_shorter(arena, days, notice))
            return promised[i].value;
    }
    return STR("");
}

/* Whether the end was announced before, for that day or an earlier one. */
static bool is_known(const struct changes *changes, struct text end)
{
    struct text old = changes->old.contract->sunset;
    return text_has_value(old) && !change_is_earlier(end.value, old.value);
}

static const char *words_of(struct arena *arena, int64_t days)
{
    if (days < 0)
        return "which is past";
    return days == 0 ? "today" : text_print(arena, "in %lld day%s", (long long)days, days == 1 ? "" : "s");
}

struct finding *change_tell_too_soon(struct changes *changes, struct text end, struct change_place place,
                                     const char *what)
{
    int64_t days;
    if (is_known(changes, end) || !read_distance(changes, end.value, &days))
        return NULL;
    struct str notice = broken_notice(changes, days);
    if (!notice.len)
        return NULL;
    return change_add(changes, CHANGE_SUNSET_TOO_SOON, place, "%s is %s, %s; the notice is %s", what,
                      utf8_quote(changes->arena, end.value), words_of(changes->arena, days),
                      utf8_quote(changes->arena, notice));
}

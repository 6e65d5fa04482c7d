#include "check/promise.h"

enum { SPELLING_MAX = 64 }; /* bytes; nobody spells a number longer */

bool promise_duration(struct arena *arena, struct text value, struct duration *duration)
{
    struct str iso = value.value;
    struct duration read;
    if (!text_has_value(value))
        return false;
    if (duration_parse(arena, iso, &read, NULL) != DURATION_OK &&
        (!duration_understand(arena, value.value, &iso) || duration_parse(arena, iso, &read, NULL) != DURATION_OK))
        return false;
    if (read.is_overflow)
        return false;
    *duration = read;
    return true;
}

bool promise_percent(struct arena *arena, struct text value, struct number *percent)
{
    struct number read;
    if (number_parse_percent(arena, value.value, &read)) {
        *percent = read;
        return true;
    }
    if (!number_parse(arena, value.value, &read) || (number_sign(read) > 0 && promise_is_share(read)))
        return false;
    *percent = read;
    return true;
}

bool promise_ratio(struct arena *arena, struct text value, struct number *ratio)
{
    struct number read;
    if (!number_parse_ratio(arena, value.value, &read) || !promise_is_share(read))
        return false;
    *ratio = read;
    return true;
}

bool promise_is_share(struct number number)
{
    static const struct number one = {{"1", 1}, 1, false};
    return number_sign(number) >= 0 && number_compare(number, one) <= 0;
}

void promise_check_duration(struct check *check, struct str name, struct text value)
{
    struct str iso;
    if (!text_has_value(value))
        return;
    enum duration_error error = duration_parse(check->arena, value.value, NULL, NULL);
    if (error == DURATION_OK)
        return;
    const char *subject = name.len ? quote(check, name) : "";
    struct finding *finding = finding_at(check, value.node, "%s%s%s, %s", subject, name.len ? " is " : "",
                                         quote(check, value.value), duration_error_text(error));
    if (duration_understand(check->arena, value.value, &iso))
        finding_fix_value(check, finding, value.node, iso);
}

void promise_suggest_share(struct check *check, struct finding *finding, struct text value)
{
    struct number number;
    if (value.value.len > SPELLING_MAX || !number_parse(check->arena, value.value, &number))
        return;
    struct number ratio = number_scale(number, -2);
    if (promise_is_share(number) || !promise_is_share(ratio))
        return;
    struct str percent = number_print(check->arena, number), share = number_print(check->arena, ratio);
    finding_help(check, finding, "write `%.*s%%` or `%.*s`", STR_ARG(percent), STR_ARG(share));
}

static struct str without_front(struct str text)
{
    static const char *const fronts[] = {">=", "≥", ">", "~", "min ", "at least "};
    for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++)
        if (str_starts(text, fronts[i]))
            return str_trim(str_slice(text, strlen(fronts[i]), text.len));
    return text;
}

static struct str without_back(struct str text)
{
    static const char *const backs[] = {"%", "percent", "per cent", "pct"};
    for (size_t i = 0; i < sizeof backs / sizeof *backs; i++)
        if (str_ends(text, backs[i]))
            return str_trim(str_slice(text, 0, text.len - strlen(backs[i])));
    return text;
}

bool promise_understand_number(struct arena *arena, struct str text, struct number *number)
{
    if (text.len > SPELLING_MAX)
        return false;
    struct str bare = without_back(without_front(str_trim(text)));
    char *copy = str_c(arena, bare);
    size_t comma = str_index(bare, ',');
    bool is_thousands = comma + 4 == bare.len && comma > 0 && bare.at[0] != '0';
    if (comma < bare.len && !is_thousands)
        copy[comma] = '.';
    return number_parse(arena, (struct str){copy, bare.len}, number);
}

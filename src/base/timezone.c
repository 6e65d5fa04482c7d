#include "base/timezone.h"

#include "base/distance.h"

enum { OFFSET_HOURS_MAX = 18 };

bool timezone_is_name(struct str text)
{
    size_t low = 0, high = timezone_names_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(text, str_of(timezone_names[middle]));
        if (order == 0)
            return true;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return false;
}

static int two_digits(struct str text)
{
    return str_digits(text) < 2 ? -1 : (text.at[0] - '0') * 10 + (text.at[1] - '0');
}

bool timezone_is_offset(struct str text)
{
    bool has_prefix = str_starts(text, "UTC") || str_starts(text, "GMT");
    text = str_slice(text, has_prefix ? 3 : 0, text.len);
    if (text.len < 2 || (text.at[0] != '+' && text.at[0] != '-'))
        return str_is(text, "Z") && !has_prefix;
    text = str_slice(text, 1, text.len);
    if (has_prefix && text.len == 1)
        return char_is_digit(text.at[0]);
    struct str minutes = str_slice(text, 2, text.len);
    if (minutes.len == 3 && minutes.at[0] == ':')
        minutes = str_slice(minutes, 1, 3);
    int hour = two_digits(text), minute = minutes.len ? two_digits(minutes) : 0;
    return minutes.len != 1 && minutes.len <= 2 && hour >= 0 && minute >= 0 && minute < 60 &&
           hour * 60 + minute <= OFFSET_HOURS_MAX * 60;
}

static struct str whole_of(struct str name)
{
    return name;
}

static struct str city_of(struct str name)
{
    for (size_t i = name.len; i > 0; i--)
        if (name.at[i - 1] == '/')
            return str_slice(name, i, name.len);
    return name;
}

static const char *find_folded(struct str text, struct str (*part_of)(struct str name))
{
    for (size_t i = 0; i < timezone_names_count; i++)
        if (distance_is_same_folded(text, part_of(str_of(timezone_names[i]))))
            return timezone_names[i];
    return NULL;
}

const char *timezone_nearest(struct str text)
{
    if (!text.len || text.len > DISTANCE_WORD_MAX)
        return NULL;
    const char *found = find_folded(text, whole_of);
    if (!found)
        found = find_folded(text, city_of);
    return found ? found : distance_nearest(text, timezone_names);
}

#include "base/semver.h"

#include "base/buf.h"

/* The text before the first `separator`; `rest` moves behind it, to {NULL, 0} when there is none. */
static struct str take_until(struct str *rest, char separator)
{
    size_t end = str_index(*rest, separator);
    struct str part = str_slice(*rest, 0, end);
    *rest = end < rest->len ? str_slice(*rest, end + 1, rest->len) : (struct str){NULL, 0};
    return part;
}

static bool is_numeric(struct str text)
{
    return text.len && str_digits(text) == text.len;
}

static bool is_version_number(struct str text)
{
    return is_numeric(text) && (text.len == 1 || text.at[0] != '0');
}

/* Whether `text` is dot-separated identifiers; numeric ones of a pre-release have no leading zeros. */
static bool are_identifiers(struct str text, bool is_prerelease)
{
    do {
        struct str identifier = take_until(&text, '.');
        if (!identifier.len || (is_prerelease && is_numeric(identifier) && !is_version_number(identifier)))
            return false;
        for (size_t i = 0; i < identifier.len; i++)
            if (!char_is_alnum(identifier.at[i]) && identifier.at[i] != '-')
                return false;
    } while (text.at);
    return true;
}

/* Cuts "-rc.1+build" off `core`. False when what follows a sign is wrong. */
static bool take_labels(struct str *core, struct semver *version)
{
    struct str text = *core;
    version->build = version->prerelease = (struct str){NULL, 0};
    struct str front = take_until(&text, '+');
    if (text.at && !are_identifiers(text, false))
        return false;
    version->build = text;
    *core = take_until(&front, '-');
    version->prerelease = front;
    return !front.at || are_identifiers(front, true);
}

bool semver_parse(struct str text, struct semver *version)
{
    struct semver read;
    if (!take_labels(&text, &read))
        return false;
    read.major = take_until(&text, '.');
    read.minor = take_until(&text, '.');
    read.patch = text;
    if (!is_version_number(read.major) || !is_version_number(read.minor) || !is_version_number(read.patch))
        return false;
    *version = read;
    return true;
}

int semver_compare_numbers(struct str a, struct str b)
{
    if (a.len != b.len)
        return a.len < b.len ? -1 : 1;
    return str_compare(a, b);
}

static int compare_identifiers(struct str a, struct str b)
{
    if (is_numeric(a) && is_numeric(b))
        return semver_compare_numbers(a, b);
    if (is_numeric(a) != is_numeric(b))
        return is_numeric(a) ? -1 : 1;
    return str_compare(a, b);
}

static int compare_prereleases(struct str a, struct str b)
{
    if (!a.len || !b.len)
        return (int)(a.len == 0) - (int)(b.len == 0);
    while (a.at && b.at) {
        int order = compare_identifiers(take_until(&a, '.'), take_until(&b, '.'));
        if (order != 0)
            return order;
    }
    return (int)(a.at != NULL) - (int)(b.at != NULL);
}

int semver_compare(struct semver a, struct semver b)
{
    int order = semver_compare_numbers(a.major, b.major);
    if (order == 0)
        order = semver_compare_numbers(a.minor, b.minor);
    if (order == 0)
        order = semver_compare_numbers(a.patch, b.patch);
    return order ? order : compare_prereleases(a.prerelease, b.prerelease);
}

static void add_number(struct buf *buf, struct str number)
{
    while (number.len > 1 && number.at[0] == '0')
        number = str_slice(number, 1, number.len);
    buf_add(buf, number);
}

bool semver_suggest(struct arena *arena, struct str text, struct str *suggestion)
{
    struct semver version;
    if (semver_parse(text, &version))
        return false;
    struct str core = str_trim(text);
    if (core.len > 1 && char_lower(core.at[0]) == 'v')
        core = str_slice(core, core.at[1] == '.' ? 2 : 1, core.len);
    if (!take_labels(&core, &version))
        return false;
    struct buf buf = {.arena = arena};
    /* 2024-01-01 is a date, no pre-release of 2024.0.0. */
    bool is_date_like = version.prerelease.len && str_index(core, '.') == core.len;
    for (int i = 0; i < 3; i++) {
        struct str number = core.at ? take_until(&core, '.') : STR("0");
        if (!is_numeric(number))
            return false;
        buf_add_c(&buf, i ? "." : "");
        add_number(&buf, number);
    }
    if (core.at || is_date_like)
        return false;
    buf_add_c(&buf, version.prerelease.len ? "-" : "");
    buf_add(&buf, version.prerelease);
    buf_add_c(&buf, version.build.len ? "+" : "");
    buf_add(&buf, version.build);
    *suggestion = buf_str(&buf);
    return true;
}

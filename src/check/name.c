#include "check/name.h"

#include "base/buf.h"

enum { ENOUGH = 3, LONGEST_ACRONYM = 3 };

/* What a name is made of. */
struct spelling {
    bool has_upper, has_lower, has_underscore, has_hyphen, has_other;
    bool is_capital; /* the first letter */
    size_t len;
};

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static struct str without_edges(struct str name)
{
    while (name.len && name.at[0] == '_')
        name = str_slice(name, 1, name.len);
    while (name.len && name.at[name.len - 1] == '_')
        name.len--;
    return name;
}

static struct spelling spelling_of(struct str name)
{
    struct spelling spelling = {.len = name.len, .is_capital = name.len && is_upper(name.at[0])};
    for (size_t i = 0; i < name.len; i++) {
        char c = name.at[i];
        if (is_upper(c))
            spelling.has_upper = true;
        else if (char_is_alpha(c))
            spelling.has_lower = true;
        else if (c == '_')
            spelling.has_underscore = true;
        else if (c == '-')
            spelling.has_hyphen = true;
        else if (!char_is_digit(c) && (unsigned char)c < 0x80)
            spelling.has_other = true;
    }
    return spelling;
}

unsigned name_styles(struct str name)
{
    struct spelling is = spelling_of(without_edges(name));
    unsigned styles = 0;
    if (is.has_other || !is.len)
        return 0;
    bool is_joined = !is.has_underscore && !is.has_hyphen;
    bool has_case = is.has_upper || is.has_lower;
    if (is_joined && !is.is_capital)
        styles |= 1u << NAME_STYLE_CAMEL;
    if (is_joined && (is.is_capital || !has_case) && (is.has_lower || is.len <= LONGEST_ACRONYM))
        styles |= 1u << NAME_STYLE_PASCAL;
    if (!is.has_upper && !is.has_hyphen)
        styles |= 1u << NAME_STYLE_SNAKE;
    if (!is.has_upper && !is.has_underscore)
        styles |= 1u << NAME_STYLE_KEBAB;
    if (!is.has_lower && !is.has_hyphen)
        styles |= 1u << NAME_STYLE_UPPER_SNAKE;
    return styles;
}

bool name_is_word(struct str name)
{
    return name.len && !spelling_of(name).has_other;
}

/* Whether a word begins at `i`: aB, ABc (at B). */
static bool is_hump(struct str name, size_t i)
{
    if (i == 0 || !is_upper(name.at[i]))
        return false;
    bool is_after_lower = !is_upper(name.at[i - 1]);
    bool is_before_lower = i + 1 < name.len && char_is_alpha(name.at[i + 1]) && !is_upper(name.at[i + 1]);
    return is_after_lower || is_before_lower;
}

static void add_first(struct buf *buf, char c, enum name_style style)
{
    bool has_capitals = style == NAME_STYLE_PASCAL || style == NAME_STYLE_UPPER_SNAKE;
    if (buf->len && style != NAME_STYLE_CAMEL && style != NAME_STYLE_PASCAL)
        buf_add_char(buf, style == NAME_STYLE_KEBAB ? '-' : '_');
    bool is_capital = char_is_alpha(c) && (has_capitals || (style == NAME_STYLE_CAMEL && buf->len));
    buf_add_char(buf, is_capital ? (char)(char_lower(c) - 'a' + 'A') : char_lower(c));
}

struct str name_in_style(struct arena *arena, struct str name, enum name_style style)
{
    struct buf buf = {.arena = arena};
    bool is_start = true;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.at[i];
        bool is_part = char_is_alnum(c) || (unsigned char)c >= 0x80;
        if (!is_part) {
            is_start = true;
            continue;
        }
        if (is_start || is_hump(name, i))
            add_first(&buf, c, style);
        else
            buf_add_char(&buf, style == NAME_STYLE_UPPER_SNAKE && char_is_alpha(c) ? (char)(char_lower(c) - 'a' + 'A')
                                                                                   : char_lower(c));
        is_start = false;
    }
    return buf_str(&buf);
}

const char *name_style_text(enum name_style style)
{
    static const char *const texts[] = {
        [NAME_STYLE_NONE] = "no style",     [NAME_STYLE_CAMEL] = "camelCase",
        [NAME_STYLE_SNAKE] = "snake_case",  [NAME_STYLE_PASCAL] = "PascalCase",
        [NAME_STYLE_KEBAB] = "kebab-case",  [NAME_STYLE_UPPER_SNAKE] = "UPPER_SNAKE_CASE",
        [NAME_STYLE_PATTERN] = "a pattern",
    };
    return texts[style];
}

void name_census_add(struct name_census *census, struct str name)
{
    unsigned styles = name_styles(name);
    if (!styles && !name_is_word(name))
        return;
    census->counts[styles]++;
    census->total++;
    census->mixed |= ~styles;
}

bool name_census_is_uniform(const struct name_census *census)
{
    unsigned all = (1u << NAME_STYLE_PATTERN) - (1u << NAME_STYLE_CAMEL);
    return (census->mixed & all) != all;
}

/* How many names fit `style` and none of `others`. */
static size_t count_fitting(const struct name_census *census, enum name_style style, unsigned others)
{
    size_t count = 0;
    for (unsigned styles = 0; styles < sizeof census->counts / sizeof *census->counts; styles++)
        if ((styles >> style & 1) && !(styles & others))
            count += census->counts[styles];
    return count;
}

enum name_style name_census_main(const struct name_census *census)
{
    enum name_style best = NAME_STYLE_CAMEL;
    for (enum name_style style = NAME_STYLE_CAMEL; style < NAME_STYLE_PATTERN; style++)
        if (count_fitting(census, style, 0) > count_fitting(census, best, 0))
            best = style;
    return best;
}

bool name_census_is_odd(const struct name_census *census, enum name_style main_style, struct str name)
{
    unsigned styles = name_styles(name);
    if ((styles >> main_style & 1) || !name_is_word(name))
        return false;
    size_t evidence = count_fitting(census, main_style, styles);
    size_t odd = census->total - count_fitting(census, main_style, 0);
    return evidence >= ENOUGH && evidence / ENOUGH >= odd;
}

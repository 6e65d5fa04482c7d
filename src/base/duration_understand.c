/* What people write when they mean a duration. */
#include "base/buf.h"
#include "base/duration.h"

enum { SPELLING_MAX = 64 }; /* bytes; nobody spells longer */

/* Parts in ISO order. */
enum part { PART_YEARS, PART_MONTHS, PART_DAYS, PART_HOURS, PART_MINUTES, PART_SECONDS, PART_COUNT };

static const struct {
    const char *word;
    enum part part;
    uint32_t factor;
    int power; /* of ten */
} spellings[] = {
    {"y", PART_YEARS, 1, 0},
    {"yr", PART_YEARS, 1, 0},
    {"yrs", PART_YEARS, 1, 0},
    {"year", PART_YEARS, 1, 0},
    {"years", PART_YEARS, 1, 0},
    {"mo", PART_MONTHS, 1, 0},
    {"mos", PART_MONTHS, 1, 0},
    {"month", PART_MONTHS, 1, 0},
    {"months", PART_MONTHS, 1, 0},
    {"w", PART_DAYS, 7, 0},
    {"wk", PART_DAYS, 7, 0},
    {"wks", PART_DAYS, 7, 0},
    {"week", PART_DAYS, 7, 0},
    {"weeks", PART_DAYS, 7, 0},
    {"d", PART_DAYS, 1, 0},
    {"day", PART_DAYS, 1, 0},
    {"days", PART_DAYS, 1, 0},
    {"h", PART_HOURS, 1, 0},
    {"hr", PART_HOURS, 1, 0},
    {"hrs", PART_HOURS, 1, 0},
    {"hour", PART_HOURS, 1, 0},
    {"hours", PART_HOURS, 1, 0},
    {"min", PART_MINUTES, 1, 0},
    {"mins", PART_MINUTES, 1, 0},
    {"minute", PART_MINUTES, 1, 0},
    {"minutes", PART_MINUTES, 1, 0},
    {"s", PART_SECONDS, 1, 0},
    {"sec", PART_SECONDS, 1, 0},
    {"secs", PART_SECONDS, 1, 0},
    {"second", PART_SECONDS, 1, 0},
    {"seconds", PART_SECONDS, 1, 0},
    {"ms", PART_SECONDS, 1, -3},
    {"millisecond", PART_SECONDS, 1, -3},
    {"milliseconds", PART_SECONDS, 1, -3},
};

static const struct {
    const char *word, *iso;
} words[] = {
    {"hourly", "PT1H"},  {"@hourly", "PT1H"}, {"daily", "P1D"},     {"@daily", "P1D"},   {"@midnight", "P1D"},
    {"weekly", "P7D"},   {"@weekly", "P7D"},  {"monthly", "P1M"},   {"@monthly", "P1M"}, {"yearly", "P1Y"},
    {"annually", "P1Y"}, {"@yearly", "P1Y"},  {"@annually", "P1Y"},
};

/* A text being understood. */
struct listener {
    struct arena *arena;
    struct str rest;
    bool is_iso_like; /* begins with P: units are single letters */
    bool is_time;     /* after its T */
    int last;         /* enum part read last, -1 at the start */
    struct number amounts[PART_COUNT];
    bool is_present[PART_COUNT];
};

static void advance(struct listener *listener, size_t bytes)
{
    listener->rest = str_slice(listener->rest, bytes, listener->rest.len);
}

static void skip_blanks(struct listener *listener)
{
    listener->rest = str_trim(listener->rest);
}

static size_t letters_at(struct str text)
{
    size_t count = 0;
    while (count < text.len && char_is_alpha(text.at[count]))
        count++;
    return count;
}

/* Reads 15, 1.5, 1,5 or `an`; 1,000 is not clear. */
static bool hear_amount(struct listener *listener, struct number *amount)
{
    struct str text = listener->rest;
    size_t whole = str_digits(text);
    if (!whole) {
        struct str word = str_slice(text, 0, letters_at(text));
        advance(listener, word.len);
        *amount = number_of(listener->arena, 1);
        return !listener->is_iso_like &&
               (str_is_caseless(word, "a") || str_is_caseless(word, "an") || str_is_caseless(word, "one"));
    }
    char sign = whole < text.len ? text.at[whole] : '\0';
    size_t fraction = sign == '.' || sign == ',' ? str_digits(str_slice(text, whole + 1, text.len)) : 0;
    if (sign == ',' && fraction == 3)
        return false;
    char *copy = str_c(listener->arena, str_slice(text, 0, whole + (fraction ? 1 + fraction : 0)));
    copy[whole] = fraction ? '.' : '\0';
    advance(listener, whole + (fraction ? 1 + fraction : 0));
    return number_parse(listener->arena, str_of(copy), amount);
}

/* A lone M is minutes after days, hours or the T, months after years; a lone m outside P… is minutes. */
static bool hear_m(const struct listener *listener, bool is_capital, enum part *part)
{
    bool is_minutes = listener->is_time || listener->last >= PART_DAYS || (!is_capital && !listener->is_iso_like);
    *part = is_minutes ? PART_MINUTES : PART_MONTHS;
    return is_minutes || listener->last == PART_YEARS;
}

static bool hear_unit(struct listener *listener, enum part *part, struct number *amount)
{
    size_t letters = letters_at(listener->rest);
    struct str word = str_slice(listener->rest, 0, listener->is_iso_like && letters ? 1 : letters);
    advance(listener, word.len);
    if (str_is_caseless(word, "m"))
        return hear_m(listener, word.at[0] == 'M', part);
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
        if (!str_is_caseless(word, spellings[i].word))
            continue;
        *part = spellings[i].part;
        *amount = number_scale(number_times(listener->arena, *amount, spellings[i].factor), spellings[i].power);
        return true;
    }
    return false;
}

static void skip_between(struct listener *listener)
{
    skip_blanks(listener);
    if (str_starts(listener->rest, ", "))
        advance(listener, 2);
    skip_blanks(listener);
    if (str_starts(listener->rest, "and "))
        advance(listener, 4);
    skip_blanks(listener);
    if (listener->is_iso_like && !listener->is_time && listener->rest.len && char_lower(listener->rest.at[0]) == 't') {
        listener->is_time = true;
        advance(listener, 1);
        skip_blanks(listener);
    }
}

static bool hear_part(struct listener *listener)
{
    struct number amount;
    enum part part;
    if (!hear_amount(listener, &amount))
        return false;
    skip_blanks(listener);
    if (!hear_unit(listener, &part, &amount) || (int)part <= listener->last)
        return false;
    listener->amounts[part] = amount;
    listener->is_present[part] = true;
    listener->last = (int)part;
    skip_between(listener);
    return true;
}

static struct str say(const struct listener *listener)
{
    static const char designators[PART_COUNT] = "YMDHMS";
    struct buf buf = {.arena = listener->arena};
    bool is_time = false;
    buf_add_char(&buf, 'P');
    for (int i = 0; i < PART_COUNT; i++) {
        if (!listener->is_present[i])
            continue;
        if (i >= PART_HOURS && !is_time)
            buf_add_char(&buf, 'T');
        is_time = i >= PART_HOURS;
        buf_add(&buf, number_print(listener->arena, listener->amounts[i]));
        buf_add_char(&buf, designators[i]);
    }
    return buf_str(&buf);
}

/* Takes `<`, `<=`, `≤` or `every` from the front. */
static struct str strip_bound(struct str text, bool *is_exclusive)
{
    static const char *const fronts[] = {"<=", "≤", "<", "every "};
    *is_exclusive = false;
    text = str_trim(text);
    for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++) {
        if (!str_starts(text, fronts[i]))
            continue;
        *is_exclusive = str_is(STR("<"), fronts[i]);
        return str_trim(str_slice(text, strlen(fronts[i]), text.len));
    }
    return text;
}

static bool understand_bare(struct arena *arena, struct str text, struct str *iso)
{
    if (text.len > SPELLING_MAX)
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        *iso = str_of(words[i].iso);
        if (str_is_caseless(text, words[i].word))
            return true;
    }
    struct listener listener = {.arena = arena, .rest = text, .last = -1};
    listener.is_iso_like = text.len && char_lower(text.at[0]) == 'p';
    advance(&listener, listener.is_iso_like ? 1 : 0);
    skip_between(&listener);
    do {
        if (!hear_part(&listener))
            return false;
    } while (listener.rest.len);
    *iso = say(&listener);
    return duration_parse(arena, *iso, NULL, NULL) == DURATION_OK;
}

bool duration_understand(struct arena *arena, struct str text, struct str *iso)
{
    bool is_exclusive;
    struct str bare = strip_bound(text, &is_exclusive), understood;
    if (duration_parse(arena, bare, NULL, NULL) == DURATION_OK)
        understood = bare;
    else if (!understand_bare(arena, bare, &understood))
        return false;
    if (str_equal(understood, text))
        return false;
    *iso = understood;
    return true;
}

bool duration_parse_threshold(struct arena *arena, struct str text, struct duration_threshold *threshold)
{
    struct duration_threshold read;
    struct str bare = strip_bound(text, &read.is_exclusive), iso;
    if (duration_parse(arena, bare, &read.limit, NULL) != DURATION_OK &&
        (!understand_bare(arena, bare, &iso) || duration_parse(arena, iso, &read.limit, NULL) != DURATION_OK))
        return false;
    *threshold = read;
    return true;
}

#include "schema/satisfy_leaf.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/language.h"
#include "base/pattern.h"
#include "base/utf8.h"
#include "schema/format_lattice.h"

enum {
    EXCLUDED_MAX = 1000,        /* values that are taken out of the language */
    PLAIN_LENGTH_MAX = 1 << 20, /* of candidates that are one letter many times */
    PLAIN_MAX = 26,
    PAIRS_MAX = 200, /* demands whose pairs are looked at */
    SPARE = 8,       /* candidates from a language that says less than is demanded */
    CONFLICT_MAX = 8 /* demands that are looked through for two that contradict each other */
};

struct search {
    struct arena *arena;
    const struct string_goal *goal;
    uint32_t steps;
    const struct language **languages; /* of each demand: at least the strings that meet it, */
    const struct language **surer;     /* and again, where at least some were wanted: none but those that meet it */
    const struct pattern **patterns;   /* compiled when they are needed */
    bool is_exact, has_surer;          /* the languages say all that is demanded; if not, others may help */
    bool is_doubtful;                  /* a value was left out that nobody knows to be wrong */
    struct str *values;
    size_t count, found;
    bool has_more; /* than `count` */
};

static struct leaf answer_no(size_t a, size_t b)
{
    return (struct leaf){.answer = SCHEMA_NO, .is_all = true, .conflict = {a < b ? a : b, a < b ? b : a}};
}

/* Whether a length is demanded that no string has, or that none of a format has. */
static bool is_length_refuted(const struct string_demand *length, const struct string_demand *other)
{
    if (length->kind != STRING_LENGTH || length->is_negated || other->is_negated)
        return false;
    if (other->kind == STRING_LENGTH)
        return length->min > other->max || other->min > length->max;
    return other->kind == STRING_FORMAT && format_is_checked(other->format) &&
           (length->max < other->format->shortest || (other->format->longest && length->min > other->format->longest));
}

static bool is_format_refuted(const struct string_demand *format, const struct string_demand *other)
{
    if (format->kind != STRING_FORMAT || other->kind != STRING_FORMAT || format->is_negated)
        return false;
    return other->is_negated ? format_is_within(format->format, other->format)
                             : format_is_disjoint(format->format, other->format);
}

/* Looks for two demands that contradict each other by what is known of formats and lengths. */
static bool is_contradictory(const struct string_goal *goal, struct leaf *leaf)
{
    size_t count = goal->demand_count < PAIRS_MAX ? goal->demand_count : PAIRS_MAX;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; goal->demands[i].kind != STRING_LANGUAGE && j < count; j++)
            if (is_length_refuted(&goal->demands[i], &goal->demands[j]) ||
                is_format_refuted(&goal->demands[i], &goal->demands[j])) {
                *leaf = answer_no(i, j);
                return true;
            }
    return false;
}

/* At least the strings of a length; `*is_exact`: no others. */
static const struct language *language_between(struct arena *arena, uint64_t min, uint64_t max, bool *is_exact)
{
    *is_exact = min < LANGUAGE_UNLIMITED && (max < LANGUAGE_UNLIMITED || max == UINT64_MAX);
    return language_of_length(arena, min < LANGUAGE_UNLIMITED ? (uint32_t)min : LANGUAGE_UNLIMITED - 1,
                              max < LANGUAGE_UNLIMITED ? (uint32_t)max : LANGUAGE_UNLIMITED);
}

/* At least the strings of a format; `*is_exact`: no others. */
static const struct language *language_of_format(struct arena *arena, const struct format *format, bool *is_exact)
{
    const char *pattern = format_pattern(format, is_exact);
    if (!pattern)
        return language_all();
    bool is_bounded;
    const struct language *shape = language_of_pattern(arena, pattern_parse(arena, str_of(pattern)));
    uint64_t longest = format->longest ? format->longest : UINT64_MAX;
    return language_intersect(arena, shape, language_between(arena, format->shortest, longest, &is_bounded));
}

/* At least the strings that meet a demand; `*is_exact`: no others. */
static const struct language *language_of(struct arena *arena, const struct string_demand *demand, bool *is_exact)
{
    const struct language *language = demand->language;
    *is_exact = true;
    if (demand->kind == STRING_LENGTH)
        language = language_between(arena, demand->min, demand->max, is_exact);
    else if (demand->kind == STRING_FORMAT)
        language = language_of_format(arena, demand->format, is_exact);
    if (!demand->is_negated)
        return language;
    return *is_exact ? language_complement(arena, language) : language_all();
}

static void read_demands(struct search *search)
{
    size_t count = search->goal->demand_count;
    search->languages = arena_alloc_array(search->arena, count, sizeof *search->languages);
    search->surer = arena_alloc_array(search->arena, count, sizeof *search->surer);
    search->patterns = arena_alloc_array(search->arena, count, sizeof *search->patterns);
    search->is_exact = search->goal->excluded_count <= EXCLUDED_MAX;
    for (size_t i = 0; i < count; i++) {
        const struct string_demand *demand = &search->goal->demands[i];
        bool is_exact, is_pattern_exact;
        search->languages[i] = search->surer[i] = language_of(search->arena, demand, &is_exact);
        search->is_exact = search->is_exact && is_exact;
        if (is_exact || demand->kind != STRING_FORMAT || !demand->is_negated)
            continue;
        const struct language *shape = language_of_format(search->arena, demand->format, &is_pattern_exact);
        search->surer[i] = language_complement(search->arena, shape);
        search->has_surer = true;
    }
}

/* Both `a` and `b`, in three values. */
static enum schema_answer and_also(enum schema_answer a, enum schema_answer b)
{
    return a < b ? a : b;
}

static enum schema_answer is_in_language(struct search *search, size_t index, struct str text)
{
    static const enum schema_answer answers[] = {
        [LANGUAGE_NO] = SCHEMA_NO, [LANGUAGE_YES] = SCHEMA_YES, [LANGUAGE_UNKNOWN] = SCHEMA_UNKNOWN};
    const struct string_demand *demand = &search->goal->demands[index];
    enum language_answer answer = language_accepts(search->arena, demand->language, text, search->steps);
    if (answer != LANGUAGE_UNKNOWN || !demand->pattern)
        return answers[answer];
    if (!search->patterns[index])
        search->patterns[index] = pattern_compile(search->arena, demand->pattern);
    enum pattern_result result = pattern_match(search->patterns[index], text);
    return result == PATTERN_UNDECIDED ? SCHEMA_UNKNOWN : result == PATTERN_MATCHES ? SCHEMA_YES : SCHEMA_NO;
}

static enum schema_answer meets(struct search *search, size_t index, struct str text)
{
    const struct string_demand *demand = &search->goal->demands[index];
    enum schema_answer answer = SCHEMA_UNKNOWN;
    if (demand->kind == STRING_LANGUAGE) {
        answer = is_in_language(search, index, text);
    } else if (demand->kind == STRING_LENGTH) {
        size_t length = utf8_length(text);
        answer = length >= demand->min && length <= demand->max ? SCHEMA_YES : SCHEMA_NO;
    } else if (format_is_checked(demand->format) || !demand->is_negated) {
        answer = format_accepts(demand->format, search->arena, text) ? SCHEMA_YES : SCHEMA_NO;
    }
    return demand->is_negated ? (enum schema_answer)(SCHEMA_YES - answer) : answer;
}

static bool is_among(struct str text, const struct str *values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(text, values[i]))
            return true;
    return false;
}

/* Takes a candidate up that meets all demands. Its text must live as long as the arena. */
static void offer(struct search *search, struct str text)
{
    const struct string_goal *goal = search->goal;
    enum schema_answer answer = SCHEMA_YES;
    if (is_among(text, goal->excluded, goal->excluded_count) || is_among(text, search->values, search->found))
        return;
    for (size_t i = 0; i < goal->demand_count && answer != SCHEMA_NO; i++)
        answer = and_also(answer, meets(search, i, text));
    search->is_doubtful = search->is_doubtful || answer == SCHEMA_UNKNOWN;
    if (answer != SCHEMA_YES)
        return;
    search->has_more = search->found == search->count;
    if (!search->has_more)
        search->values[search->found++] = text;
}

static void offer_samples(struct search *search)
{
    for (size_t i = 0; i < search->goal->demand_count; i++) {
        const struct string_demand *demand = &search->goal->demands[i];
        if (demand->kind != STRING_FORMAT || demand->is_negated)
            continue;
        for (const char *const *sample = format_samples(demand->format); *sample && !search->has_more; sample++)
            offer(search, str_of(*sample));
    }
}

/* "a", "b", "c", as long as is demanded. */
static void offer_plain(struct search *search)
{
    uint64_t length = 1;
    for (size_t i = 0; i < search->goal->demand_count; i++) {
        const struct string_demand *demand = &search->goal->demands[i];
        if (demand->kind == STRING_LENGTH && !demand->is_negated && demand->min > length)
            length = demand->min;
    }
    size_t tries = search->count < PLAIN_MAX ? search->count + 1 : PLAIN_MAX;
    for (size_t i = 0; length <= PLAIN_LENGTH_MAX && i < tries && search->found < search->count; i++) {
        char *text = arena_alloc_bytes(search->arena, (size_t)length);
        memset(text, (char)('a' + i), (size_t)length);
        offer(search, (struct str){text, (size_t)length});
    }
}

/* What a pattern that no language tells of may match. */
static void offer_pattern_examples(struct search *search)
{
    struct str example;
    for (size_t i = 0; i < search->goal->demand_count && search->found < search->count; i++) {
        const struct string_demand *demand = &search->goal->demands[i];
        if (demand->kind == STRING_LANGUAGE && !demand->is_negated && demand->pattern &&
            pattern_example(search->arena, demand->pattern, &example))
            offer(search, example);
    }
}

/* The strings of all languages, without those that are excluded. */
static const struct language *language_of_all(struct search *search, const struct language *const *languages)
{
    const struct string_goal *goal = search->goal;
    const struct language *all = language_all();
    for (size_t i = 0; i < goal->demand_count; i++)
        if (languages[i] != language_all())
            all = all == language_all() ? languages[i] : language_intersect(search->arena, all, languages[i]);
    if (goal->excluded_count && goal->excluded_count <= EXCLUDED_MAX)
        all = language_subtract(search->arena, all,
                                language_of_strings(search->arena, goal->excluded, goal->excluded_count));
    return all;
}

/* Offers the shortest strings that are in all languages. Whether there are no others. */
static bool offer_shortest(struct search *search, const struct language *const *languages)
{
    size_t wanted = search->count + 1 + (search->is_exact ? 0 : SPARE + search->count);
    struct str *examples = arena_alloc_array(search->arena, wanted, sizeof *examples);
    enum language_answer answer;
    size_t count =
        language_examples(search->arena, language_of_all(search, languages), search->steps, examples, wanted, &answer);
    for (size_t i = 0; i < count && !search->has_more; i++)
        offer(search, examples[i]);
    return answer == LANGUAGE_YES && count < wanted;
}

/* Which demand, or which two, have no string. */
static struct leaf explain(struct search *search)
{
    size_t count = search->goal->demand_count < CONFLICT_MAX ? search->goal->demand_count : CONFLICT_MAX;
    for (size_t j = 0; j < count; j++)
        if (language_is_empty(search->arena, search->languages[j], search->steps) == LANGUAGE_YES)
            return answer_no(j, j);
    for (size_t j = 1; j < count; j++)
        for (size_t i = 0; i < j; i++) {
            const struct language *both = language_intersect(search->arena, search->languages[i], search->languages[j]);
            if (language_is_empty(search->arena, both, search->steps) == LANGUAGE_YES)
                return answer_no(i, j);
        }
    bool is_by_two = search->goal->demand_count == 2 && !search->goal->excluded_count;
    return is_by_two ? answer_no(0, 1) : answer_no(LEAF_NO_DEMAND, LEAF_NO_DEMAND);
}

struct leaf satisfy_string(struct arena *arena, const struct string_goal *goal, struct str *values, size_t count)
{
    struct search search = {.arena = arena, .goal = goal, .values = values, .count = count};
    struct leaf leaf = {SCHEMA_UNKNOWN, .conflict = {LEAF_NO_DEMAND, LEAF_NO_DEMAND}};
    search.steps = goal->steps ? goal->steps : LANGUAGE_STEPS;
    if (is_contradictory(goal, &leaf))
        return leaf;
    read_demands(&search);
    offer_samples(&search);
    if (search.found < count)
        offer_plain(&search);
    if (search.found < count && search.has_surer)
        offer_shortest(&search, search.surer);
    bool is_complete = search.found < count && offer_shortest(&search, search.languages);
    if (is_complete && !search.found && !search.is_doubtful)
        return explain(&search);
    if (!is_complete)
        offer_pattern_examples(&search);
    leaf.found = search.found;
    leaf.is_all = is_complete && !search.is_doubtful && !search.has_more;
    leaf.answer = leaf.found ? SCHEMA_YES : SCHEMA_UNKNOWN;
    return leaf;
}

/* Goals of schema/satisfy_leaf.h as a line of text, for tests: demands separated by blanks, "!" before a negated one,
   "=5" for an excluded value. */
#ifndef LEAF_TEXT_H
#define LEAF_TEXT_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/language.h"
#include "base/pattern.h"
#include "schema/format.h"
#include "schema/satisfy_leaf.h"

#include <assert.h>

enum { LEAF_TEXT_MAX = 8 /* demands, excluded values */ };

static inline struct number leaf_number(struct arena *arena, struct str text)
{
    struct number number = {{NULL, 0}, 0, false};
    bool is_number = number_parse(arena, text, &number);
    assert(is_number);
    (void)is_number;
    return number;
}

/* ">=5", ">5", "<=5", "<5", "%5" (a multiple), "int". */
static inline struct number_demand leaf_number_demand(struct arena *arena, struct str text)
{
    static const struct {
        const char *sign;
        enum number_demand_kind kind;
    } signs[] = {{">=", NUMBER_MINIMUM},          {">", NUMBER_EXCLUSIVE_MINIMUM}, {"<=", NUMBER_MAXIMUM},
                 {"<", NUMBER_EXCLUSIVE_MAXIMUM}, {"%", NUMBER_MULTIPLE_OF},       {"int", NUMBER_INTEGER}};
    struct number_demand demand = {.is_negated = str_starts(text, "!")};
    text = str_slice(text, demand.is_negated, text.len);
    size_t i = 0;
    while (!str_starts(text, signs[i].sign))
        i++;
    demand.kind = signs[i].kind;
    if (demand.kind != NUMBER_INTEGER)
        demand.value = leaf_number(arena, str_slice(text, strlen(signs[i].sign), text.len));
    return demand;
}

static inline uint64_t leaf_count(struct str text)
{
    uint64_t value = 0;
    for (size_t i = 0; i < text.len; i++)
        value = value * 10 + (uint64_t)(text.at[i] - '0');
    return text.len ? value : UINT64_MAX;
}

/* "/PATTERN", "2..5" or "2.." (a length), "email" (a format). */
static inline struct string_demand leaf_string_demand(struct arena *arena, struct str text)
{
    struct string_demand demand = {.is_negated = str_starts(text, "!")};
    text = str_slice(text, demand.is_negated, text.len);
    size_t dots = str_find(text, STR(".."));
    if (str_starts(text, "/")) {
        demand.kind = STRING_LANGUAGE;
        demand.pattern = pattern_parse(arena, str_slice(text, 1, text.len));
        demand.language = language_of_pattern(arena, demand.pattern);
    } else if (dots < text.len) {
        demand.kind = STRING_LENGTH;
        demand.min = leaf_count(str_slice(text, 0, dots));
        demand.max = leaf_count(str_slice(text, dots + 2, text.len));
    } else {
        demand.kind = STRING_FORMAT;
        demand.format = format_find(text);
        assert(demand.format);
    }
    return demand;
}

static inline struct str leaf_word(struct str *rest)
{
    size_t end = str_index(*rest, ' ');
    struct str word = str_slice(*rest, 0, end);
    *rest = str_slice(*rest, end + 1, rest->len);
    return word;
}

static inline struct leaf leaf_solve_number(struct arena *arena, struct str text, struct number *values, size_t count)
{
    struct number_demand demands[LEAF_TEXT_MAX];
    struct number excluded[LEAF_TEXT_MAX];
    struct number_goal goal = {.demands = demands, .excluded = excluded};
    while (text.len) {
        struct str word = leaf_word(&text);
        if (word.at[0] == '=')
            excluded[goal.excluded_count++] = leaf_number(arena, str_slice(word, 1, word.len));
        else
            demands[goal.demand_count++] = leaf_number_demand(arena, word);
    }
    return satisfy_number(arena, &goal, values, count);
}

static inline struct leaf leaf_solve_string(struct arena *arena, struct str text, struct str *values, size_t count)
{
    struct string_demand demands[LEAF_TEXT_MAX];
    struct str excluded[LEAF_TEXT_MAX];
    struct string_goal goal = {.demands = demands, .excluded = excluded};
    while (text.len) {
        struct str word = leaf_word(&text);
        if (word.at[0] == '=')
            excluded[goal.excluded_count++] = str_slice(word, 1, word.len);
        else
            demands[goal.demand_count++] = leaf_string_demand(arena, word);
    }
    return satisfy_string(arena, &goal, values, count);
}

/* "NO 0 1", "NO", "UNKNOWN", or the values behind "YES", with "all" when there are no others. */
static inline const char *leaf_print(struct arena *arena, struct leaf leaf, const struct str *values)
{
    struct buf buf = {.arena = arena};
    static const char *const answers[] = {[SCHEMA_NO] = "NO", [SCHEMA_UNKNOWN] = "UNKNOWN", [SCHEMA_YES] = "YES"};
    buf_add_c(&buf, answers[leaf.answer]);
    if (leaf.answer == SCHEMA_NO && leaf.conflict[0] != LEAF_NO_DEMAND)
        buf_print(&buf, " %zu %zu", leaf.conflict[0], leaf.conflict[1]);
    for (size_t i = 0; i < leaf.found; i++)
        buf_print(&buf, " %.*s", STR_ARG(values[i]));
    buf_add_c(&buf, leaf.answer == SCHEMA_YES && leaf.is_all ? " all" : "");
    return buf_c(&buf);
}

/* The printed answer to a goal about a number. */
static inline const char *leaf_answer_number(struct arena *arena, struct str goal, size_t count)
{
    struct number *values = arena_alloc_array(arena, count, sizeof *values);
    struct str *texts = arena_alloc_array(arena, count, sizeof *texts);
    struct leaf leaf = leaf_solve_number(arena, goal, values, count);
    for (size_t i = 0; i < leaf.found; i++)
        texts[i] = number_print(arena, values[i]);
    return leaf_print(arena, leaf, texts);
}

static inline const char *leaf_answer_string(struct arena *arena, struct str goal, size_t count)
{
    struct str *values = arena_alloc_array(arena, count, sizeof *values);
    return leaf_print(arena, leaf_solve_string(arena, goal, values, count), values);
}

#endif

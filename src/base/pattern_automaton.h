/* The position automaton (Glushkov) of a pattern, with edges counted: two ways to go are two ways to backtrack. Made
   for pattern_slow.c; it over- or under-approximates, so it decides no containment. */
#ifndef BASE_PATTERN_AUTOMATON_H
#define BASE_PATTERN_AUTOMATON_H

#include "base/pattern_ast.h"

enum { PATTERN_POSITIONS_MAX = 256 };

enum pattern_symbol { PATTERN_SYMBOL_SET, PATTERN_SYMBOL_START, PATTERN_SYMBOL_END, PATTERN_SYMBOL_GUARD };

/* One occurrence of a set, an anchor, or of what is not looked into (a guard, which nothing steps on). */
struct pattern_position {
    enum pattern_symbol symbol;
    const struct pattern_node *node;
    const struct pattern_node *loop;  /* innermost unlimited repetition around it, or NULL */
    uint64_t ascii[2];                /* bit per character */
    const struct pattern_set *others; /* NULL or the set whose ranges hold from U+0080 on */
};

/* Positions `from` to `to - 1`. Numbers of ways end at 2. */
struct pattern_fragment {
    size_t from, to;
    uint8_t empty; /* ways to match nothing */
    uint8_t first[PATTERN_POSITIONS_MAX], last[PATTERN_POSITIONS_MAX];
};

struct pattern_automaton {
    struct pattern_position positions[PATTERN_POSITIONS_MAX];
    size_t count;
    bool is_too_large;
    bool is_generous; /* guards can be passed and long counted repetitions repeat for ever, else neither */
    const struct pattern_node *loop;
    uint8_t ways[PATTERN_POSITIONS_MAX][PATTERN_POSITIONS_MAX];
    struct pattern_fragment whole;
    /* Called when a repetition is complete and nothing around it is connected yet. */
    void (*on_repeat)(void *data, const struct pattern_node *repeat, size_t from, size_t to);
    void *data;
};

/* Builds the automaton of `root` into one whose options are set and all else zero. */
void pattern_automaton_build(struct pattern_automaton *automaton, const struct pattern_node *root);

/* A code point both positions step on, a letter or digit if there is one; false when there is none. */
bool pattern_positions_meet(const struct pattern_position *a, const struct pattern_position *b, uint32_t *code_point);

/* Whether `position` steps on `c`. */
bool pattern_position_takes(const struct pattern_position *position, uint32_t c);

#endif

/* Regular languages over Unicode code points: what ECMA-262 patterns, lists of strings and lengths allow, and whether
   one allows all that another does. Knows nothing of YAML or schemas.

   A language is an expression; making one costs nothing. The work is done by the questions: they explore, letter by
   letter, the states that the expression can get into (derivatives after Brzozowski 1964, so conjunction and negation
   cost no automaton of their own), which is why each takes a budget. What patterns can say that is not regular, or that
   we have no tables for, stays unknown only where it matters: `^\p{L}{3}$` has `aaa` and no string of four code
   points, but whether it has `äöü` is unknown. Unknown are backreferences, look-behind at more than one character,
   Unicode properties beyond ASCII, patterns that are not valid, and strings that are not UTF-8. */
#ifndef BASE_LANGUAGE_H
#define BASE_LANGUAGE_H

#include "base/str.h"

#include <stdint.h>

struct arena;
struct pattern_ast;

/* Immutable, so threads may share it; lives as long as its arena and the patterns in it. */
struct language;

enum { LANGUAGE_DEPTH_MAX = 200 /* of operations in operations; what is deeper is unknown */ };

#define LANGUAGE_UNLIMITED UINT32_MAX

/* Every string. */
const struct language *language_all(void);

/* No string. */
const struct language *language_none(void);

/* Strings that we know nothing of. */
const struct language *language_unknown(void);

/* The whole strings in which a search finds the pattern (JSON Schema's `pattern`). The tree must live as long. */
const struct language *language_of_pattern(struct arena *arena, const struct pattern_ast *ast);

/* These strings, some hundred at most if questions are to be answered within LANGUAGE_STEPS; they are not kept. */
const struct language *language_of_strings(struct arena *arena, const struct str *strings, size_t count);

/* The strings of `min` to `max` code points; `max` may be LANGUAGE_UNLIMITED. None when they are out of order. */
const struct language *language_of_length(struct arena *arena, uint32_t min, uint32_t max);

/* The strings of both. */
const struct language *language_intersect(struct arena *arena, const struct language *a, const struct language *b);

/* The strings of either. */
const struct language *language_unite(struct arena *arena, const struct language *a, const struct language *b);

/* The strings that are not in `language`. */
const struct language *language_complement(struct arena *arena, const struct language *language);

/* The strings of `a` that are not in `b`. */
const struct language *language_subtract(struct arena *arena, const struct language *a, const struct language *b);

enum language_answer { LANGUAGE_NO, LANGUAGE_YES, LANGUAGE_UNKNOWN };

/* A good budget: each question ends within about 10 ms and 25 MB. A step is a part of a pattern looked at for one state
   and letter. Memory is given back, but for what is handed out. */
enum { LANGUAGE_STEPS = 250000 };

/* Whether `text` is in the language. */
enum language_answer language_accepts(struct arena *arena, const struct language *language, struct str text,
                                      uint32_t steps);

/* Whether the language has no string. */
enum language_answer language_is_empty(struct arena *arena, const struct language *language, uint32_t steps);

/* Whether every string of `inner` is in `outer`. A witness against it is one of language_subtract(inner, outer). */
enum language_answer language_contains(struct arena *arena, const struct language *outer, const struct language *inner,
                                       uint32_t steps);

/* Whether the language has a string: then `*witness` (in the arena) is a shortest one of those known to be in it, made
   of letters and digits where it has the choice. */
enum language_answer language_witness(struct arena *arena, const struct language *language, uint32_t steps,
                                      struct str *witness);

/* Finds up to `count` different strings of the language (in the arena), shorter ones first, and returns how many.
   `steps` is for each. Fewer than `count` are all there are when `*answer` is YES, all that were found when it is
   UNKNOWN. */
size_t language_examples(struct arena *arena, const struct language *language, uint32_t steps, struct str *examples,
                         size_t count, enum language_answer *answer);

/* Whether the language has finitely many strings; then `*count` is their number, or UINT64_MAX when it is larger. */
enum language_answer language_is_finite(struct arena *arena, const struct language *language, uint32_t steps,
                                        uint64_t *count);

#endif

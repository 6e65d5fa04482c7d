/* ECMA-262 patterns as JSON Schema uses them: whether one is valid, whether one is slow, and matching on PCRE2. Knows
   nothing of YAML or schemas.

   Valid is what `new RegExp(p, "u")` or `new RegExp(p)` accepts (ECMA-262 2024, sections 22.2.1 and B.1.2): JSON Schema
   2020-12 recommends `u`, validators accept both. The meaning is that of `u` where `u` accepts the pattern, else that
   of Annex B read by code points instead of UTF-16 units. Accepted without a check: characters from U+0080 in group
   names, ranges that only Annex B would read as halves of a surrogate pair. Not checked: modifiers `(?i:…)` and a group
   name used twice in different alternatives (both ES2025). No flags: no `i`, no `m`, no `s`. */
#ifndef BASE_PATTERN_H
#define BASE_PATTERN_H

#include "base/error.h"
#include "base/str.h"

#include <stdint.h>

struct arena;
struct pattern_ast;

enum pattern_status {
    PATTERN_OK,
    PATTERN_INVALID,    /* no ECMA-262 pattern */
    PATTERN_NOT_CHECKED /* over a limit, newer than ECMA-262 2024, or (matching) nothing PCRE2 can do */
};

/* Bytes of the pattern, and a reason such as "quantifier `*` has nothing to repeat". */
struct pattern_problem {
    uint32_t start, end;
    const char *reason; /* NULL: no problem */
};

/* Parses `text`, which must outlive the result; never NULL. Status and problem are in the result (pattern_ast.h). */
const struct pattern_ast *pattern_parse(struct arena *arena, struct str text);

/* The status of a parsed pattern; unless it is PATTERN_OK, `problem` says why. */
enum pattern_status pattern_status(const struct pattern_ast *ast, struct pattern_problem *problem);

/* Whether every match begins at the start and ends at the end of the subject. False unless the pattern is valid. */
bool pattern_is_anchored(const struct pattern_ast *ast);

/* Whether the pattern is only plain characters; `*literal` then holds them (in `arena`). */
bool pattern_is_literal(struct arena *arena, const struct pattern_ast *ast, struct str *literal);

/* A short string (in `arena`) that the pattern may well match: to be tried where language.h does not know, not to be
   believed. Backreferences repeat what they refer to, Unicode properties are guessed, look-ahead is passed over. False
   when the pattern is not valid or its strings are long. */
bool pattern_example(struct arena *arena, const struct pattern_ast *ast, struct str *example);

/* A compiled pattern; read-only, so threads may share it. */
struct pattern;

/* Compiles for an unanchored search; never NULL, memory is the arena's and nothing has to be released. When the
   status is not PATTERN_OK the result can still be asked: every match is then undecided. */
const struct pattern *pattern_compile(struct arena *arena, const struct pattern_ast *ast);

/* The status of a compiled pattern; unless it is PATTERN_OK, `problem` says why. */
enum pattern_status pattern_compiled_status(const struct pattern *pattern, struct pattern_problem *problem);

/* Compiles a pattern of the configuration: PCRE2's own syntax in UTF mode, at most 1,000 bytes, without \C. NULL and
   `err` (with the byte place) when it is none. */
const struct pattern *pattern_compile_pcre2(struct arena *arena, struct str text, struct error *err)
    __attribute__((warn_unused_result));

enum pattern_result {
    PATTERN_MATCHES,
    PATTERN_DIFFERS,
    PATTERN_UNDECIDED /* subject over PATTERN_SUBJECT_MAX or not UTF-8, out of budget, or the pattern is not checked */
};

enum {
    PATTERN_LENGTH_MAX = 1000,       /* bytes of a pattern */
    PATTERN_SUBJECT_MAX = 64 * 1024, /* bytes of a subject */
    PATTERN_STEPS_MAX = 8000000      /* steps of one search: places of the pattern visited plus bytes moved over */
};

/* Searches `subject`. The budget is counted, so the answer does not depend on the machine; a deadline of 2 seconds is
   the last net. */
enum pattern_result pattern_match(const struct pattern *pattern, struct str subject);

/* Like pattern_match, and sets `*steps` to the steps spent. */
enum pattern_result pattern_match_steps(const struct pattern *pattern, struct str subject, uint64_t *steps);

/* Like pattern_match with at most `*left` steps, from which those spent are taken. */
enum pattern_result pattern_match_within(const struct pattern *pattern, struct str subject, uint64_t *left);

enum pattern_speed {
    PATTERN_FAST,
    PATTERN_POLYNOMIAL, /* some failing subjects take time in the square of their length or worse */
    PATTERN_EXPONENTIAL /* some failing subjects take time that doubles with every few characters */
};

/* How a backtracking matcher can be slowed down by `prefix`, many times `pump`, and `suffix` (UTF-8, in the arena). */
struct pattern_slowness {
    enum pattern_speed speed;
    struct pattern_problem problem; /* the sub-pattern; set unless PATTERN_FAST */
    struct str prefix, pump, suffix;
};

/* Looks for catastrophic backtracking, within a counted budget (about 30 ms). PATTERN_FAST means that none was found;
   look-around and backreferences are not looked into. */
struct pattern_slowness pattern_slow(struct arena *arena, const struct pattern_ast *ast);

#endif

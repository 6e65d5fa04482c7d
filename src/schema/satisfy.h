/* Whether any value is valid under some schemas and invalid under others: the one question behind emptiness, examples
   and containment. Knows nothing of contracts.

   The search is a tableau: a goal is a set of schemas that a value must, or must not, satisfy; it is taken apart by
   type, by keyword and by branch until each leaf is a range of numbers, a regular language, or goals for parts of the
   value. A part that asks for its own goal again is given up: the smallest value never needs it, so recursive schemas
   are decided by coinduction. What cannot be taken apart is left out, which can only make a goal easier; therefore
   "none" is always a proof, and "some" is said only with a value that the validator has confirmed. */
#ifndef SCHEMA_SATISFY_H
#define SCHEMA_SATISFY_H

#include "schema/validate.h"

enum schema_answer { SCHEMA_NO, SCHEMA_UNKNOWN, SCHEMA_YES };

struct schema_goal {
    const struct schema *const *all; /* that must hold */
    size_t all_count;
    const struct schema *const *none; /* that must not hold */
    size_t none_count;
};

struct satisfy_options {
    bool asserts_format;     /* `format` decides */
    bool is_tolerant;        /* what `all` does not declare is not emitted, what `none` does not declare is not read */
    uint64_t steps;          /* budget; 0: SATISFY_STEPS */
    uint32_t language_steps; /* for each question about patterns, see base/language.h; 0: LANGUAGE_STEPS */
};

enum { SATISFY_STEPS = 200000 };

struct satisfaction {
    enum schema_answer answer;
    const struct node *witness;     /* YES: a small readable value, in the arena; not part of any source */
    const struct node *reason;      /* UNKNOWN: the keyword's value that was beyond us; NULL: the budget */
    const char *reason_keyword;     /* UNKNOWN: its name; NULL: the budget */
    const struct node *conflict[2]; /* NO to a goal without `none`: keywords' values that contradict each other, the
                                       later second; the second NULL where one alone has no value, both where it takes
                                       more than two */
    const char *conflict_keywords[2];
    const char *together[4]; /* NO, no `conflict`: which keywords it takes; all NULL when they are more */
    uint64_t steps;          /* that were taken */
};

/* Answers for a goal over schemas of a set. Only the witness is made in `arena`; memory for the work is given back. */
struct satisfaction schema_satisfy(struct arena *arena, const struct schema_set *set, const struct schema_goal *goal,
                                   const struct satisfy_options *options);

/* Whether any value is valid under `schema` at all: schema_satisfy of one. */
struct satisfaction schema_satisfiable(struct arena *arena, const struct schema_set *set, const struct schema *schema,
                                       const struct satisfy_options *options);

#endif

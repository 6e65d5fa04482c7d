/* Whether everything that one schema accepts is accepted by another. Knows nothing of contracts. */
#ifndef SCHEMA_CONTAIN_H
#define SCHEMA_CONTAIN_H

#include "schema/satisfy.h"

struct containment {
    enum schema_answer answer;  /* YES: `left` is contained in `right`, proved */
    const struct node *witness; /* NO: a value that the validator accepts under `left` and rejects under `right` */
    const struct node *reason;  /* UNKNOWN: the keyword's value that was beyond us; NULL: the budget */
    const char *reason_keyword; /* UNKNOWN: its name; NULL: the budget */
    uint64_t steps;             /* that were taken */
};

/* Both schemas are of one set (documents of both sides are added to it under different URIs, or without). */
struct containment schema_contains(struct arena *arena, const struct schema_set *set, const struct schema *right,
                                   const struct schema *left, const struct satisfy_options *options);

#endif

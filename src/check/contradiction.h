/* Findings about two values that do not agree. */
#ifndef CHECK_CONTRADICTION_H
#define CHECK_CONTRADICTION_H

#include "check/check.h"

/* A value and what was passed on the way to it. */
struct site {
    const struct node *node;
    const struct use *use;
};

/* A finding of the rule at hand at the later of two values, with the earlier one as related. Never NULL. */
struct finding *finding_contradiction(struct check *check, struct site a, struct site b, const char *facts, ...)
    __attribute__((format(printf, 4, 5)));

#endif

/* The words for a schema that no value satisfies: which keywords rule each other out, and where. */
#ifndef CHECK_SCHEMA_CONFLICT_H
#define CHECK_SCHEMA_CONFLICT_H

#include "check/check.h"
#include "schema/satisfy.h"

/* Whether two keywords are what contradicts itself, whichever comes first. */
bool conflict_is_pair(const struct satisfaction *values, const char *first, const char *second);

/* Whether a node stands in the field, not in a definition that it refers to. */
bool conflict_is_inside(const struct field *field, const struct node *node);

/* A finding of the rule at hand: at the later of two keywords, where one of them is the field's own at that; at the
   field's key when it takes more than two. */
void conflict_report(struct check *check, const struct field *field, const struct satisfaction *found);

#endif

/* Why schemas have no common value: two keywords that contradict each other. Part of satisfy.h. */
#ifndef SCHEMA_SATISFY_CONFLICT_H
#define SCHEMA_SATISFY_CONFLICT_H

#include "schema/satisfy.h"

/* schema_satisfy without `conflict`. */
struct satisfaction satisfy_only(struct arena *arena, const struct schema_set *set, const struct schema_goal *goal,
                                 const struct satisfy_options *options);

/* Fills in `conflict`, with nodes of the schemas, where a goal without `none` has the answer NO: takes out keywords one
   by one as long as the answer stays, within a bounded number of trials, and tells what is left if that is one or two.
   `arena` is for scratch. */
void satisfy_conflict(struct arena *arena, const struct schema_set *set, const struct schema_goal *goal,
                      const struct satisfy_options *options, struct satisfaction *satisfaction);

#endif

#include "schema/contain.h"

struct containment schema_contains(struct arena *arena, const struct schema_set *set, const struct schema *right,
                                   const struct schema *left, const struct satisfy_options *options)
{
    const struct schema_goal goal = {.all = &left, .all_count = 1, .none = &right, .none_count = 1};
    struct satisfaction found = schema_satisfy(arena, set, &goal, options);
    struct containment containment = {.answer = SCHEMA_UNKNOWN, .steps = found.steps};
    if (found.answer == SCHEMA_UNKNOWN) {
        containment.reason = found.reason;
        containment.reason_keyword = found.reason_keyword;
    } else {
        containment.answer = found.answer == SCHEMA_NO ? SCHEMA_YES : SCHEMA_NO;
        containment.witness = found.witness;
    }
    return containment;
}

/* What the configuration demands of every contract beyond its dialect (option metadata.required): members of the
   neutral contract by name. */
#ifndef CHECK_DEMAND_H
#define CHECK_DEMAND_H

#include "check/check.h"

/* Whether the settings demand a member. Rules that miss it by default are silent then: metadata-required speaks. */
bool demand_is_configured(const struct settings *settings, const char *member);

enum demand_answer {
    DEMAND_MET,     /* or not a matter of this rule: the dialect itself requires the member or has no place for it */
    DEMAND_MISSING, /* `*node` is the mapping in which it is missing */
    DEMAND_BLANK    /* `*node` is the blank value */
};

/* Whether a contract says what `member` ("owner", "lineage", "quality_metrics" ...) asks for. What belongs to a missing
   mapping that is demanded itself is not missed again. */
enum demand_answer demand_judge(const struct check *check, const struct contract *contract, const char *member,
                                const struct node **node);

#endif

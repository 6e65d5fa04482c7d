/* Compares the two versions of the example of a rule about accepted changes, which stand in memory. */
#ifndef CMD_ACCEPTED_EXAMPLE_H
#define CMD_ACCEPTED_EXAMPLE_H

#include "change/breaking.h"

struct accepted_example {
    struct str contracts; /* both versions, two documents */
    struct str name;      /* of the configuration */
    struct str config;    /* followed by a NUL */
    int64_t now;
};

/* Whether the examples of a rule are configurations: it is about accepted changes. */
bool accepted_example_is_of(struct str rule_id);

/* What is found in the configuration; NULL when there are mistakes in it, `*mistakes` then has them. Lives in `arena`.
 */
const struct lint_result *accepted_example_check(struct arena *arena, const struct accepted_example *example,
                                                 const struct config_line **mistakes);

#endif

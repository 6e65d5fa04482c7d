/* The examples of the rules, which are their tests too: compiled in by the build from testdata/rules. */
#ifndef CMD_EXAMPLE_H
#define CMD_EXAMPLE_H

#include "base/str.h"

/* A row of the generated table, which ends with a NULL id. */
struct example {
    const char *id;
    struct str bad, good, config; /* each followed by a NUL; config is empty when the rule needs none */
};

extern const struct example all_examples[];

/* The examples of a rule; NULL when it has none. */
const struct example *example_find(const char *id);

#endif

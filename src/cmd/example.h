/* The examples of the rules, which are their tests too: compiled in by the build from testdata/rules. */
#ifndef CMD_EXAMPLE_H
#define CMD_EXAMPLE_H

#include "base/str.h"

/* A row of the generated table, which ends with a NULL id. */
struct example {
    const char *id;
    const char *name;             /* of the bad one: "bad.yaml"; its end says what it is */
    struct str bad, good, config; /* each followed by a NUL; config is empty when the rule needs none */
    struct str contract;          /* of a rule about data: what it is checked against; else empty */
};

extern const struct example all_examples[];

/* The examples of a rule; NULL when it has none. */
const struct example *example_find(const char *id);

/* The same of a rule of breaking: a contract before and after the change, from testdata/breaking. */
struct change_example {
    const char *id;
    struct str before, after, config; /* each followed by a NUL; config is empty when the rule needs none */
};

extern const struct change_example all_change_examples[];

/* The example of a rule; NULL when it has none. */
const struct change_example *change_example_find(const char *id);

#endif

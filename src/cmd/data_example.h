/* Checks the example of a rule about data, which stands in memory. */
#ifndef CMD_DATA_EXAMPLE_H
#define CMD_DATA_EXAMPLE_H

#include "data/data.h"

struct data_example {
    const struct settings *settings;
    struct str contract; /* the text, followed by a NUL */
    struct str name;     /* of the data; its end says how it is read */
    struct str bytes;
};

/* NULL when the contract has no schema or the name no known end. `*measures`, unless `measures` is NULL, become what
   the records come to. Lives in `arena`. */
struct lint_result *data_example_check(struct arena *arena, const struct data_example *example,
                                       const struct data_measures **measures);

#endif

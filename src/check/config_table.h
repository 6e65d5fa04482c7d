/* The keys of a configuration as tables for the walker that reads every dialect. Knows nothing of what they do. */
#ifndef CHECK_CONFIG_TABLE_H
#define CHECK_CONFIG_TABLE_H

#include "contract/dialect.h"

/* What the walker fills for a file, and for an entry of its overrides; NULL: absent. Any may be an alias. */
struct config_sections {
    const struct node *accepted, *catalog, *custom, *extends, *ignore, *limits, *locked, *options, *overrides, *rules;
    const struct node *files; /* of an override */
};

struct config_shapes {
    const struct shape *file, *override, *limits, *options;
    const struct shape *accepted, *catalog, *custom; /* an entry each; catalog is the mapping itself */
};

/* The shapes; those of `limits` and `options` are made from config_values, in `arena`. */
const struct config_shapes *config_shapes_new(struct arena *arena);

#endif

/* What must hold for the same value: a schema, what it refers to, and what its allOf holds. */
#ifndef CHECK_SCHEMA_PARTS_H
#define CHECK_SCHEMA_PARTS_H

#include "schema/schema.h"

enum { SCHEMA_PARTS_MAX = 64 };

/* The schema itself comes first, each schema once, as far as there is room. */
struct schema_parts {
    const struct schema *at[SCHEMA_PARTS_MAX];
    unsigned char root[SCHEMA_PARTS_MAX]; /* the part that the schema itself names and that leads to this one */
    size_t count;
};

/* Empty for NULL. */
struct schema_parts schema_parts_of(const struct schema *schema);

#endif

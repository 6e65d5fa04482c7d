#include "check/schema_parts.h"

static void add(struct schema_parts *parts, const struct schema *schema, size_t from)
{
    for (size_t i = 0; i < parts->count; i++)
        if (parts->at[i] == schema)
            return;
    if (!schema || parts->count == SCHEMA_PARTS_MAX)
        return;
    parts->root[parts->count] = (unsigned char)(from ? parts->root[from] : parts->count);
    parts->at[parts->count++] = schema;
}

struct schema_parts schema_parts_of(const struct schema *schema)
{
    struct schema_parts parts = {.count = 0};
    add(&parts, schema, 0);
    for (size_t i = 0; i < parts.count; i++) {
        add(&parts, parts.at[i]->reference.target, i);
        const struct schema_logic *logic = parts.at[i]->logic;
        for (size_t j = 0; logic && j < logic->all_of.count; j++)
            add(&parts, logic->all_of.at[j], i);
    }
    return parts;
}

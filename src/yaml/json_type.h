/* The types of JSON Schema, and which of them a node has. Knows nothing of schemas. */
#ifndef YAML_JSON_TYPE_H
#define YAML_JSON_TYPE_H

#include "yaml/node.h"

/* As bits. What is an integer is a number too. */
enum json_type {
    JSON_TYPE_STRING = 1,
    JSON_TYPE_NUMBER = 2,
    JSON_TYPE_INTEGER = 4,
    JSON_TYPE_BOOLEAN = 8,
    JSON_TYPE_OBJECT = 16,
    JSON_TYPE_ARRAY = 32,
    JSON_TYPE_NULL = 64,
    JSON_TYPE_ANY = 127
};

/* The types that a value has, through aliases: integer and number for 1 and 1.0 (JSON Schema 2020-12, core 4.2.3);
   0 for an undefined alias, .inf and .nan, which JSON does not have. `arena` is for scratch. */
unsigned json_types_of(struct arena *arena, const struct node *value);

/* The same where it is seen without reading the value, else 0: of aliases and numbers. */
static inline unsigned json_types_at_a_glance(const struct node *value)
{
    switch (value->kind) {
    case NODE_MAPPING: return JSON_TYPE_OBJECT;
    case NODE_SEQUENCE: return JSON_TYPE_ARRAY;
    case NODE_SCALAR:
        return value->type == SCALAR_STRING ? JSON_TYPE_STRING
               : value->type == SCALAR_NULL ? JSON_TYPE_NULL
               : value->type == SCALAR_BOOL ? JSON_TYPE_BOOLEAN
                                            : 0;
    default: return 0;
    }
}

/* "string or integer" for enum json_type bits. In `arena`. */
const char *json_type_names(struct arena *arena, unsigned types);

/* A text that is equal for scalars that are equal in JSON (1 and 1.0, but not "1") and different for others. False for
   a mapping or list. In `arena`. */
bool json_key_of(struct arena *arena, const struct node *value, struct str *key);

#endif

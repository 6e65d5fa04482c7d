#include "yaml/json_type.h"

#include "base/number.h"

unsigned json_types_of(struct arena *arena, const struct node *value)
{
    const struct node *target = node_resolve(value);
    struct number number;
    if (!target || target->kind != NODE_SCALAR)
        return !target ? 0 : target->kind == NODE_MAPPING ? JSON_TYPE_OBJECT : JSON_TYPE_ARRAY;
    switch (target->type) {
    case SCALAR_STRING: return JSON_TYPE_STRING;
    case SCALAR_NULL: return JSON_TYPE_NULL;
    case SCALAR_BOOL: return JSON_TYPE_BOOLEAN;
    default:
        if (!number_parse_yaml(arena, target->text, &number))
            return 0;
        return JSON_TYPE_NUMBER | (number_is_integer(number) ? (unsigned)JSON_TYPE_INTEGER : 0);
    }
}

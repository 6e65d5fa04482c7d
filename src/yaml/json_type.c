#include "yaml/json_type.h"

#include "base/buf.h"
#include "base/number.h"

/* Nearly all that are integers. */
static bool is_plain_integer(struct str text)
{
    return text.len && str_digits(text) == text.len;
}

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
        if (is_plain_integer(target->text))
            return JSON_TYPE_NUMBER | JSON_TYPE_INTEGER;
        if (!number_parse_yaml(arena, target->text, &number))
            return 0;
        return JSON_TYPE_NUMBER | (number_is_integer(number) ? (unsigned)JSON_TYPE_INTEGER : 0);
    }
}

const char *json_type_names(struct arena *arena, unsigned bits)
{
    static const char *const names[] = {"string", "number", "integer", "boolean", "object", "array", "null"};
    struct buf buf = {.arena = arena};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!(bits >> i & 1))
            continue;
        buf_print(&buf, "%s%s", !buf.len ? "" : bits >> (i + 1) ? ", " : " or ", names[i]);
    }
    return buf_c(&buf);
}

bool json_key_of(struct arena *arena, const struct node *value, struct str *key)
{
    const struct node *target = node_resolve(value);
    if (!target || target->kind != NODE_SCALAR)
        return false;
    static const char marks[] = {
        [SCALAR_STRING] = 's', [SCALAR_NULL] = '0', [SCALAR_BOOL] = 'b', [SCALAR_INT] = 'n', [SCALAR_FLOAT] = 'n'};
    struct number number;
    struct str text = target->text;
    if (target->type == SCALAR_NULL)
        text = STR("");
    else if (target->type == SCALAR_BOOL)
        text = str_lower(arena, text);
    else if (target->type != SCALAR_STRING && number_parse_yaml(arena, text, &number))
        text = number_print(arena, number);
    struct buf buf = {.arena = arena};
    buf_add_char(&buf, marks[target->type]);
    buf_add(&buf, text);
    *key = buf_str(&buf);
    return true;
}

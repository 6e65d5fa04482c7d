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

static struct str marked(struct arena *arena, char mark, struct str text)
{
    char *key = arena_alloc_bytes(arena, text.len + 1);
    key[0] = mark;
    if (text.len)
        memcpy(key + 1, text.at, text.len);
    return (struct str){key, text.len + 1};
}

static struct str number_key(struct arena *arena, struct str text)
{
    struct number number;
    struct arena scratch; /* of a list there are many */
    arena_init(&scratch, arena->on_out_of_memory);
    bool is_number = number_parse_yaml(&scratch, text, &number);
    struct str key = marked(arena, 'n', is_number ? number_print(&scratch, number) : text);
    arena_free(&scratch);
    return key;
}

bool json_key_of(struct arena *arena, const struct node *value, struct str *key)
{
    const struct node *target = node_resolve(value);
    if (!target || target->kind != NODE_SCALAR)
        return false;
    switch (target->type) {
    case SCALAR_NULL: *key = STR("0"); break;
    case SCALAR_BOOL: *key = marked(arena, 'b', str_lower(arena, target->text)); break;
    case SCALAR_STRING: *key = marked(arena, 's', target->text); break;
    default: *key = number_key(arena, target->text); break;
    }
    return true;
}

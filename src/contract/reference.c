#include "contract/reference.h"

#include "base/map.h"

/* Looks names up in mappings; a large one is put into a map once, so that many references stay cheap. */
struct lookup {
    struct arena *arena;
    struct map children; /* mapping and key to child, of large mappings */
    struct map indexed;  /* mappings that are in it */
    struct map fields;   /* node to field */
    struct map names;    /* $anchor and $id to field */
};

enum { LARGE = 32, MAX_KEY = 256 };

static struct str node_id(struct arena *arena, const struct node *node)
{
    const struct node **copy = arena_alloc(arena, sizeof *copy);
    *copy = node;
    return (struct str){(const char *)copy, sizeof *copy};
}

static struct str child_id(struct arena *arena, const struct node *mapping, struct str key)
{
    char *id = arena_alloc_bytes(arena, sizeof mapping + key.len);
    memcpy(id, &mapping, sizeof mapping);
    if (key.len)
        memcpy(id + sizeof mapping, key.at, key.len);
    return (struct str){id, sizeof mapping + key.len};
}

static void index_children(struct lookup *lookup, const struct node *mapping)
{
    struct node **indexed = arena_alloc(lookup->arena, sizeof *indexed);
    if (map_put_new(&lookup->indexed, node_id(lookup->arena, mapping), indexed))
        return;
    for (const struct node *child = mapping->first; child; child = child->next) {
        const struct node **value = arena_alloc(lookup->arena, sizeof *value);
        *value = child;
        map_put_new(&lookup->children, child_id(lookup->arena, mapping, node_key(child)), value);
    }
}

static const struct node *child_named(struct lookup *lookup, const struct node *mapping, struct str key)
{
    if (mapping->count <= LARGE)
        return node_find_str(mapping, key);
    index_children(lookup, mapping);
    const struct node **child = map_get(&lookup->children, child_id(lookup->arena, mapping, key));
    return child ? *child : NULL;
}

static const struct node *child_at(const struct node *sequence, struct str index)
{
    size_t wanted = 0;
    if (!index.len || index.len > 7 || (index.len > 1 && index.at[0] == '0'))
        return NULL;
    for (size_t i = 0; i < index.len; i++) {
        if (!char_is_digit(index.at[i]))
            return NULL;
        wanted = wanted * 10 + (size_t)(index.at[i] - '0');
    }
    const struct node *child = node_children(sequence);
    while (child && wanted--)
        child = child->next;
    return child;
}

static int hex_value(char c)
{
    if (char_is_digit(c))
        return c - '0';
    char lower = char_lower(c);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* The byte at `*at` of a reference token, percent-decoded (RFC 3986); moves on. */
static char next_byte(struct str token, size_t *at)
{
    char c = token.at[(*at)++];
    if (c != '%' || *at + 1 >= token.len || hex_value(token.at[*at]) < 0 || hex_value(token.at[*at + 1]) < 0)
        return c;
    c = (char)(hex_value(token.at[*at]) * 16 + hex_value(token.at[*at + 1]));
    *at += 2;
    return c;
}

/* One reference token with ~1 and ~0 resolved (RFC 6901). False for one that is longer than MAX_KEY. */
static bool decode_token(struct str token, char *out, size_t *len)
{
    *len = 0;
    for (size_t at = 0; at < token.len;) {
        char c = next_byte(token, &at);
        if (c == '~' && at < token.len)
            c = next_byte(token, &at) == '1' ? '/' : '~';
        if (*len == MAX_KEY)
            return false;
        out[(*len)++] = c;
    }
    return true;
}

static const struct node *follow_pointer(struct lookup *lookup, const struct node *node, struct str pointer)
{
    while (node && pointer.len) {
        pointer = str_slice(pointer, 1, pointer.len);
        size_t end = str_index(pointer, '/'), len;
        char token[MAX_KEY];
        if (!decode_token(str_slice(pointer, 0, end), token, &len))
            return NULL;
        struct str key = {token, len};
        const struct node *target = node_resolve(node);
        node = node_is_mapping(target) ? child_named(lookup, target, key) : child_at(target, key);
        pointer = str_slice(pointer, end, pointer.len);
    }
    return node;
}

static void set_target(struct lookup *lookup, struct field *field, const struct node *node)
{
    if (!node)
        return;
    const struct node *target = node_resolve(node);
    field->referenced = map_get(&lookup->fields, (struct str){(const char *)&target, sizeof target});
    field->reference_state = REFERENCE_RESOLVED;
}

static void resolve(struct lookup *lookup, struct field *field, const struct node *schema, const struct node *root)
{
    struct str text = field->reference.value;
    field->reference_state = REFERENCE_UNRESOLVED;
    const struct field *named = map_get(&lookup->names, text);
    if (named) {
        field->reference_state = REFERENCE_RESOLVED;
        field->referenced = named;
    } else if (str_is(text, "#")) {
        set_target(lookup, field, schema);
    } else if (str_starts(text, "#/")) {
        struct str pointer = str_slice(text, 1, text.len);
        const struct node *node = follow_pointer(lookup, schema, pointer);
        set_target(lookup, field, node ? node : follow_pointer(lookup, root, pointer));
    } else if (!str_starts(text, "#")) {
        field->reference_state = REFERENCE_EXTERNAL;
    }
}

static void remember(struct lookup *lookup, struct field *field)
{
    const struct node *target = node_resolve(field->at.node);
    if (target)
        map_put_new(&lookup->fields, node_id(lookup->arena, target), field);
    const struct keyword_use *anchor = field_keyword(field, KEYWORD_ANCHOR);
    if (!anchor)
        anchor = field_keyword(field, KEYWORD_DYNAMIC_ANCHOR);
    if (anchor && node_is_scalar(anchor->value)) {
        struct str name = node_text(anchor->value);
        char *fragment = arena_alloc_bytes(lookup->arena, name.len + 1);
        fragment[0] = '#';
        if (name.len)
            memcpy(fragment + 1, name.at, name.len);
        map_put_new(&lookup->names, (struct str){fragment, name.len + 1}, field);
    }
    const struct keyword_use *id = field_keyword(field, KEYWORD_DOLLAR_ID);
    if (id && node_is_scalar(id->value) && node_text(id->value).len)
        map_put_new(&lookup->names, node_text(id->value), field);
}

void references_resolve(struct arena *arena, struct dataset *dataset, const struct node *schema,
                        const struct node *root)
{
    bool has_reference = false;
    for (struct field_entry *entry = dataset->fields.first; entry; entry = entry->at.next)
        has_reference = has_reference || text_has_value(entry->field->reference);
    if (!has_reference)
        return;
    struct lookup lookup = {.arena = arena};
    map_init(&lookup.children, arena);
    map_init(&lookup.indexed, arena);
    map_init(&lookup.fields, arena);
    map_init(&lookup.names, arena);
    for (struct field_entry *entry = dataset->fields.first; entry; entry = entry->at.next)
        remember(&lookup, entry->field);
    for (struct field_entry *entry = dataset->fields.first; entry; entry = entry->at.next)
        if (text_has_value(entry->field->reference))
            resolve(&lookup, entry->field, schema, root);
}

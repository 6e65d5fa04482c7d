#include "contract/reference.h"

#include "yaml/follow.h"

struct lookup {
    struct arena *arena;
    struct follower follower;
    struct map fields; /* node to field */
    struct map names;  /* $anchor and $id to field */
};

static void set_target(struct lookup *lookup, struct field *field, const struct node *node)
{
    if (!node)
        return;
    const struct node *target = node_resolve(node);
    field->referenced = map_get_object(&lookup->fields, target);
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
        const struct node *node = node_follow(&lookup->follower, schema, pointer);
        set_target(lookup, field, node ? node : node_follow(&lookup->follower, root, pointer));
    } else if (!str_starts(text, "#")) {
        field->reference_state = REFERENCE_EXTERNAL;
    }
}

static void remember(struct lookup *lookup, struct field *field)
{
    const struct node *target = node_resolve(field->at.node);
    if (target)
        map_put_new_object(&lookup->fields, target, field);
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
    struct arena scratch;
    arena_init(&scratch, arena->on_out_of_memory);
    struct lookup lookup = {.arena = &scratch};
    follower_init(&lookup.follower, &scratch);
    map_init(&lookup.fields, &scratch);
    map_init(&lookup.names, &scratch);
    for (struct field_entry *entry = dataset->fields.first; entry; entry = entry->at.next)
        remember(&lookup, entry->field);
    for (struct field_entry *entry = dataset->fields.first; entry; entry = entry->at.next)
        if (text_has_value(entry->field->reference))
            resolve(&lookup, entry->field, schema, root);
    arena_free(&scratch);
}

#include "change/change_shape.h"

#include <stddef.h>

static bool has_part(const struct shape *shape, const struct field *field)
{
    for (size_t i = 0; i < shape->count; i++)
        if (shape->parts[i].field == field)
            return true;
    return false;
}

/* A reference is passed like an alias: paths go through the place of use. */
static const struct use *through_reference(struct arena *arena, const struct field *from, const struct field *to,
                                           const struct use *outer)
{
    struct use *use = arena_new(arena, struct use);
    *use = (struct use){node_resolve(to->at.node), from->at.node, outer};
    return use;
}

static bool is_in_all_of(const struct field *field)
{
    const struct node *list = field->at.node ? field->at.node->parent : NULL;
    return list && str_is(node_key(list), "allOf");
}

static void grow(struct arena *arena, struct shape *shape)
{
    size_t capacity = shape->capacity ? shape->capacity * 2 : 1;
    struct shape_part *parts = arena_alloc_array(arena, capacity, sizeof *parts);
    if (shape->count)
        memcpy(parts, shape->parts, shape->count * sizeof *parts);
    shape->parts = parts;
    shape->capacity = capacity;
}

static void add_part(struct arena *arena, struct shape *shape, const struct field *field, const struct use *use,
                     const bool *is_left_out)
{
    if (has_part(shape, field))
        return;
    if (shape->count == SHAPE_PARTS_MAX) {
        shape->is_full = true;
        return;
    }
    if (shape->count == shape->capacity)
        grow(arena, shape);
    shape->parts[shape->count++] = (struct shape_part){field, use ? use : field->at.use, false};
    if (field->referenced)
        add_part(arena, shape, field->referenced, through_reference(arena, field, field->referenced, use), NULL);
    size_t index = 0;
    for (const struct field_entry *entry = field->extra->branches.first; entry; entry = entry->at.next) {
        if (!is_in_all_of(entry->field))
            continue;
        if (!is_left_out || !is_left_out[index])
            add_part(arena, shape, entry->field, use, NULL);
        index++;
    }
}

static void add_root(struct arena *arena, struct shape *shape, const struct field *field, const struct use *use,
                     const bool *is_left_out)
{
    size_t index = shape->count;
    add_part(arena, shape, field, use, is_left_out);
    if (shape->count > index)
        shape->parts[index].is_root = true;
}

struct shape shape_without(struct arena *arena, const struct field *field, const struct use *use,
                           const bool *is_left_out)
{
    struct shape shape = {.count = 0};
    if (field)
        add_root(arena, &shape, field, use, is_left_out);
    return shape;
}

struct shape shape_of(struct arena *arena, const struct field *field, const struct use *use)
{
    return shape_without(arena, field, use, NULL);
}

struct shape shape_inner(struct arena *arena, const struct shape *shape, const char *keyword)
{
    struct shape inner = {.count = 0};
    for (size_t i = 0; i < shape->count; i++)
        for (const struct field *at = shape->parts[i].field->fields.first; at; at = at->at.next) {
            bool is_value = at->role != FIELD_PROPERTY && at->role != FIELD_BRANCH && at->role != FIELD_DEFINITION;
            if (is_value && at->at.node && str_is(node_key(at->at.node), keyword) && !at->is_boolean) {
                add_root(arena, &inner, at, shape->parts[i].use, NULL);
                break;
            }
        }
    return inner;
}

/* Unions with null. */

bool shape_is_null(const struct node *schema)
{
    return node_is_mapping(schema) && node_resolve(schema)->count == 1 &&
           str_is(node_text(node_find(schema, "type")), "null");
}

static bool is_union(const struct field *field)
{
    return field_keyword(field, KEYWORD_ANY_OF) || field_keyword(field, KEYWORD_ONE_OF);
}

/* The one branch that is not null in a union that says all about the value; NULL when there is no such union. */
static const struct field *beside_null(const struct field *field)
{
    const struct keyword_use *any = field_keyword(field, KEYWORD_ANY_OF), *one = field_keyword(field, KEYWORD_ONE_OF);
    const struct field *other = NULL;
    size_t nulls = 0, others = 0;
    if (!any == !one || text_is_present(field->type) || field->enumeration || field->extra->constant)
        return NULL;
    const struct node *list = node_resolve((any ? any : one)->value);
    for (const struct field_entry *entry = field->extra->branches.first; entry; entry = entry->at.next) {
        if (entry->field->at.node->parent != list)
            continue;
        bool is_null = shape_is_null(entry->field->at.node);
        nulls += is_null;
        others += !is_null;
        other = is_null ? other : entry->field;
    }
    return nulls && others == 1 && !other->is_boolean ? other : NULL;
}

static bool can_unwrap(const struct shape *shape)
{
    for (size_t i = 0; i < shape->count; i++)
        if (is_union(shape->parts[i].field) && !beside_null(shape->parts[i].field))
            return false;
    return true;
}

static void unwrap(struct arena *arena, struct shape *shape)
{
    size_t own = shape->count;
    for (size_t i = 0; i < own; i++) {
        const struct field *branch = beside_null(shape->parts[i].field);
        if (!branch)
            continue;
        shape->is_unwrapped = true;
        size_t first = shape->count;
        add_part(arena, shape, branch, shape->parts[i].use, NULL);
        for (size_t k = first; k < shape->count; k++)
            shape->parts[k].is_beside_null = true;
    }
}

void shapes_unwrap(struct arena *arena, struct shape *old, struct shape *new)
{
    if (!can_unwrap(old) || !can_unwrap(new))
        return;
    unwrap(arena, old);
    unwrap(arena, new);
}

/* Properties. */

enum { FEW = 8 };

struct collector {
    struct arena *arena;
    struct shape_property *first, **end;
    size_t count;
    struct map by_name; /* of many */
};

static struct shape_property *find(const struct collector *c, struct str name)
{
    if (c->count > FEW)
        return map_get(&c->by_name, name);
    struct shape_property *property = c->first;
    while (property && !str_equal(property->name, name))
        property = property->next;
    return property;
}

static void remember_all(struct collector *c)
{
    map_init(&c->by_name, c->arena);
    for (struct shape_property *property = c->first; property; property = property->next)
        map_put_new(&c->by_name, property->name, property);
}

/* Whether its key must be there: a list of names says so, or a column itself. */
static bool is_required(const struct field *field)
{
    return field->required_by || str_is_caseless(field->required.value, "true");
}

static void add_property(struct collector *c, struct str name, const struct field *field, const struct use *use)
{
    struct shape_property *property = find(c, name);
    if (!property) {
        property = arena_new(c->arena, struct shape_property);
        *property = (struct shape_property){.name = name, .index = c->count++};
        *c->end = property;
        c->end = &property->next;
        if (c->count == FEW + 1)
            remember_all(c);
        else if (c->count > FEW)
            map_put_new(&c->by_name, name, property);
    }
    add_root(c->arena, &property->shape, field, use, NULL);
    property->is_required = property->is_required || is_required(field);
}

/* What one part requires and another declares. */
static void mark_required(struct collector *c, const struct node *list)
{
    for (const struct node *item = node_children(list); item; item = item->next) {
        struct shape_property *property = node_is_scalar(item) ? find(c, node_text(item)) : NULL;
        if (property)
            property->is_required = true;
    }
}

struct shape_property *shape_properties(struct arena *arena, const struct shape *shape, size_t *count)
{
    struct collector c = {.arena = arena};
    c.end = &c.first;
    for (size_t i = 0; i < shape->count; i++) {
        const struct shape_part *part = &shape->parts[i];
        for (const struct field *inner = part->field->fields.first; inner; inner = inner->at.next)
            if (inner->role == FIELD_PROPERTY)
                add_property(&c, inner->name.value, inner, part->use);
    }
    for (size_t i = 0; i < shape->count && shape->count > 1; i++)
        mark_required(&c, shape->parts[i].field->required_list);
    *count = c.count;
    return c.first;
}

/* What the parts say together. */

const struct keyword_use *shape_keyword(const struct shape *shape, enum keyword_id id, const struct shape_part **part)
{
    for (size_t i = 0; i < shape->count; i++) {
        const struct keyword_use *use = field_keyword(shape->parts[i].field, id);
        if (!use || node_is_null(use->value))
            continue;
        if (part)
            *part = &shape->parts[i];
        return use;
    }
    return NULL;
}

struct text shape_text(const struct shape *shape, size_t offset)
{
    for (size_t i = 0; i < shape->count; i++) {
        struct text text;
        memcpy(&text, (const char *)shape->parts[i].field + offset, sizeof text);
        if (text_has_value(text))
            return text;
    }
    return (struct text){.node = NULL};
}

struct text shape_extra_text(const struct shape *shape, size_t offset)
{
    for (size_t i = 0; i < shape->count; i++) {
        struct text text;
        memcpy(&text, (const char *)shape->parts[i].field->extra + offset, sizeof text);
        if (text_has_value(text))
            return text;
    }
    return (struct text){.node = NULL};
}

unsigned shape_types(const struct shape *shape)
{
    unsigned types = 0;
    for (size_t i = 0; i < shape->count; i++) {
        unsigned own = shape->parts[i].field->types;
        if (own & JSON_TYPE_NUMBER)
            own |= JSON_TYPE_INTEGER;
        if (own && shape->parts[i].is_beside_null)
            own |= JSON_TYPE_NULL;
        types = types && own ? types & own : types | own;
    }
    return types & JSON_TYPE_NUMBER ? types & ~(unsigned)JSON_TYPE_INTEGER : types;
}

struct change_place shape_place(struct changes *changes, const struct shape_part *old_part, const struct node *old,
                                const struct shape_part *new_part, const struct node *new)
{
    struct change_place place = {.old = old, .new = new};
    if (new)
        place.path = places_path(changes->new.places, new, new_part ? new_part->use : NULL);
    else if (old)
        place.path = places_path(changes->old.places, old, old_part ? old_part->use : NULL);
    return place;
}

/* The part that holds a node, the first when none does. */
static const struct shape_part *part_around(const struct shape *shape, const struct node *node)
{
    for (const struct node *at = node; at; at = at->parent)
        for (size_t i = 0; i < shape->count; i++)
            if (node_resolve(shape->parts[i].field->at.node) == at)
                return &shape->parts[i];
    return &shape->parts[0];
}

struct change_place shape_place_in(struct changes *changes, const struct shape *old_shape, const struct node *old,
                                   const struct shape *new_shape, const struct node *new)
{
    return shape_place(changes, part_around(old_shape, old), old, part_around(new_shape, new), new);
}

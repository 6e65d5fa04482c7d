#include "schema/equal.h"
#include "schema/satisfy_parts.h"

static const struct schema anything = {.types = JSON_TYPE_ANY};

/* A schema that is about the same value as the one in hand. */
struct member {
    const struct schema *schema;
    bool is_certain; /* it holds wherever the one in hand does */
    struct member *next;
};

/* How much members may evaluate. */
struct extent {
    bool has_all;    /* everything */
    bool is_certain; /* everything, whatever the value */
    bool is_unsure;  /* it depends on the value */
};

/* What the members evaluate. */
struct closure {
    struct search *search;
    struct map met;
    struct member *todo, *members;
    size_t property_count, pattern_count, prefix_count;
    struct extent properties, items;
};

static void extend(struct extent *extent, bool is_certain, bool has_some, bool has_all)
{
    extent->has_all |= has_all;
    extent->is_certain |= has_all && is_certain;
    extent->is_unsure |= !is_certain && (has_some || has_all);
}

static void add_member(struct closure *closure, const struct schema *schema, bool is_certain)
{
    if (!schema)
        return;
    const uintptr_t words[] = {(uintptr_t)schema, is_certain};
    struct str key = {(const char *)words, sizeof words};
    if (map_put_new(&closure->met, str_copy(closure->search->arena, key), closure))
        return;
    struct member *member = arena_new(closure->search->arena, struct member);
    *member = (struct member){schema, is_certain, closure->todo};
    closure->todo = member;
}

static void add_members(struct closure *closure, const struct schema_list *list, bool is_certain)
{
    for (size_t i = 0; i < list->count; i++)
        add_member(closure, list->at[i], is_certain);
}

static void close_objects(struct closure *closure, const struct schema_objects *objects, bool is_certain, bool is_root)
{
    bool has_all = objects->additional || (objects->unevaluated && !is_root);
    extend(&closure->properties, is_certain, objects->property_count || objects->pattern_count, has_all);
    closure->property_count += objects->property_count;
    closure->pattern_count += objects->pattern_count;
    for (size_t i = 0; i < objects->dependency_count; i++)
        add_member(closure, objects->dependencies[i].schema, false);
}

static void close_arrays(struct closure *closure, const struct schema_arrays *arrays, bool is_certain, bool is_root)
{
    bool has_all = arrays->items || (arrays->unevaluated && !is_root);
    extend(&closure->items, is_certain, arrays->prefix.count, has_all);
    if (arrays->contains)
        extend(&closure->items, false, true, true);
    if (closure->prefix_count < arrays->prefix.count)
        closure->prefix_count = arrays->prefix.count;
}

static void close_logic(struct closure *closure, const struct schema_logic *logic, bool is_certain)
{
    add_members(closure, &logic->all_of, is_certain);
    add_members(closure, &logic->any_of, false);
    add_members(closure, &logic->one_of, false);
    add_member(closure, logic->condition, false);
    add_member(closure, logic->consequence, false);
    add_member(closure, logic->alternative, false);
}

static void close_over(struct closure *closure, const struct member *member, bool is_root)
{
    const struct schema *schema = member->schema;
    bool is_beyond =
        schema->is_bad || schema->dynamic_reference.node || (schema->reference.node && !schema->reference.target);
    if (is_beyond) {
        extend(&closure->properties, false, true, true);
        extend(&closure->items, false, true, true);
    }
    if (schema->objects)
        close_objects(closure, schema->objects, member->is_certain, is_root);
    if (schema->arrays)
        close_arrays(closure, schema->arrays, member->is_certain, is_root);
    if (schema->logic)
        close_logic(closure, schema->logic, member->is_certain);
    add_member(closure, schema->reference.target, member->is_certain);
}

static struct closure closure_of(struct search *search, const struct schema *schema)
{
    struct closure closure = {.search = search};
    map_init(&closure.met, search->arena);
    add_member(&closure, schema, true);
    while (closure.todo) {
        struct member *member = closure.todo;
        closure.todo = member->next;
        close_over(&closure, member, member->schema == schema);
        member->next = closure.members;
        closure.members = member;
    }
    return closure;
}

static const struct schema_objects *objects_of(const struct closure *closure, const struct schema *unevaluated)
{
    struct arena *arena = closure->search->arena;
    struct schema_objects *objects = arena_new(arena, struct schema_objects);
    struct schema_property *properties = arena_alloc_array(arena, closure->property_count + 1, sizeof *properties);
    struct schema_pattern_property *patterns = arena_alloc_array(arena, closure->pattern_count + 1, sizeof *patterns);
    struct map *index = arena_new(arena, struct map);
    map_init(index, arena);
    for (const struct member *member = closure->members; member; member = member->next) {
        const struct schema_objects *some = member->schema->objects;
        for (size_t i = 0; some && i < some->property_count; i++) {
            struct schema_property *property = &properties[objects->property_count];
            *property = some->properties[i];
            property->schema = &anything;
            property->is_required = false;
            if (!map_put_new(index, property->name, property))
                objects->property_count++;
        }
        for (size_t i = 0; some && i < some->pattern_count; i++) {
            patterns[objects->pattern_count] = some->patterns[i];
            patterns[objects->pattern_count++].schema = &anything;
        }
    }
    objects->properties = properties;
    objects->index = index;
    objects->patterns = patterns;
    objects->additional = unevaluated;
    return objects;
}

static const struct schema_arrays *arrays_of(const struct closure *closure, const struct schema *unevaluated)
{
    struct arena *arena = closure->search->arena;
    struct schema_arrays *arrays = arena_new(arena, struct schema_arrays);
    const struct schema **at = arena_alloc_array(arena, closure->prefix_count + 1, sizeof(const struct schema *));
    for (size_t i = 0; i < closure->prefix_count; i++)
        at[i] = &anything;
    arrays->prefix = (struct schema_list){.node = unevaluated->node, .at = at, .count = closure->prefix_count};
    arrays->items = unevaluated;
    return arrays;
}

const struct unevaluated *unevaluated_shape(struct search *search, const struct schema *schema, bool is_about_items)
{
    const uintptr_t words[] = {(uintptr_t)schema, is_about_items};
    struct str key = {(const char *)words, sizeof words};
    struct unevaluated *known = map_get(&search->shapes, key);
    if (known)
        return known;
    struct closure closure = closure_of(search, schema);
    const struct extent *extent = is_about_items ? &closure.items : &closure.properties;
    struct schema *shape = arena_new(search->arena, struct schema);
    *shape = anything;
    shape->resource = schema->resource;
    if (!extent->has_all && is_about_items)
        shape->arrays = arrays_of(&closure, schema->arrays->unevaluated);
    else if (!extent->has_all)
        shape->objects = objects_of(&closure, schema->objects->unevaluated);
    known = arena_new(search->arena, struct unevaluated);
    *known = (struct unevaluated){shape, extent->is_certain || !extent->is_unsure};
    map_put(&search->shapes, str_copy(search->arena, key), known);
    return known;
}

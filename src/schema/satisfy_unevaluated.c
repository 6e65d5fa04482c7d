/* unevaluatedProperties and unevaluatedItems as additionalProperties and items of a schema made by hand. What is
   evaluated may depend on which other schemas hold; a branch decides about these one by one, and then the shape is
   exact. */
#include "schema/equal.h"
#include "schema/satisfy_closure.h"

static const struct schema anything = {.types = JSON_TYPE_ANY};

/* What the schemas in place evaluate, where the one in hand holds. */
struct evaluation {
    struct closure closure;
    const struct schema *root;
    bool is_about_items;
};

static bool evaluates_all(const struct evaluation *all, const struct member *member)
{
    const struct schema_objects *objects = member->schema->objects;
    const struct schema_arrays *arrays = member->schema->arrays;
    bool is_root = member->schema == all->root;
    if (all->is_about_items)
        return arrays && (arrays->items || (arrays->unevaluated && !is_root));
    return objects && (objects->additional || (objects->unevaluated && !is_root));
}

/* Whether everything is evaluated, whatever the value. */
static bool has_all(const struct evaluation *all)
{
    for (const struct member *member = all->closure.members; member; member = member->next)
        if (!member->open && evaluates_all(all, member))
            return true;
    return false;
}

/* The schema of the items that it evaluates wherever they are; NULL: none. */
static const struct schema *contained_in(const struct member *member)
{
    const struct schema *schema = member->schema;
    bool counts = schema->arrays && schema->resource && schema->resource->draft >= SCHEMA_DRAFT_2020_12;
    return counts ? schema->arrays->contains : NULL;
}

/* What a shape is made of: the members that hold, or all where the others may, too. */
struct making {
    const struct evaluation *all;
    bool has_open;
    size_t property_count, pattern_count, prefix_count, contain_count;
};

static bool is_taken(const struct making *making, const struct member *member)
{
    return making->has_open || !member->open;
}

static struct making count_parts(const struct evaluation *all, bool has_open)
{
    struct making making = {.all = all, .has_open = has_open};
    for (const struct member *member = all->closure.members; member; member = member->next) {
        const struct schema_objects *objects = member->schema->objects;
        const struct schema_arrays *arrays = member->schema->arrays;
        if (!is_taken(&making, member))
            continue;
        making.property_count += objects ? objects->property_count : 0;
        making.pattern_count += objects ? objects->pattern_count : 0;
        making.contain_count += contained_in(member) != NULL;
        if (arrays && arrays->prefix.count > making.prefix_count)
            making.prefix_count = arrays->prefix.count;
    }
    return making;
}

static const struct schema_objects *make_objects(const struct making *making)
{
    struct arena *arena = making->all->closure.search->arena;
    struct schema_objects *objects = arena_new(arena, struct schema_objects);
    struct schema_property *properties = arena_alloc_array(arena, making->property_count + 1, sizeof *properties);
    struct schema_pattern_property *patterns = arena_alloc_array(arena, making->pattern_count + 1, sizeof *patterns);
    struct map *index = arena_new(arena, struct map);
    map_init(index, arena);
    for (const struct member *member = making->all->closure.members; member; member = member->next) {
        const struct schema_objects *some = is_taken(making, member) ? member->schema->objects : NULL;
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
    objects->additional = making->all->root->objects->unevaluated;
    return objects;
}

/* An item that is not evaluated by where it is: what `contains` counts, or what `unevaluatedItems` says. */
static const struct schema *make_item(const struct making *making)
{
    struct search *search = making->all->closure.search;
    const struct schema *unevaluated = making->all->root->arrays->unevaluated;
    if (!making->contain_count)
        return unevaluated;
    const struct schema **at =
        arena_alloc_array(search->arena, making->contain_count + 1, sizeof(const struct schema *));
    struct schema_logic *logic = arena_new(search->arena, struct schema_logic);
    at[logic->any_of.count++] = unevaluated;
    for (const struct member *member = making->all->closure.members; member; member = member->next)
        if (is_taken(making, member) && contained_in(member))
            at[logic->any_of.count++] = contained_in(member);
    logic->any_of.node = unevaluated->node;
    logic->any_of.at = at;
    struct schema *schema = constant_make(search);
    schema->resource = making->all->root->resource;
    schema->logic = logic;
    return schema;
}

static const struct schema_arrays *make_arrays(const struct making *making)
{
    struct arena *arena = making->all->closure.search->arena;
    struct schema_arrays *arrays = arena_new(arena, struct schema_arrays);
    const struct schema **at = arena_alloc_array(arena, making->prefix_count + 1, sizeof(const struct schema *));
    for (size_t i = 0; i < making->prefix_count; i++)
        at[i] = &anything;
    const struct node *node = making->all->root->arrays->unevaluated->node;
    arrays->prefix = (struct schema_list){.node = node, .at = at, .count = making->prefix_count};
    arrays->items = make_item(making);
    return arrays;
}

static int compare_words(const void *a, const void *b)
{
    uintptr_t one = *(const uintptr_t *)a, other = *(const uintptr_t *)b;
    return (one > other) - (one < other);
}

/* The same for the same members, so that goals come up again. */
static struct str key_of(const struct making *making)
{
    const struct evaluation *all = making->all;
    uintptr_t *words = arena_alloc_array(all->closure.search->arena, all->closure.count + 3, sizeof *words);
    size_t count = 3; /* more than other keys of shapes have */
    words[0] = (uintptr_t)all->root;
    words[1] = all->is_about_items;
    words[2] = making->has_open;
    for (const struct member *member = all->closure.members; member; member = member->next)
        if (is_taken(making, member))
            words[count++] = (uintptr_t)member->schema;
    qsort(words + 3, count - 3, sizeof *words, compare_words);
    return (struct str){(const char *)words, count * sizeof *words};
}

static const struct schema *make_shape(const struct evaluation *all, bool has_open)
{
    struct making making = count_parts(all, has_open);
    for (const struct member *member = all->closure.members; member; member = member->next)
        if (is_taken(&making, member) && (evaluates_all(all, member) || closure_is_beyond(&all->closure, member)))
            return &anything;
    struct str key = key_of(&making);
    struct schema *shape = map_get(&all->closure.search->shapes, key);
    if (shape)
        return shape;
    shape = constant_make(all->closure.search);
    shape->resource = all->root->resource;
    if (all->is_about_items)
        shape->arrays = make_arrays(&making);
    else
        shape->objects = make_objects(&making);
    map_put(&all->closure.search->shapes, key, shape);
    return shape;
}

/* Whether a member that is open evaluates anything that the shape of those that hold does not. */
static bool matters(const struct evaluation *all, const struct member *member, const struct schema *shape)
{
    const struct schema_objects *objects = member->schema->objects;
    const struct schema_arrays *arrays = member->schema->arrays;
    if (closure_is_beyond(&all->closure, member) || evaluates_all(all, member))
        return true;
    if (all->is_about_items)
        return contained_in(member) || (arrays && arrays->prefix.count > shape->arrays->prefix.count);
    for (size_t i = 0; objects && i < objects->property_count; i++)
        if (!schema_property(shape->objects, objects->properties[i].name, 0))
            return true;
    return objects && objects->pattern_count;
}

struct unevaluated unevaluated_shape(struct search *search, const struct branch *branch, const struct schema *schema)
{
    struct evaluation all = {closure_make(search, branch, false), schema, branch->type == JSON_TYPE_ARRAY};
    closure_add(&all.closure, schema);
    struct unevaluated said = {.shape = make_shape(&all, false), .is_exact = true};
    bool is_beyond = said.shape == &anything && !has_all(&all);
    for (const struct member *member = all.closure.members; member && said.shape != &anything; member = member->next) {
        if (!member->open || !matters(&all, member, said.shape))
            continue;
        said.is_exact = false;
        said.open = search->is_scope_dynamic ? NULL : member->open;
    }
    if (!said.is_exact)
        said.shape = make_shape(&all, true);
    said.is_exact = said.is_exact && !is_beyond;
    return said;
}

struct reason unevaluated_reason(const struct branch *branch, const struct schema *schema)
{
    if (branch->type == JSON_TYPE_ARRAY)
        return (struct reason){schema->arrays->unevaluated->node, "unevaluatedItems"};
    return (struct reason){schema->objects->unevaluated->node, "unevaluatedProperties"};
}

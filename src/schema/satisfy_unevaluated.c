/* unevaluatedProperties and unevaluatedItems as additionalProperties and items of a schema made by hand. What is
   evaluated may depend on which other schemas hold; a branch decides about these one by one, and then the shape is
   exact. */
#include "schema/equal.h"
#include "schema/satisfy_parts.h"

enum { DECISIONS_PER_STEP = 8 };

static const struct schema anything = {.types = JSON_TYPE_ANY};

/* A schema that is about the same value as the one in hand. */
struct member {
    const struct schema *schema;
    const struct schema *open; /* the schema on which it hangs, of which the branch says nothing; NULL: it holds */
    struct member *next;
};

/* What the schemas in place evaluate, where the one in hand holds. */
struct closure {
    struct search *search;
    const struct branch *branch;
    const struct schema *root;
    bool is_about_items;
    struct map met;
    struct member *todo, *members;
    size_t count;
};

enum decision { DECISION_OPEN, DECISION_HOLDS, DECISION_REFUSED };

/* Whether the branch says that a schema holds, or that it does not. */
static enum decision decision_of(const struct closure *closure, const struct schema *schema)
{
    size_t seen = 0;
    schema = schema_target(schema);
    if (schema->is_false || schema_is_true(schema))
        return schema->is_false ? DECISION_REFUSED : DECISION_HOLDS;
    for (const struct literals *done = closure->branch->done; done; done = done->next) {
        if (++seen % DECISIONS_PER_STEP == 0 && !search_spend(closure->search, 1))
            return DECISION_OPEN;
        if (done->literal.schema == schema)
            return done->literal.is_negative ? DECISION_REFUSED : DECISION_HOLDS;
    }
    return DECISION_OPEN;
}

static void add_member(struct closure *closure, const struct schema *schema, const struct schema *open)
{
    if (!schema)
        return;
    const uintptr_t words[] = {(uintptr_t)schema, open != NULL};
    struct str key = {(const char *)words, sizeof words};
    if (map_get(&closure->met, key))
        return;
    struct member *member = arena_new(closure->search->arena, struct member);
    *member = (struct member){schema, open, closure->todo};
    map_put(&closure->met, str_copy(closure->search->arena, key), member);
    closure->todo = member;
}

/* Adds a member that holds if the branch says so, and what else holds then. */
static enum decision add_undecided(struct closure *closure, const struct schema *schema, const struct schema *then,
                                   const struct schema *open)
{
    enum decision decision = open ? DECISION_OPEN : decision_of(closure, schema);
    if (decision == DECISION_REFUSED)
        return decision;
    open = open || decision == DECISION_HOLDS ? open : schema;
    add_member(closure, schema, open);
    add_member(closure, then, open);
    return decision;
}

/* Where one branch of oneOf holds, the others do not. */
static void add_one_of(struct closure *closure, const struct schema_list *list, const struct schema *open)
{
    for (size_t i = 0; i < list->count && !open; i++)
        if (decision_of(closure, list->at[i]) == DECISION_HOLDS) {
            add_member(closure, list->at[i], NULL);
            return;
        }
    for (size_t i = 0; i < list->count; i++)
        add_undecided(closure, list->at[i], NULL, open);
}

static void close_logic(struct closure *closure, const struct schema_logic *logic, const struct schema *open)
{
    for (size_t i = 0; i < logic->all_of.count; i++)
        add_member(closure, logic->all_of.at[i], open);
    for (size_t i = 0; i < logic->any_of.count; i++)
        add_undecided(closure, logic->any_of.at[i], NULL, open);
    add_one_of(closure, &logic->one_of, open);
    if (!logic->condition)
        return;
    enum decision decision = add_undecided(closure, logic->condition, logic->consequence, open);
    if (decision != DECISION_HOLDS)
        add_member(closure, logic->alternative, decision == DECISION_REFUSED || open ? open : logic->condition);
}

/* The schema that a property must be there. */
static const struct schema *presence_of(struct search *search, const struct schema_dependency *dependency)
{
    struct str key = {(const char *)&dependency, sizeof dependency};
    struct schema *schema = map_get(&search->shapes, key);
    if (schema)
        return schema;
    struct schema_objects *objects = arena_new(search->arena, struct schema_objects);
    const struct node **at = arena_new(search->arena, const struct node *);
    *at = dependency->node->key;
    objects->required = (struct schema_names){dependency->node->key, at, 1};
    schema = constant_make(search);
    schema->objects = objects;
    map_put(&search->shapes, str_copy(search->arena, key), schema);
    return schema;
}

static void close_over(struct closure *closure, const struct member *member)
{
    const struct schema *schema = member->schema;
    const struct schema_objects *objects = schema->objects;
    for (size_t i = 0; objects && i < objects->dependency_count; i++)
        if (objects->dependencies[i].schema)
            add_undecided(closure, presence_of(closure->search, &objects->dependencies[i]),
                          objects->dependencies[i].schema, member->open);
    if (schema->logic)
        close_logic(closure, schema->logic, member->open);
    add_member(closure, schema->reference.target, member->open);
}

static struct closure closure_of(struct search *search, const struct branch *branch, const struct schema *schema)
{
    struct closure closure = {.search = search, .branch = branch, .root = schema};
    closure.is_about_items = branch->type == JSON_TYPE_ARRAY;
    map_init(&closure.met, search->arena);
    add_member(&closure, schema, NULL);
    while (closure.todo) {
        struct member *member = closure.todo;
        closure.todo = member->next;
        close_over(&closure, member);
        member->next = closure.members;
        closure.members = member;
        closure.count++;
    }
    search_spend(search, closure.count);
    return closure;
}

/* Whether it evaluates what it is beyond us to say. */
static bool is_beyond(const struct member *member)
{
    const struct schema *schema = member->schema;
    return schema->is_bad || schema->dynamic_reference.node || (schema->reference.node && !schema->reference.target);
}

static bool evaluates_all(const struct closure *closure, const struct member *member)
{
    const struct schema_objects *objects = member->schema->objects;
    const struct schema_arrays *arrays = member->schema->arrays;
    bool is_root = member->schema == closure->root;
    if (closure->is_about_items)
        return arrays && (arrays->items || (arrays->unevaluated && !is_root));
    return objects && (objects->additional || (objects->unevaluated && !is_root));
}

/* Whether everything is evaluated, whatever the value. */
static bool has_all(const struct closure *closure)
{
    for (const struct member *member = closure->members; member; member = member->next)
        if (!member->open && evaluates_all(closure, member))
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
    const struct closure *closure;
    bool has_open;
    size_t property_count, pattern_count, prefix_count, contain_count;
};

static bool is_taken(const struct making *making, const struct member *member)
{
    return making->has_open || !member->open;
}

static struct making count_parts(const struct closure *closure, bool has_open)
{
    struct making making = {.closure = closure, .has_open = has_open};
    for (const struct member *member = closure->members; member; member = member->next) {
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
    struct arena *arena = making->closure->search->arena;
    struct schema_objects *objects = arena_new(arena, struct schema_objects);
    struct schema_property *properties = arena_alloc_array(arena, making->property_count + 1, sizeof *properties);
    struct schema_pattern_property *patterns = arena_alloc_array(arena, making->pattern_count + 1, sizeof *patterns);
    struct map *index = arena_new(arena, struct map);
    map_init(index, arena);
    for (const struct member *member = making->closure->members; member; member = member->next) {
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
    objects->additional = making->closure->root->objects->unevaluated;
    return objects;
}

/* An item that is not evaluated by where it is: what `contains` counts, or what `unevaluatedItems` says. */
static const struct schema *make_item(const struct making *making)
{
    struct search *search = making->closure->search;
    const struct schema *unevaluated = making->closure->root->arrays->unevaluated;
    if (!making->contain_count)
        return unevaluated;
    const struct schema **at =
        arena_alloc_array(search->arena, making->contain_count + 1, sizeof(const struct schema *));
    struct schema_logic *logic = arena_new(search->arena, struct schema_logic);
    at[logic->any_of.count++] = unevaluated;
    for (const struct member *member = making->closure->members; member; member = member->next)
        if (is_taken(making, member) && contained_in(member))
            at[logic->any_of.count++] = contained_in(member);
    logic->any_of.node = unevaluated->node;
    logic->any_of.at = at;
    struct schema *schema = constant_make(search);
    schema->resource = making->closure->root->resource;
    schema->logic = logic;
    return schema;
}

static const struct schema_arrays *make_arrays(const struct making *making)
{
    struct arena *arena = making->closure->search->arena;
    struct schema_arrays *arrays = arena_new(arena, struct schema_arrays);
    const struct schema **at = arena_alloc_array(arena, making->prefix_count + 1, sizeof(const struct schema *));
    for (size_t i = 0; i < making->prefix_count; i++)
        at[i] = &anything;
    const struct node *node = making->closure->root->arrays->unevaluated->node;
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
    const struct closure *closure = making->closure;
    uintptr_t *words = arena_alloc_array(closure->search->arena, closure->count + 3, sizeof *words);
    size_t count = 3; /* more than other keys of shapes have */
    words[0] = (uintptr_t)closure->root;
    words[1] = closure->is_about_items;
    words[2] = making->has_open;
    for (const struct member *member = closure->members; member; member = member->next)
        if (is_taken(making, member))
            words[count++] = (uintptr_t)member->schema;
    qsort(words + 3, count - 3, sizeof *words, compare_words);
    return (struct str){(const char *)words, count * sizeof *words};
}

static const struct schema *make_shape(const struct closure *closure, bool has_open)
{
    struct making making = count_parts(closure, has_open);
    for (const struct member *member = closure->members; member; member = member->next)
        if (is_taken(&making, member) && (evaluates_all(closure, member) || is_beyond(member)))
            return &anything;
    struct str key = key_of(&making);
    struct schema *shape = map_get(&closure->search->shapes, key);
    if (shape)
        return shape;
    shape = constant_make(closure->search);
    shape->resource = closure->root->resource;
    if (closure->is_about_items)
        shape->arrays = make_arrays(&making);
    else
        shape->objects = make_objects(&making);
    map_put(&closure->search->shapes, key, shape);
    return shape;
}

/* Whether a member that is open evaluates anything that the shape of those that hold does not. */
static bool matters(const struct closure *closure, const struct member *member, const struct schema *shape)
{
    const struct schema_objects *objects = member->schema->objects;
    const struct schema_arrays *arrays = member->schema->arrays;
    if (is_beyond(member) || evaluates_all(closure, member))
        return true;
    if (closure->is_about_items)
        return contained_in(member) || (arrays && arrays->prefix.count > shape->arrays->prefix.count);
    for (size_t i = 0; objects && i < objects->property_count; i++)
        if (!schema_property(shape->objects, objects->properties[i].name, 0))
            return true;
    return objects && objects->pattern_count;
}

struct unevaluated unevaluated_shape(struct search *search, const struct branch *branch, const struct schema *schema)
{
    struct closure closure = closure_of(search, branch, schema);
    struct unevaluated said = {.shape = make_shape(&closure, false), .is_exact = true};
    bool is_beyond_all = said.shape == &anything && !has_all(&closure);
    for (const struct member *member = closure.members; member && said.shape != &anything; member = member->next) {
        if (!member->open || !matters(&closure, member, said.shape))
            continue;
        said.is_exact = false;
        said.open = search->is_scope_dynamic ? NULL : member->open;
    }
    if (!said.is_exact)
        said.shape = make_shape(&closure, true);
    said.is_exact = said.is_exact && !is_beyond_all;
    return said;
}

struct reason unevaluated_reason(const struct branch *branch, const struct schema *schema)
{
    if (branch->type == JSON_TYPE_ARRAY)
        return (struct reason){schema->arrays->unevaluated->node, "unevaluatedItems"};
    return (struct reason){schema->objects->unevaluated->node, "unevaluatedProperties"};
}

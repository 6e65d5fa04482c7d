#include "schema/compiler.h"

void schema_add_problem(struct schema_set *set, enum schema_problem_kind kind, const struct node *node)
{
    struct schema_problem *problem = arena_new(set->arena, struct schema_problem);
    *problem = (struct schema_problem){kind, node, NULL};
    *set->problem_end = problem;
    set->problem_end = &problem->next;
}

struct schema *schema_at(struct schema_set *set, const struct node *node, const struct schema_resource *resource)
{
    const struct node *target = node_resolve(node) ? node_resolve(node) : node;
    struct schema *known = map_get_object(&set->schemas, target);
    if (known)
        return known;
    struct schema *schema = arena_new(set->arena, struct schema);
    schema->node = target;
    schema->types = JSON_TYPE_ANY;
    schema->resource = schema_resource_at(set, target, resource);
    map_put_object(&set->schemas, target, schema);
    struct schema_task *task = arena_new(set->arena, struct schema_task);
    *task = (struct schema_task){schema, set->tasks};
    set->tasks = task;
    return schema;
}

const struct schema *schema_compile(struct schema_set *set, const struct node *node)
{
    const struct schema_resource *resource = schema_resource_of(set, node);
    if (!resource) /* it stands elsewhere and is taken in by an alias */
        resource = schema_resource_of(set, set->documents->root);
    const struct schema *schema = schema_at(set, node, resource);
    while (set->tasks) {
        struct schema *next = set->tasks->schema;
        set->tasks = set->tasks->next;
        schema_read(set, next);
    }
    for (; set->choices; set->choices = set->choices->next)
        schema_find_shortcuts(set, set->choices->schema);
    return schema;
}

struct schema_set *schema_set_make(struct arena *arena, enum schema_draft draft)
{
    struct schema_set *set = arena_new(arena, struct schema_set);
    set->arena = arena;
    set->draft = draft;
    set->problem_end = &set->problems;
    map_init(&set->resources, arena);
    map_init(&set->roots, arena);
    map_init(&set->schemas, arena);
    follower_init(&set->follower, arena);
    return set;
}

void schema_set_read_nullable(struct schema_set *set)
{
    set->reads_nullable = true;
}

const struct schema_problem *schema_set_problems(const struct schema_set *set)
{
    return set->problems;
}

size_t schema_set_patterns(const struct schema_set *set)
{
    return set->pattern_count;
}

uint32_t schema_set_number_pattern(struct schema_set *set)
{
    return set->pattern_count++;
}

const struct schema_property *schema_property(const struct schema_objects *objects, struct str name, size_t hint)
{
    enum { NEAR = 4 }; /* of the properties in between, some may be absent */
    for (size_t i = hint; i < hint + NEAR && i < objects->property_count; i++)
        if (str_equal(objects->properties[i].name, name))
            return &objects->properties[i];
    if (objects->index)
        return map_get(objects->index, name);
    for (size_t i = 0; i < objects->property_count; i++)
        if (str_equal(objects->properties[i].name, name))
            return &objects->properties[i];
    return NULL;
}

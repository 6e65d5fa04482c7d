#include "schema/equal.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/pattern_ast.h"
#include "yaml/equal.h"

struct pair {
    const struct schema *a, *b;
    struct pair *next;
};

struct comparison {
    struct arena *arena;
    struct map met;
    struct pair *todo;
    bool is_different;
};

static void compare(struct comparison *comparison, const struct schema *a, const struct schema *b)
{
    if (a && b) {
        struct pair *pair = arena_new(comparison->arena, struct pair);
        *pair = (struct pair){schema_target(a), schema_target(b), comparison->todo};
        if (pair->a != pair->b)
            comparison->todo = pair;
    } else if (a || b) {
        comparison->is_different = true;
    }
}

static void demand(struct comparison *comparison, bool is_alike)
{
    if (!is_alike)
        comparison->is_different = true;
}

static void compare_lists(struct comparison *comparison, const struct schema_list *a, const struct schema_list *b)
{
    demand(comparison, a->count == b->count && !a->node == !b->node);
    for (size_t i = 0; i < a->count && !comparison->is_different; i++)
        compare(comparison, a->at[i], b->at[i]);
}

static void compare_values(struct comparison *comparison, const struct schema_values *a, const struct schema_values *b)
{
    demand(comparison, !a == !b);
    if (!a || !b)
        return;
    demand(comparison, a->count == b->count);
    for (size_t i = 0; i < a->count && !comparison->is_different; i++)
        demand(comparison, node_equal(a->at[i], b->at[i]));
}

static bool is_same_bound(const struct schema_bound *a, const struct schema_bound *b)
{
    return !a->node == !b->node && (!a->node || number_compare(a->value, b->value) == 0);
}

static void compare_numbers(struct comparison *comparison, const struct schema_numbers *a,
                            const struct schema_numbers *b)
{
    demand(comparison, !a == !b);
    if (a && b)
        demand(comparison, is_same_bound(&a->minimum, &b->minimum) && is_same_bound(&a->maximum, &b->maximum) &&
                               is_same_bound(&a->exclusive_minimum, &b->exclusive_minimum) &&
                               is_same_bound(&a->exclusive_maximum, &b->exclusive_maximum) &&
                               is_same_bound(&a->multiple_of, &b->multiple_of));
}

static bool is_same_count(const struct schema_count *a, const struct schema_count *b)
{
    return !a->node == !b->node && a->value == b->value;
}

static bool is_same_pattern(const struct schema_pattern *a, const struct schema_pattern *b)
{
    return !a->ast == !b->ast && (!a->ast || str_equal(a->ast->text, b->ast->text));
}

static void compare_strings(struct comparison *comparison, const struct schema_strings *a,
                            const struct schema_strings *b)
{
    demand(comparison, !a == !b);
    if (a && b)
        demand(comparison, is_same_count(&a->min_length, &b->min_length) &&
                               is_same_count(&a->max_length, &b->max_length) &&
                               is_same_pattern(&a->pattern, &b->pattern));
}

static void compare_arrays(struct comparison *comparison, const struct schema_arrays *a, const struct schema_arrays *b)
{
    demand(comparison, !a == !b);
    if (!a || !b)
        return;
    demand(comparison, is_same_count(&a->min_items, &b->min_items) && is_same_count(&a->max_items, &b->max_items) &&
                           is_same_count(&a->min_contains, &b->min_contains) &&
                           is_same_count(&a->max_contains, &b->max_contains) && !a->unique == !b->unique);
    compare_lists(comparison, &a->prefix, &b->prefix);
    compare(comparison, a->items, b->items);
    compare(comparison, a->contains, b->contains);
    compare(comparison, a->unevaluated, b->unevaluated);
}

/* Names have no order. */
static bool is_same_names(struct arena *arena, const struct schema_names *a, const struct schema_names *b)
{
    if (a->count != b->count)
        return false;
    struct map names;
    map_init(&names, arena);
    for (size_t i = 0; i < a->count; i++)
        map_put(&names, node_text(a->at[i]), arena);
    for (size_t i = 0; i < b->count; i++)
        if (!map_get(&names, node_text(b->at[i])))
            return false;
    return true;
}

static void compare_dependencies(struct comparison *comparison, const struct schema_objects *a,
                                 const struct schema_objects *b)
{
    demand(comparison, a->dependency_count == b->dependency_count);
    for (size_t i = 0; i < a->dependency_count && !comparison->is_different; i++) {
        const struct schema_dependency *one = &a->dependencies[i], *other = &b->dependencies[i];
        demand(comparison,
               str_equal(one->name, other->name) && is_same_names(comparison->arena, &one->names, &other->names));
        compare(comparison, one->schema, other->schema);
    }
}

static void compare_properties(struct comparison *comparison, const struct schema_objects *a,
                               const struct schema_objects *b)
{
    demand(comparison, a->property_count == b->property_count && a->pattern_count == b->pattern_count);
    for (size_t i = 0; i < a->property_count && !comparison->is_different; i++) {
        const struct schema_property *other = schema_property(b, a->properties[i].name, i);
        compare(comparison, a->properties[i].schema, other ? other->schema : NULL);
    }
    for (size_t i = 0; i < a->pattern_count && !comparison->is_different; i++) {
        demand(comparison, is_same_pattern(&a->patterns[i].pattern, &b->patterns[i].pattern));
        compare(comparison, a->patterns[i].schema, b->patterns[i].schema);
    }
}

static void compare_objects(struct comparison *comparison, const struct schema_objects *a,
                            const struct schema_objects *b)
{
    demand(comparison, !a == !b);
    if (!a || !b)
        return;
    demand(comparison, is_same_names(comparison->arena, &a->required, &b->required) &&
                           is_same_count(&a->min_properties, &b->min_properties) &&
                           is_same_count(&a->max_properties, &b->max_properties));
    compare_properties(comparison, a, b);
    compare_dependencies(comparison, a, b);
    compare(comparison, a->additional, b->additional);
    compare(comparison, a->names, b->names);
    compare(comparison, a->unevaluated, b->unevaluated);
}

static void compare_logic(struct comparison *comparison, const struct schema_logic *a, const struct schema_logic *b)
{
    demand(comparison, !a == !b);
    if (!a || !b)
        return;
    compare_lists(comparison, &a->all_of, &b->all_of);
    compare_lists(comparison, &a->any_of, &b->any_of);
    compare_lists(comparison, &a->one_of, &b->one_of);
    compare(comparison, a->negated, b->negated);
    compare(comparison, a->condition, b->condition);
    compare(comparison, a->consequence, b->consequence);
    compare(comparison, a->alternative, b->alternative);
}

/* What a dynamic reference means depends on the documents around it, so these must be equal as a whole. */
static void compare_references(struct comparison *comparison, const struct schema *a, const struct schema *b)
{
    const struct schema_reference *one = &a->reference, *other = &b->reference;
    demand(comparison, !one->node == !other->node);
    compare(comparison, one->target, other->target);
    if (one->node && other->node && !one->target && !other->target)
        demand(comparison, node_equal(one->node, other->node));
    one = &a->dynamic_reference, other = &b->dynamic_reference;
    demand(comparison, !one->node == !other->node && str_equal(one->anchor, other->anchor));
    compare(comparison, one->target, other->target);
    if (one->node && other->node)
        demand(comparison, node_equal(one->node, other->node) && node_equal(a->resource->root, b->resource->root));
}

static void compare_one(struct comparison *comparison, const struct schema *a, const struct schema *b)
{
    bool asserts_alike =
        !a->resource == !b->resource && (!a->resource || a->resource->asserts_format == b->resource->asserts_format);
    bool is_same_bad = a->is_bad && b->is_bad && node_equal(a->node, b->node);
    demand(comparison, a->is_false == b->is_false && a->is_bad == b->is_bad && (!a->is_bad || is_same_bad) &&
                           a->types == b->types && a->format == b->format && (!a->format || asserts_alike));
    if (comparison->is_different)
        return;
    compare_numbers(comparison, a->numbers, b->numbers);
    compare_strings(comparison, a->strings, b->strings);
    compare_arrays(comparison, a->arrays, b->arrays);
    compare_objects(comparison, a->objects, b->objects);
    compare_logic(comparison, a->logic, b->logic);
    compare_references(comparison, a, b);
    compare_values(comparison, a->enumeration, b->enumeration);
    compare_values(comparison, a->constant, b->constant);
}

/* Whether the pair is met for the first time. A pair met again is taken as equal: were it not, its first meeting would
   find out. */
static bool meet(struct comparison *comparison, const struct pair *pair)
{
    struct str key = str_copy(comparison->arena, (struct str){(const char *)pair, 2 * sizeof pair->a});
    return !map_put_new(&comparison->met, key, comparison->arena);
}

bool schema_equal(struct arena *arena, const struct schema *a, const struct schema *b, uint64_t *steps)
{
    struct comparison comparison = {.arena = arena};
    map_init(&comparison.met, arena);
    compare(&comparison, a, b);
    while (comparison.todo && !comparison.is_different) {
        const struct pair *pair = comparison.todo;
        comparison.todo = pair->next;
        if (!meet(&comparison, pair))
            continue;
        if (*steps == 0)
            return false;
        (*steps)--;
        compare_one(&comparison, pair->a, pair->b);
    }
    return !comparison.is_different;
}

bool schema_is_true(const struct schema *schema)
{
    return !schema->is_false && !schema->is_bad && schema->types == JSON_TYPE_ANY && !schema->enumeration &&
           !schema->constant && !schema->format && !schema->numbers && !schema->strings && !schema->arrays &&
           !schema->objects && !schema->logic && !schema->reference.node && !schema->dynamic_reference.node;
}

/* A reference into another resource would put that into the dynamic scope. */
static bool is_reference_only(const struct schema *schema)
{
    return schema->reference.target && schema->reference.target->resource == schema->resource && !schema->is_false &&
           !schema->is_bad && schema->types == JSON_TYPE_ANY && !schema->enumeration && !schema->constant &&
           !schema->format && !schema->numbers && !schema->strings && !schema->arrays && !schema->objects &&
           !schema->logic && !schema->dynamic_reference.node;
}

const struct schema *schema_target(const struct schema *schema)
{
    for (int hops = 0; hops < 64 && is_reference_only(schema); hops++)
        schema = schema->reference.target;
    return schema;
}

static void visit_list(const struct schema_list *list, void (*visit)(void *data, const struct schema *part), void *data)
{
    for (size_t i = 0; i < list->count; i++)
        visit(data, list->at[i]);
}

static void visit_some(const struct schema *const *schemas, size_t count,
                       void (*visit)(void *data, const struct schema *part), void *data)
{
    for (size_t i = 0; i < count; i++)
        if (schemas[i])
            visit(data, schemas[i]);
}

void schema_each_in_place(const struct schema *schema, void (*visit)(void *data, const struct schema *part), void *data)
{
    const struct schema_objects *objects = schema->objects;
    const struct schema_logic *logic = schema->logic;
    visit_some(&schema->reference.target, 1, visit, data);
    for (size_t i = 0; objects && i < objects->dependency_count; i++)
        visit_some(&objects->dependencies[i].schema, 1, visit, data);
    if (!logic)
        return;
    const struct schema *others[] = {logic->negated, logic->condition, logic->consequence, logic->alternative};
    visit_some(others, sizeof others / sizeof *others, visit, data);
    visit_list(&logic->all_of, visit, data);
    visit_list(&logic->any_of, visit, data);
    visit_list(&logic->one_of, visit, data);
}

static void visit_arrays(const struct schema_arrays *arrays, void (*visit)(void *data, const struct schema *part),
                         void *data)
{
    const struct schema *others[] = {arrays->items, arrays->contains, arrays->unevaluated};
    visit_some(others, sizeof others / sizeof *others, visit, data);
    visit_list(&arrays->prefix, visit, data);
}

static void visit_objects(const struct schema_objects *objects, void (*visit)(void *data, const struct schema *part),
                          void *data)
{
    for (size_t i = 0; i < objects->property_count; i++)
        visit(data, objects->properties[i].schema);
    for (size_t i = 0; i < objects->pattern_count; i++)
        visit(data, objects->patterns[i].schema);
    const struct schema *others[] = {objects->additional, objects->names, objects->unevaluated};
    visit_some(others, sizeof others / sizeof *others, visit, data);
}

void schema_each_part(const struct schema *schema, void (*visit)(void *data, const struct schema *part), void *data)
{
    schema_each_in_place(schema, visit, data);
    visit_some(&schema->dynamic_reference.target, 1, visit, data);
    if (schema->arrays)
        visit_arrays(schema->arrays, visit, data);
    if (schema->objects)
        visit_objects(schema->objects, visit, data);
}

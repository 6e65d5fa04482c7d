#include "schema/circle.h"

#include "schema/compiler.h"

enum { COUNT_MAX = 1000 /* schemas of a circle that are looked through for its first reference */ };

/* Which ways the search goes: to whatever is asked of the same value, or to what every value must satisfy or hold. */
enum way { IN_PLACE, NEEDED };

enum color { WHITE, GRAY, BLACK };

/* From a schema to one that it applies. */
struct edge {
    const struct schema *to;
    const struct node *reference; /* the value of `$ref`; NULL: another keyword leads there */
    const struct node *demand;    /* what makes a part necessary; NULL: it is about the same value */
    const struct edge *next;
};

/* What the search knows of a schema. */
struct visit {
    const struct schema *schema;
    enum color color;
    const struct edge *edges; /* not yet gone */
    struct visit *from;
    const struct edge *by; /* that led here */
};

struct search {
    struct arena *arena;  /* of the circles */
    struct arena scratch; /* of one way */
    struct schema_set *set;
    enum way way;
    struct map visits; /* schema to struct visit */
    struct map told;   /* first reference to circle */
    const struct schema_circle *circles, **end;
};

static void add_edge(struct search *search, struct visit *visit, const struct schema *to, const struct node *reference,
                     const struct node *demand)
{
    if (!to)
        return;
    struct edge *edge = arena_new(&search->scratch, struct edge);
    *edge = (struct edge){to, reference, demand, visit->edges};
    visit->edges = edge;
}

static void add_list(struct search *search, struct visit *visit, const struct schema_list *list)
{
    for (size_t i = list->count; i > 0; i--)
        add_edge(search, visit, list->at[i - 1], NULL, NULL);
}

static void add_logic(struct search *search, struct visit *visit, const struct schema_logic *logic)
{
    bool is_free = search->way == IN_PLACE;
    if (is_free || logic->one_of.count == 1)
        add_list(search, visit, &logic->one_of);
    if (is_free || logic->any_of.count == 1)
        add_list(search, visit, &logic->any_of);
    add_list(search, visit, &logic->all_of);
    if (!is_free)
        return;
    add_edge(search, visit, logic->negated, NULL, NULL);
    if (!logic->condition || !(logic->consequence || logic->alternative))
        return;
    add_edge(search, visit, logic->alternative, NULL, NULL);
    add_edge(search, visit, logic->consequence, NULL, NULL);
    add_edge(search, visit, logic->condition, NULL, NULL);
}

static void add_members(struct search *search, struct visit *visit, const struct schema_objects *objects)
{
    if (search->way == IN_PLACE) {
        for (size_t i = objects->dependency_count; i > 0; i--)
            add_edge(search, visit, objects->dependencies[i - 1].schema, NULL, NULL);
        return;
    }
    if (visit->schema->types != JSON_TYPE_OBJECT)
        return;
    for (size_t i = objects->required.count; i > 0; i--) {
        const struct node *name = objects->required.at[i - 1];
        const struct schema_property *property = schema_property(objects, node_text(name), i - 1);
        add_edge(search, visit, property ? property->schema : NULL, NULL, name);
    }
    if (objects->min_properties.value > 0 && !objects->property_count && !objects->pattern_count)
        add_edge(search, visit, objects->additional, NULL, objects->min_properties.node);
}

static void add_items(struct search *search, struct visit *visit, const struct schema_arrays *arrays)
{
    const struct schema_count *least = &arrays->min_items;
    if (search->way == IN_PLACE || visit->schema->types != JSON_TYPE_ARRAY)
        return;
    if (arrays->contains && (!arrays->min_contains.node || arrays->min_contains.value > 0))
        add_edge(search, visit, arrays->contains, NULL, arrays->contains->node);
    if (least->value > arrays->prefix.count)
        add_edge(search, visit, arrays->items, NULL, least->node);
    for (size_t i = 0; i < arrays->prefix.count && i < least->value; i++)
        add_edge(search, visit, arrays->prefix.at[i], NULL, least->node);
}

/* The root of the document is the outermost of whatever a contract is read by. */
static const struct schema *dynamic_target(const struct search *search, const struct schema *schema)
{
    const struct schema_reference *reference = &schema->dynamic_reference;
    if (!schema_reference_is_dynamic(schema))
        return reference->target;
    const struct node *root = schema->resource->document->root;
    const struct schema *found = schema_dynamic_offer(schema_resource_of(search->set, root), schema);
    if (!found)
        found = schema_dynamic_offer(schema->resource, schema);
    return found ? found : reference->target;
}

static void add_edges(struct search *search, struct visit *visit)
{
    const struct schema *schema = visit->schema;
    if (schema->objects)
        add_members(search, visit, schema->objects);
    if (schema->arrays)
        add_items(search, visit, schema->arrays);
    if (schema->logic)
        add_logic(search, visit, schema->logic);
    if (schema->dynamic_reference.node)
        add_edge(search, visit, dynamic_target(search, schema), schema->dynamic_reference.node, NULL);
    if (schema->reference.node)
        add_edge(search, visit, schema->reference.target, schema->reference.node, NULL);
}

static struct visit *visit_of(struct search *search, const struct schema *schema)
{
    struct visit *visit = map_get_object(&search->visits, schema);
    if (visit)
        return visit;
    visit = arena_new(&search->scratch, struct visit);
    visit->schema = schema;
    map_put_object(&search->visits, schema, visit);
    return visit;
}

static void add_to_circle(struct schema_circle *circle, const struct edge *edge)
{
    if (edge->demand)
        circle->demand = edge->demand;
    if (!edge->reference)
        return;
    circle->count++;
    if (!circle->first || edge->reference->span.start < circle->first->span.start)
        circle->first = edge->reference;
    if (!circle->closing)
        circle->closing = edge->reference;
}

/* The circle that ends with `last`, an edge from `end` back to `begin`. */
static void tell(struct search *search, const struct visit *end, const struct edge *last, const struct visit *begin)
{
    struct schema_circle *circle = arena_new(search->arena, struct schema_circle);
    add_to_circle(circle, last);
    for (size_t i = 0; end != begin && i < COUNT_MAX; end = end->from, i++)
        add_to_circle(circle, end->by);
    bool is_told_before = search->way == NEEDED && !circle->demand;
    if (!circle->first || is_told_before || map_put_new_object(&search->told, circle->first, circle))
        return;
    *search->end = circle;
    search->end = &circle->next;
}

static void enter(struct search *search, struct visit *visit, struct visit *from, const struct edge *by)
{
    visit->color = GRAY;
    visit->from = from;
    visit->by = by;
    add_edges(search, visit);
}

static void search_from(struct search *search, const struct schema *start)
{
    struct visit *at = visit_of(search, start);
    if (at->color != WHITE)
        return;
    enter(search, at, NULL, NULL);
    while (at) {
        const struct edge *edge = at->edges;
        if (!edge) {
            at->color = BLACK;
            at = at->from;
            continue;
        }
        at->edges = edge->next;
        struct visit *next = visit_of(search, edge->to);
        if (next->color == GRAY)
            tell(search, at, edge, next);
        if (next->color != WHITE)
            continue;
        enter(search, next, at, edge);
        at = next;
    }
}

const struct schema_circle *schema_circles(struct arena *arena, struct schema_set *set,
                                           const struct schema *const *schemas, size_t count)
{
    struct search search = {.arena = arena, .set = set};
    search.end = &search.circles;
    map_init(&search.told, arena);
    arena_init(&search.scratch, arena->on_out_of_memory);
    for (enum way way = IN_PLACE; way <= NEEDED; way++) {
        search.way = way;
        map_init(&search.visits, &search.scratch);
        for (size_t i = 0; i < count; i++)
            search_from(&search, schemas[i]);
        arena_reset(&search.scratch);
    }
    arena_free(&search.scratch);
    return search.circles;
}

/* Schemas that apply themselves to the value in hand. What they accept is not defined (2020-12 core, section 9.4.1), so
   a search that has come around leaves them out. */
#include "schema/equal.h"
#include "schema/satisfy_parts.h"

/* A schema on the way: to be entered, or to be left when all that it applies in place is. */
struct step {
    const struct schema *schema;
    bool is_entered;
    struct step *next;
};

struct way {
    struct search *search;
    struct step *steps;
};

/* What is known of a schema is a node in `search->circles`: one of these, or the reference of a circle. */
static const struct node on_the_way, without_circle;

static void push(void *data, const struct schema *schema)
{
    struct way *way = data;
    struct step *step = arena_new(way->search->arena, struct step);
    *step = (struct step){schema, false, way->steps};
    way->steps = step;
}

static void enter(struct way *way, struct step *step)
{
    map_put_object(&way->search->circles, step->schema, &on_the_way);
    step->is_entered = true;
    schema_each_in_place(step->schema, push, way);
    const struct schema *target = search_target(way->search, step->schema);
    if (target)
        push(way, target);
}

/* Remembers that all schemas on the way lead into a circle; `reference` is one of it, else the last on the way is. */
static const struct node *keep(const struct way *way, const struct node *reference)
{
    const struct step *step = way->steps;
    for (; step && reference == &on_the_way; step = step->next)
        if (step->is_entered && step->schema->reference.node)
            reference = step->schema->reference.node;
        else if (step->is_entered && step->schema->dynamic_reference.node)
            reference = step->schema->dynamic_reference.node;
    for (step = way->steps; step; step = step->next)
        if (step->is_entered)
            map_put_object(&way->search->circles, step->schema, reference);
    return reference;
}

const struct node *search_circle(struct search *search, const struct schema *schema)
{
    struct way way = {.search = search};
    push(&way, schema);
    while (way.steps) {
        struct step *step = way.steps;
        const struct node *known = map_get_object(&search->circles, step->schema);
        if (!known) {
            enter(&way, step);
            continue;
        }
        if (!step->is_entered && known != &without_circle)
            return keep(&way, known);
        if (step->is_entered)
            map_put_object(&search->circles, step->schema, &without_circle);
        way.steps = step->next;
    }
    return NULL;
}

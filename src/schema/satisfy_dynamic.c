/* Where dynamic references lead. The resource in which a search begins is the outermost of every dynamic scope: what it
   offers is the target, wherever the reference is reached from. Where it offers nothing, the target is known if only
   one of the resources that can be reached offers something. */
#include "schema/compiler.h"
#include "schema/equal.h"
#include "schema/satisfy_parts.h"

struct reached {
    const struct schema *schema;
    struct reached *next;
};

struct entered {
    const struct schema_resource *resource;
    struct entered *next;
};

/* All that a search can come to from one schema. */
struct reach {
    struct search *search;
    struct map met;
    struct reached *todo, *references; /* `references`: schemas with a dynamic reference */
    struct entered *resources;
};

static void reach(void *data, const struct schema *schema)
{
    struct reach *all = data;
    struct arena *arena = all->search->arena;
    if (map_put_new_object(&all->met, schema, all))
        return;
    struct reached *reached = arena_new(arena, struct reached);
    *reached = (struct reached){schema, all->todo};
    all->todo = reached;
    if (!schema->resource || map_put_new_object(&all->met, schema->resource, all))
        return;
    struct entered *entered = arena_new(arena, struct entered);
    *entered = (struct entered){schema->resource, all->resources};
    all->resources = entered;
}

static void reach_parts(struct reach *all)
{
    while (all->todo) {
        struct reached *reached = all->todo;
        all->todo = reached->next;
        schema_each_part(reached->schema, reach, all);
        if (!reached->schema->dynamic_reference.node)
            continue;
        reached->next = all->references;
        all->references = reached;
    }
}

/* What the resources offer to a reference is reached, too. */
static void reach_offers(struct reach *all)
{
    for (const struct reached *at = all->references; at; at = at->next)
        for (const struct entered *entered = all->resources; entered; entered = entered->next) {
            bool is_asked = schema_reference_is_dynamic(at->schema) && search_spend(all->search, 1);
            const struct schema *offer = is_asked ? schema_dynamic_offer(entered->resource, at->schema) : NULL;
            if (offer)
                reach(all, offer);
        }
}

/* The target of a reference, `root` being where the search begins; NULL: not known. `*is_alone`: it is the same for who
   begins elsewhere. */
static const struct schema *target_of(struct reach *all, const struct schema *root, const struct schema *schema,
                                      bool *is_alone)
{
    const struct schema *first = NULL;
    *is_alone = true;
    if (!schema_reference_is_dynamic(schema))
        return schema->dynamic_reference.target;
    for (const struct entered *entered = all->resources; entered; entered = entered->next) {
        const struct schema *offer = schema_dynamic_offer(entered->resource, schema);
        *is_alone = *is_alone && search_spend(all->search, 1) && (!first || !offer || offer == first);
        first = offer ? offer : first;
    }
    const struct schema *outermost = root->resource ? schema_dynamic_offer(root->resource, schema) : NULL;
    return outermost ? outermost : *is_alone ? first : NULL;
}

/* Remembers a target; that of two searches is known only where it is the same. */
static void put_target(struct search *search, const struct schema *schema, const struct schema *target)
{
    const struct schema *known = map_get_object(&search->targets, schema);
    if (known && known != target)
        target = schema; /* which stands for: not known */
    map_put_object(&search->targets, schema, target ? target : schema);
}

void search_find_targets(struct search *search, const struct schema *root)
{
    struct reach all = {.search = search};
    map_init(&all.met, search->arena);
    reach(&all, root);
    while (all.todo) {
        reach_parts(&all);
        reach_offers(&all);
    }
    for (const struct reached *at = all.references; at; at = at->next) {
        bool is_alone;
        put_target(search, at->schema, target_of(&all, root, at->schema, &is_alone));
        search->is_scope_dynamic |= !is_alone;
    }
}

const struct schema *search_target(const struct search *search, const struct schema *schema)
{
    const struct schema *target = schema->dynamic_reference.node ? map_get_object(&search->targets, schema) : NULL;
    return target == schema ? NULL : target;
}

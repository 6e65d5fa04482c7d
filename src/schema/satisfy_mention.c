/* Which properties the side names whose values are looked for, under the tolerant reading: those that any schema in
   place speaks of which holds for the value. While the branch does not say whether a schema holds, it may speak of
   them; what speaks of more than those that hold do has to be decided before a value counts. */
#include "schema/equal.h"
#include "schema/satisfy_closure.h"

enum { NAMES_PER_STEP = 16 };

static bool is_scalar_list(const struct schema_values *values)
{
    for (size_t i = 0; values && i < values->count; i++)
        if (!node_is_scalar(values->at[i]))
            return false;
    return true;
}

/* Whether it speaks of no parts of a value. */
static bool is_flat(const struct schema *schema)
{
    schema = schema_target(schema);
    return !schema->objects && !schema->arrays && !schema->logic && !schema->is_bad && !schema->reference.node &&
           !schema->dynamic_reference.node && is_scalar_list(schema->enumeration) && is_scalar_list(schema->constant);
}

/* Whether a schema that holds names a property. */
static bool is_named(struct search *search, const struct branch *branch, struct str name)
{
    size_t seen = 0;
    for (const struct fact *fact = branch->facts; fact; fact = fact->next) {
        if (fact->kind != FACT_OBJECTS || !fact->is_emitted)
            continue;
        if (++seen % NAMES_PER_STEP == 0 && !search_spend(search, 1))
            return false;
        if (schema_property(fact->schema->objects, name, 0))
            return true;
    }
    return false;
}

/* Whether all that a schema speaks of schemas that hold speak of, too. */
static bool adds_nothing(struct search *search, const struct branch *branch, const struct schema *schema)
{
    const struct schema_objects *objects = schema->objects;
    if (!is_scalar_list(schema->enumeration) || !is_scalar_list(schema->constant))
        return false;
    if (branch->type == JSON_TYPE_ARRAY)
        return !schema->arrays;
    if (!objects)
        return true;
    if (objects->pattern_count || objects->additional || objects->unevaluated || objects->dependency_count)
        return false;
    for (size_t i = 0; i < objects->property_count; i++)
        if (!is_flat(objects->properties[i].schema) || !is_named(search, branch, objects->properties[i].name))
            return false;
    for (size_t i = 0; i < objects->required.count; i++)
        if (!is_named(search, branch, node_text(objects->required.at[i])))
            return false;
    return true;
}

static void add_fact(struct search *search, struct branch *branch, enum fact_kind kind, const struct schema *schema)
{
    branch_add_fact(search, branch, (struct fact){.kind = kind, .is_emitted = true, .schema = schema});
}

static void mention(struct search *search, struct branch *branch, const struct schema *schema)
{
    if (branch->type == JSON_TYPE_OBJECT ? schema->objects != NULL : schema->arrays != NULL)
        add_fact(search, branch, FACT_MENTION, schema);
}

static void mention_values(struct search *search, struct branch *branch, const struct schema_values *values)
{
    for (size_t i = 0; values && i < values->count && search_spend(search, 1); i++)
        if (json_types_of(search->arena, values->at[i]) & branch->type)
            mention(search, branch, constant_shape(search, values->at[i]));
}

const struct schema *branch_mention(struct search *search, struct branch *branch, const struct goal *goal)
{
    if (!search->options.is_tolerant || !(branch->type & (JSON_TYPE_OBJECT | JSON_TYPE_ARRAY)))
        return NULL;
    struct closure closure = closure_make(search, branch, true);
    const struct branch held = *branch;
    const struct schema *open = NULL;
    for (size_t i = 0; i < goal->count; i++)
        if (goal->literals[i].is_emitted)
            closure_add(&closure, goal->literals[i].schema);
    for (const struct member *member = closure.members; member; member = member->next) {
        if (closure_is_beyond(&closure, member))
            add_fact(search, branch, FACT_BEYOND, member->schema);
        if (closure_has(&closure, member) || adds_nothing(search, &held, member->schema))
            continue;
        open = member->open ? member->open : open;
        mention(search, branch, member->schema);
        mention_values(search, branch, member->schema->enumeration);
        mention_values(search, branch, member->schema->constant);
    }
    return open;
}

/* `{if: SCHEMA}`, which speaks of a schema without demanding it. */
static const struct schema *spoken_of(struct search *search, const struct schema *schema)
{
    const uintptr_t words[] = {(uintptr_t)schema, 0, 0}; /* longer than other keys */
    struct str key = {(const char *)words, sizeof words};
    struct schema *made = map_get(&search->shapes, key);
    if (made)
        return made;
    struct schema_logic *logic = arena_new(search->arena, struct schema_logic);
    logic->condition = schema;
    made = constant_make(search);
    made->logic = logic;
    map_put(&search->shapes, str_copy(search->arena, key), made);
    return made;
}

void goal_mention(struct goal_builder *builder, const struct schema *schema)
{
    bool has_names = schema && !schema->is_false && (schema->types & (JSON_TYPE_OBJECT | JSON_TYPE_ARRAY));
    if (has_names && !schema_is_true(schema))
        goal_add(builder, (struct literal){spoken_of(builder->search, schema), false, true});
}

/* Which properties the side names whose values are looked for, under the tolerant reading: those that any part of it
   speaks of, whether that part must hold or not. So no choice that is made adds names. But a part that a discriminator
   rules out, another constant of a property that must be there, names none. */
#include "schema/equal.h"
#include "schema/satisfy_parts.h"
#include "yaml/equal.h"

enum { CONSTANTS_MAX = 16 /* of a property that may be a discriminator */ };

struct part {
    const struct schema *schema;
    bool is_certain; /* it must hold: its keywords are facts of their own */
    struct part *next;
};

struct walk {
    struct search *search;
    struct branch *branch;
    struct map seen; /* parts by the addresses of their schemas */
    struct part *todo;
};

static void visit(struct walk *walk, const struct schema *schema, bool is_certain)
{
    if (!schema)
        return;
    struct part *part = arena_new(walk->search->arena, struct part);
    *part = (struct part){schema, is_certain, walk->todo};
    if (!map_put_new_object(&walk->seen, schema, part))
        walk->todo = part;
}

static void visit_list(struct walk *walk, const struct schema_list *list, bool is_certain)
{
    for (size_t i = 0; i < list->count; i++)
        visit(walk, list->at[i], is_certain);
}

static void visit_parts(struct walk *walk, const struct schema *schema, bool is_certain)
{
    const struct schema_logic *logic = schema->logic;
    visit(walk, schema->reference.target, is_certain);
    visit(walk, schema->dynamic_reference.target, is_certain);
    if (logic) {
        visit_list(walk, &logic->all_of, is_certain);
        visit_list(walk, &logic->any_of, false);
        visit_list(walk, &logic->one_of, false);
        visit(walk, logic->negated, false);
        visit(walk, logic->condition, false);
        visit(walk, logic->consequence, false);
        visit(walk, logic->alternative, false);
    }
    for (size_t i = 0; schema->objects && i < schema->objects->dependency_count; i++)
        visit(walk, schema->objects->dependencies[i].schema, false);
}

static void mention(struct walk *walk, const struct schema *schema)
{
    bool has_names = walk->branch->type == JSON_TYPE_OBJECT ? schema->objects != NULL : schema->arrays != NULL;
    if (has_names)
        branch_add_fact(walk->search, walk->branch,
                        (struct fact){.kind = FACT_MENTION, .is_emitted = true, .schema = schema});
}

static void mention_values(struct walk *walk, const struct schema_values *values)
{
    for (size_t i = 0; values && i < values->count && search_spend(walk->search, 1); i++)
        if (json_types_of(walk->search->arena, values->at[i]) & walk->branch->type)
            mention(walk, constant_shape(walk->search, values->at[i]));
}

void branch_mention(struct search *search, struct branch *branch, const struct goal *goal)
{
    if (!search->options.is_tolerant || !(branch->type & (JSON_TYPE_OBJECT | JSON_TYPE_ARRAY)))
        return;
    struct walk walk = {.search = search, .branch = branch};
    map_init(&walk.seen, search->arena);
    for (size_t i = 0; i < goal->count; i++)
        if (goal->literals[i].is_emitted)
            visit(&walk, goal->literals[i].schema, !goal->literals[i].is_negative);
    while (walk.todo && search_spend(search, 1)) {
        const struct part *part = walk.todo;
        walk.todo = part->next;
        visit_parts(&walk, part->schema, part->is_certain);
        if (part->is_certain)
            continue;
        mention(&walk, part->schema);
        mention_values(&walk, part->schema->enumeration);
        mention_values(&walk, part->schema->constant);
    }
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

/* What a property must be one of; NULL: not known, or too many. */
static const struct schema_values *constants_of(const struct schema_property *property)
{
    const struct schema *schema = schema_target(property->schema);
    const struct schema_values *values = schema->constant ? schema->constant : schema->enumeration;
    return values && values->count <= CONSTANTS_MAX ? values : NULL;
}

static bool is_disjoint(const struct schema_values *a, const struct schema_values *b)
{
    for (size_t i = 0; i < a->count; i++)
        for (size_t j = 0; j < b->count; j++)
            if (!node_is_scalar(a->at[i]) || !node_is_scalar(b->at[j]) || node_equal(a->at[i], b->at[j]))
                return false;
    return true;
}

static struct map needed_names(struct search *search, const struct branch *branch)
{
    struct map needed;
    map_init(&needed, search->arena);
    for (const struct fact *fact = branch->facts; fact; fact = fact->next) {
        if (fact->kind == FACT_PRESENT && !fact->is_negative)
            map_put(&needed, fact->name, fact);
        for (size_t i = 0; fact->kind == FACT_OBJECTS && i < fact->schema->objects->required.count; i++)
            map_put(&needed, node_text(fact->schema->objects->required.at[i]), fact);
    }
    return needed;
}

/* The constants of properties that must be there, by name. */
static struct map discriminators(struct search *search, const struct branch *branch)
{
    struct map needed = needed_names(search, branch), found;
    map_init(&found, search->arena);
    for (const struct fact *fact = branch->facts; fact && needed.count; fact = fact->next) {
        if (fact->kind != FACT_OBJECTS)
            continue;
        const struct schema_objects *objects = fact->schema->objects;
        for (size_t i = 0; i < objects->property_count; i++) {
            const struct schema_values *values = constants_of(&objects->properties[i]);
            if (values && map_get(&needed, objects->properties[i].name))
                map_put(&found, objects->properties[i].name, values);
        }
    }
    return found;
}

static bool is_ruled_out(const struct map *known, const struct schema_objects *objects)
{
    for (size_t i = 0; objects && i < objects->property_count; i++) {
        const struct schema_values *values = constants_of(&objects->properties[i]);
        const struct schema_values *others = values ? map_get(known, objects->properties[i].name) : NULL;
        if (others && is_disjoint(values, others))
            return true;
    }
    return false;
}

void branch_discriminate(struct search *search, struct branch *branch)
{
    if (!search->options.is_tolerant)
        return;
    struct map known = discriminators(search, branch);
    const struct fact *facts = branch->facts;
    branch->facts = known.count ? NULL : facts;
    for (const struct fact *fact = facts; fact && known.count; fact = fact->next)
        if (fact->kind != FACT_MENTION || !is_ruled_out(&known, fact->schema->objects))
            branch_add_fact(search, branch, *fact);
}

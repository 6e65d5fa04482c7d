/* What the lists of allOf, anyOf and oneOf spare the validator, once all schemas are read: discriminators, by which it
   passes over schemas that a value has nothing to do with, and types that need no walk through a list. Only what the
   schemas say is used, no keyword of OpenAPI. */
#include "schema/compiler.h"

enum {
    VALUES_MAX = 8, /* of a discriminator, so that it costs no more than the step that the schema's turn takes */
    BYTES_MAX = 64,
    PROPERTIES_MAX = 32, /* that are looked at */
    STEPS_MAX = 4        /* through references and lists of one */
};

static bool is_short_string(const struct node *node)
{
    return node->kind == NODE_SCALAR && node->type == SCALAR_STRING && node->text.len <= BYTES_MAX;
}

static bool are_few_strings(const struct schema_values *values)
{
    if (!values || values->count > VALUES_MAX)
        return false;
    for (size_t i = 0; i < values->count; i++)
        if (!is_short_string(values->at[i]))
            return false;
    return true;
}

static bool discriminator_in(const struct schema_objects *objects, struct schema_discriminator *found)
{
    for (size_t i = 0; objects && i < objects->property_count && i < PROPERTIES_MAX; i++) {
        const struct schema_property *property = &objects->properties[i];
        const struct schema *schema = property->schema;
        const struct schema_values *values = schema->constant ? schema->constant : schema->enumeration;
        if (are_few_strings(values)) {
            *found = (struct schema_discriminator){property->name, values, property->is_required};
            return true;
        }
    }
    return false;
}

/* A schema without which this one cannot hold; NULL: none is known. */
static const struct schema *implied(const struct schema *schema)
{
    const struct schema_logic *logic = schema->logic;
    if (schema->reference.target)
        return schema->reference.target;
    if (logic && logic->any_of.count == 1)
        return logic->any_of.at[0];
    return logic && logic->one_of.count == 1 ? logic->one_of.at[0] : NULL;
}

/* By which objects are seen to be none of the schema's. */
static bool discriminator_of(const struct schema *schema, struct schema_discriminator *found)
{
    for (int i = 0; schema && i < STEPS_MAX; i++, schema = implied(schema))
        if (discriminator_in(schema->objects, found))
            return true;
    return false;
}

/* The types about which nothing but `type` and the keywords of logic say anything. */
static unsigned types_of_logic_only(const struct schema *schema)
{
    struct schema rest = *schema;
    rest.logic = NULL;
    return schema->types & schema_settled_types(&rest);
}

/* The condition when objects that it refuses are all that the schema accepts without a further look; else NULL. */
static const struct schema *sole_condition(const struct schema *schema)
{
    const struct schema_logic *logic = schema->logic;
    bool is_sole = logic && logic->condition && !logic->alternative && !logic->all_of.node && !logic->any_of.node &&
                   !logic->one_of.node && !logic->negated && (types_of_logic_only(schema) & JSON_TYPE_OBJECT);
    return is_sole ? logic->condition : NULL;
}

static void find_in(struct schema_set *set, struct schema_list *list, bool are_conditions)
{
    struct schema_discriminator *all = NULL, found;
    struct str name = {NULL, 0};
    for (size_t i = 0; list->count > 1 && i < list->count; i++) {
        if (!discriminator_of(are_conditions ? sole_condition(list->at[i]) : list->at[i], &found))
            continue;
        if (!all)
            all = arena_alloc_array(set->arena, list->count, sizeof *all);
        name = found.name = str_equal(found.name, name) ? name : found.name;
        all[i] = found;
    }
    list->discriminators = all;
}

/* Of anyOf alone: the types of scalars that one of its schemas accepts for their type. In lists and mappings a schema
   that accepts, too, may be asked what it evaluates. */
static unsigned settled_by_any(const struct schema *schema)
{
    const struct schema_logic *logic = schema->logic;
    unsigned types = 0;
    if (logic->all_of.node || logic->one_of.node || logic->negated || logic->condition)
        return 0;
    for (size_t i = 0; i < logic->any_of.count; i++)
        types |= logic->any_of.at[i]->types & logic->any_of.at[i]->settled;
    return types & types_of_logic_only(schema) & ~(unsigned)(JSON_TYPE_OBJECT | JSON_TYPE_ARRAY);
}

void schema_find_shortcuts(struct schema_set *set, struct schema *schema)
{
    struct schema_logic *logic = (struct schema_logic *)(uintptr_t)schema->logic;
    find_in(set, &logic->all_of, true);
    find_in(set, &logic->any_of, false);
    find_in(set, &logic->one_of, false);
    schema->settled |= settled_by_any(schema);
}

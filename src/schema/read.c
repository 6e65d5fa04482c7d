#include "schema/keywords.h"

static const size_t part_sizes[PART_COUNT] = {[PART_NUMBERS] = sizeof(struct schema_numbers),
                                              [PART_STRINGS] = sizeof(struct schema_strings),
                                              [PART_ARRAYS] = sizeof(struct schema_arrays),
                                              [PART_OBJECTS] = sizeof(struct schema_objects),
                                              [PART_LOGIC] = sizeof(struct schema_logic)};

enum schema_shape schema_keyword_shape(struct str name, enum schema_draft draft)
{
    const struct schema_keyword *keyword = schema_keyword_find(name, draft);
    return keyword ? keyword->shape : SHAPE_NONE;
}

/* The part, made when it is first asked for. */
static void *part_of(struct schema_making *m, enum schema_part part)
{
    if (!m->parts[part])
        m->parts[part] = arena_alloc(m->set->arena, part_sizes[part]);
    return m->parts[part];
}

static void read_keyword(struct schema_making *m, const struct node *value)
{
    const struct schema_keyword *keyword = schema_keyword_find(node_key(value), m->schema->resource->draft);
    if (!keyword || !keyword->read || (!m->is_of_validation && (keyword->marks & SCHEMA_OF_VALIDATION)))
        return;
    m->value = value;
    keyword->read(m, (char *)part_of(m, keyword->part) + keyword->slot);
}

/* Tells the properties which of them `required` names. */
static void mark_required(struct schema_objects *objects)
{
    for (size_t i = 0; i < objects->required.count; i++) {
        const struct schema_property *property = schema_property(objects, node_text(objects->required.at[i]), i);
        if (property)
            ((struct schema_property *)(uintptr_t)property)->is_required = true;
    }
}

unsigned schema_settled_types(const struct schema *schema)
{
    if (schema->enumeration || schema->constant || schema->logic || schema->reference.node ||
        schema->dynamic_reference.node)
        return 0;
    unsigned asked = schema->numbers ? JSON_TYPE_NUMBER | JSON_TYPE_INTEGER : 0;
    asked |= schema->strings || schema->format ? JSON_TYPE_STRING : 0;
    asked |= schema->arrays ? JSON_TYPE_ARRAY : 0;
    asked |= schema->objects ? JSON_TYPE_OBJECT : 0;
    return JSON_TYPE_ANY & ~asked;
}

static bool is_reference(const struct schema *schema)
{
    const struct schema *target = schema->reference.target;
    return target && target->resource == schema->resource && schema->types == JSON_TYPE_ANY && !schema->enumeration &&
           !schema->constant && !schema->format && !schema->numbers && !schema->strings && !schema->arrays &&
           !schema->objects && !schema->logic && !schema->dynamic_reference.node;
}

/* Hands the parts to the schema, and sees what follows from all that it says. */
static void set_parts(struct schema *schema, void *const *parts)
{
    schema->numbers = parts[PART_NUMBERS];
    schema->strings = parts[PART_STRINGS];
    schema->arrays = parts[PART_ARRAYS];
    schema->objects = parts[PART_OBJECTS];
    schema->logic = parts[PART_LOGIC];
    schema->settled = schema_settled_types(schema);
    schema->is_reference = is_reference(schema);
}

static void add_choice(struct schema_set *set, struct schema *schema)
{
    const struct schema_logic *logic = schema->logic;
    if (logic->all_of.count < 2 && logic->any_of.count < 2 && logic->one_of.count < 2)
        return;
    struct schema_task *choice = arena_new(set->arena, struct schema_task);
    *choice = (struct schema_task){schema, set->choices};
    set->choices = choice;
}

/* The reference that hides what stands beside it; NULL: none. */
static const struct node *hiding_reference(const struct schema *schema)
{
    const struct node *ref = schema->resource->draft == SCHEMA_DRAFT_7 ? node_find(schema->node, "$ref") : NULL;
    return ref && node_is_scalar(ref) && node_resolve(ref)->type == SCALAR_STRING ? ref : NULL;
}

static void read_mapping(struct schema_set *set, struct schema *schema)
{
    struct schema_making m = {.set = set, .schema = schema, .mapping = schema->node, .parts = {[PART_SCHEMA] = schema}};
    m.is_of_validation = !schema->resource->is_without_validation;
    const struct node *ref = hiding_reference(schema);
    if (ref) {
        read_keyword(&m, ref);
        set_parts(schema, m.parts);
        return;
    }
    for (const struct node *child = schema->node->first; child; child = child->next)
        if (node_is_scalar(child->key))
            read_keyword(&m, child);
    if (m.parts[PART_OBJECTS])
        mark_required(m.parts[PART_OBJECTS]);
    set_parts(schema, m.parts);
    if (schema->logic)
        add_choice(set, schema);
}

void schema_read(struct schema_set *set, struct schema *schema)
{
    if (node_is_mapping(schema->node)) {
        read_mapping(set, schema);
    } else if (node_is_scalar(schema->node) && schema->node->type == SCALAR_BOOL) {
        schema->is_false = !str_is_caseless(schema->node->text, "true");
        schema->settled = schema->is_false ? 0 : JSON_TYPE_ANY;
    } else {
        schema->is_bad = true;
        schema_add_problem(set, SCHEMA_BAD_VALUE, schema->node);
    }
}

enum schema_standing schema_keyword_standing(const struct schema *schema, struct str name)
{
    const enum schema_draft draft = schema->resource ? schema->resource->draft : SCHEMA_DRAFT_2020_12;
    const struct schema_keyword *keyword = schema_keyword_find(name, draft);
    bool is_reference = keyword && str_is(name, "$ref");
    if (keyword && keyword->read && !is_reference && schema->resource && hiding_reference(schema))
        return SCHEMA_HIDDEN;
    for (enum schema_draft other = SCHEMA_DRAFT_7; !keyword && other <= SCHEMA_DRAFT_2020_12; other++) {
        const struct schema_keyword *elsewhere = schema_keyword_find(name, other);
        if (elsewhere && elsewhere->read)
            return SCHEMA_OTHER_DRAFT;
    }
    return SCHEMA_COUNTS;
}

const char *schema_draft_name(enum schema_draft draft)
{
    static const char *const names[] = {
        [SCHEMA_DRAFT_7] = "7", [SCHEMA_DRAFT_2019_09] = "2019-09", [SCHEMA_DRAFT_2020_12] = "2020-12"};
    return names[draft];
}

/* Copies what a keyword fills from one schema's part to the other's. */
static void copy_members(const struct schema_keyword *keyword, const void *from, void *to)
{
    memcpy((char *)to + keyword->from, (const char *)from + keyword->from, keyword->size);
}

const struct schema *schema_only(struct arena *arena, const struct schema *schema, const struct str *names,
                                 size_t count)
{
    struct schema *copy = arena_new(arena, struct schema);
    const void *const from[] = {schema,         schema->numbers, schema->strings,
                                schema->arrays, schema->objects, schema->logic};
    void *parts[PART_COUNT] = {[PART_SCHEMA] = copy};
    enum schema_draft draft = schema->resource ? schema->resource->draft : SCHEMA_DRAFT_2020_12;
    *copy = (struct schema){.node = schema->node, .resource = schema->resource, .types = JSON_TYPE_ANY};
    for (size_t i = 0; i < count; i++) {
        const struct schema_keyword *keyword = schema_keyword_find(names[i], draft);
        if (!keyword || !keyword->read || !from[keyword->part])
            continue;
        if (!parts[keyword->part])
            parts[keyword->part] = arena_alloc(arena, part_sizes[keyword->part]);
        copy_members(keyword, from[keyword->part], parts[keyword->part]);
    }
    set_parts(copy, parts);
    return copy;
}

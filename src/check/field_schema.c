#include "check/field_schema.h"

#include "base/map.h"
#include "base/pattern_ast.h"
#include "schema/compile.h"
#include "schema/format.h"
#include "yaml/node_make.h"

enum { FEW = 8 /* names and values that are searched one by one */, DEPTH_MAX = 64 };

struct making {
    struct arena *arena;
    struct schema_set *set; /* of whose patterns these are; NULL: of none */
    uint32_t patterns;      /* so far, where they are of none */
    bool is_written;        /* for values that stand in the contract */
    unsigned depth;         /* 1: the field that is asked for */
};

static const struct schema *make(struct making *m, const struct field *field);

bool field_is_required(const struct field *field)
{
    return text_is_true(field->required) || text_is_true(field->not_null) || text_is_true(field->primary_key) ||
           field->required_by;
}

static const struct node *value_of(const struct field *field, enum keyword_id id)
{
    const struct keyword_use *use = field_keyword(field, id);
    return use ? use->value : NULL;
}

/* Types. */

/* Whether people write its values as strings or as numbers. */
static bool is_loose(struct str type)
{
    static const char *const names[] = {"bytes",        "date",          "time",    "timestamp",
                                        "timestamp_tz", "timestamp_ntz", "decimal", "numeric",
                                        "variant",      "json",          NULL};
    return str_is_one_of(type, names);
}

unsigned field_value_types(const struct field *field)
{
    if (!field->types || (field->dataset->form != DATASET_JSON_SCHEMA && is_loose(field->type.value)))
        return JSON_TYPE_ANY;
    return field->types | (text_is_true(field->extra->nullable) ? (unsigned)JSON_TYPE_NULL : 0);
}

static unsigned types_of(const struct making *m, const struct field *field)
{
    unsigned types = field->types | (text_is_true(field->extra->nullable) ? (unsigned)JSON_TYPE_NULL : 0);
    bool may_be_null = !field_is_required(field) && !str_is_caseless(field->extra->nullable.value, "false");
    if (m->is_written)
        types = field_value_types(field);
    if (!field->types || types == JSON_TYPE_ANY)
        return JSON_TYPE_ANY;
    return types | (may_be_null && !(m->is_written && m->depth == 1) ? (unsigned)JSON_TYPE_NULL : 0);
}

/* `type: date` says what `format: date` says. */
static void set_format(const struct making *m, struct schema *schema, const struct field *field)
{
    struct str name = field->format.value;
    schema->format_node = field->format.node;
    if (!name.len && !m->is_written && str_is(field->type.value, "date")) {
        name = field->type.value;
        schema->format_node = field->type.node;
    }
    schema->format = format_find(name);
}

/* Values. */

static const struct map *scalars_of(struct making *m, const struct schema_values *values)
{
    struct map *scalars = arena_new(m->arena, struct map);
    map_init(scalars, m->arena);
    for (size_t i = 0; i < values->count; i++) {
        struct str key;
        if (!json_key_of(m->arena, values->at[i], &key))
            return NULL;
        map_put_new(scalars, key, scalars);
    }
    return scalars;
}

/* An item of an enum: the value itself or, in ODCS, a mapping that has it. */
static const struct node *value_of_item(const struct node *item)
{
    const struct node *value = node_is_mapping(item) ? node_find(item, "value") : item;
    return node_resolve(value ? value : item);
}

/* Null is allowed where the type allows it, whether the list has it or not. */
static const struct schema_values *values_of(struct making *m, const struct node *list, bool may_be_null)
{
    static const struct node null = {.kind = NODE_SCALAR, .type = SCALAR_NULL, .text = {"null", 4}};
    const struct node *target = node_resolve(list);
    if (!node_is_sequence(target) || !target->count)
        return NULL;
    struct schema_values *values = arena_new(m->arena, struct schema_values);
    const struct node **at = arena_alloc_array(m->arena, (size_t)target->count + 1, sizeof(const struct node *));
    for (const struct node *child = node_children(target); child; child = child->next)
        if (value_of_item(child))
            at[values->count++] = value_of_item(child);
    if (may_be_null)
        at[values->count++] = &null;
    values->node = list;
    values->at = at;
    values->scalars = values->count > FEW ? scalars_of(m, values) : NULL;
    return values;
}

static const struct schema_values *constant_of(struct making *m, const struct node *node)
{
    struct schema_values *values = arena_new(m->arena, struct schema_values);
    const struct node **at = arena_new(m->arena, const struct node *);
    if (!node_resolve(node))
        return NULL;
    *at = node_resolve(node);
    *values = (struct schema_values){.node = node, .at = at, .count = 1};
    return values;
}

/* Bounds and lengths. */

static bool read_bound(struct making *m, const struct field *field, enum keyword_id id, struct schema_bound *bound)
{
    const struct node *node = value_of(field, id);
    if (!node || !(json_types_of(m->arena, node) & JSON_TYPE_NUMBER) ||
        !number_parse_yaml(m->arena, node_text(node), &bound->value))
        return false;
    bound->node = node;
    return true;
}

static bool read_count(struct making *m, const struct field *field, enum keyword_id id, struct schema_count *count)
{
    struct schema_bound bound;
    int64_t value = INT64_MAX;
    if (!read_bound(m, field, id, &bound) || number_sign(bound.value) < 0 || !number_is_integer(bound.value))
        return false;
    count->node = bound.node;
    count->value = number_to_int64(bound.value, &value) ? (uint64_t)value : UINT64_MAX;
    return true;
}

static const struct schema_numbers *numbers_of(struct making *m, const struct field *field)
{
    struct schema_numbers *numbers = arena_new(m->arena, struct schema_numbers);
    bool has_any = read_bound(m, field, KEYWORD_MINIMUM, &numbers->minimum);
    has_any |= read_bound(m, field, KEYWORD_MAXIMUM, &numbers->maximum);
    has_any |= read_bound(m, field, KEYWORD_EXCLUSIVE_MINIMUM, &numbers->exclusive_minimum);
    has_any |= read_bound(m, field, KEYWORD_EXCLUSIVE_MAXIMUM, &numbers->exclusive_maximum);
    if (read_bound(m, field, KEYWORD_MULTIPLE_OF, &numbers->multiple_of)) {
        if (number_sign(numbers->multiple_of.value) > 0)
            has_any = true;
        else
            numbers->multiple_of.node = NULL;
    }
    return has_any ? numbers : NULL;
}

static const struct schema_strings *strings_of(struct making *m, const struct field *field)
{
    struct schema_strings *strings = arena_new(m->arena, struct schema_strings);
    bool has_any = read_count(m, field, KEYWORD_MIN_LENGTH, &strings->min_length);
    has_any |= read_count(m, field, KEYWORD_MAX_LENGTH, &strings->max_length);
    if (text_has_value(field->pattern)) {
        const struct pattern_ast *ast = pattern_parse(m->arena, field->pattern.value);
        if (ast->status != PATTERN_INVALID) {
            strings->pattern = (struct schema_pattern){field->pattern.node, ast,
                                                       m->set ? schema_set_number_pattern(m->set) : m->patterns++};
            has_any = true;
        }
    }
    return has_any ? strings : NULL;
}

static const struct schema_arrays *arrays_of(struct making *m, const struct field *field)
{
    struct schema_arrays *arrays = arena_new(m->arena, struct schema_arrays);
    bool has_any = read_count(m, field, KEYWORD_MIN_ITEMS, &arrays->min_items);
    has_any |= read_count(m, field, KEYWORD_MAX_ITEMS, &arrays->max_items);
    const struct node *unique = node_resolve(value_of(field, KEYWORD_UNIQUE_ITEMS));
    if (node_is_scalar(unique) && str_is_caseless(unique->text, "true"))
        arrays->unique = unique;
    if (field->items)
        arrays->items = make(m, field->items);
    return has_any || arrays->unique || arrays->items ? arrays : NULL;
}

/* Members. */

static const struct map *index_of(struct making *m, const struct schema_objects *objects)
{
    struct map *index = arena_new(m->arena, struct map);
    map_init(index, m->arena);
    for (size_t i = 0; i < objects->property_count; i++)
        map_put_new(index, objects->properties[i].name, (void *)(uintptr_t)&objects->properties[i]);
    return index;
}

static bool is_member(const struct field *field)
{
    return field->role == FIELD_PROPERTY && text_has_value(field->name);
}

/* What says that a field must be there. */
static const struct node *demand_of(const struct field *field)
{
    const struct text *texts[] = {&field->required, &field->not_null, &field->primary_key};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (text_is_true(*texts[i]) && texts[i]->node)
            return texts[i]->node;
    return field->name.node;
}

static const struct schema_objects *objects_of(struct making *m, const struct field *field)
{
    if (!field->fields.count)
        return NULL;
    struct schema_objects *objects = arena_new(m->arena, struct schema_objects);
    struct schema_property *at = arena_alloc_array(m->arena, field->fields.count, sizeof *at);
    const struct node **required = arena_alloc_array(m->arena, field->fields.count, sizeof(const struct node *));
    for (const struct field *inner = field->fields.first; inner; inner = inner->at.next) {
        if (!is_member(inner))
            continue;
        bool is_required = field_is_required(inner);
        at[objects->property_count++] =
            (struct schema_property){inner->name.value, inner->at.node, make(m, inner), is_required};
        if (!is_required)
            continue;
        if (!objects->required.count)
            objects->required.node = demand_of(inner);
        required[objects->required.count++] = node_make_string(m->arena, inner->name.value);
    }
    objects->properties = at;
    objects->properties_node = field->at.node;
    objects->required.at = required;
    if (objects->property_count > FEW)
        objects->index = index_of(m, objects);
    return objects;
}

static const struct schema *make(struct making *m, const struct field *field)
{
    struct schema *schema = arena_new(m->arena, struct schema);
    schema->types = JSON_TYPE_ANY;
    if (m->depth == DEPTH_MAX || field->is_boolean)
        return schema;
    m->depth++;
    schema->node = field->at.node;
    schema->types = types_of(m, field);
    schema->type = field->type.node;
    bool may_be_null = schema->types != JSON_TYPE_ANY && (schema->types & JSON_TYPE_NULL);
    schema->enumeration = values_of(m, field->enumeration, may_be_null);
    schema->constant = constant_of(m, field->extra->constant);
    set_format(m, schema, field);
    schema->numbers = numbers_of(m, field);
    schema->strings = strings_of(m, field);
    schema->arrays = arrays_of(m, field);
    schema->objects = objects_of(m, field);
    m->depth--;
    return schema;
}

const struct schema *field_schema_make(struct arena *arena, const struct field *root)
{
    struct making making = {.arena = arena};
    struct schema *schema = (struct schema *)(uintptr_t)make(&making, root);
    schema->types = JSON_TYPE_OBJECT;
    return schema;
}

const struct schema *field_schema_of(struct arena *arena, struct schema_set *set, const struct field *field)
{
    struct making making = {.arena = arena, .set = set, .is_written = true};
    return make(&making, field);
}

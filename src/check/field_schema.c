#include "check/field_schema.h"

#include "base/map.h"
#include "base/pattern_ast.h"
#include "check/platform.h"
#include "schema/compile.h"
#include "schema/format.h"
#include "yaml/node_make.h"

enum { FEW = 8 /* names and values that are searched one by one */, DEPTH_MAX = 64 };

struct making {
    struct arena *arena;
    const struct contract *contract; /* whose servers tell the platform; NULL: physical types say nothing */
    struct schema_set *set;          /* of whose patterns these are; NULL: of none */
    uint32_t patterns;               /* so far, where they are of none */
    bool is_written;                 /* for values that stand in the contract */
    unsigned depth;                  /* 1: the field that is asked for */
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

/* With null where the field may be null. */
static unsigned with_null(const struct making *m, const struct field *field, unsigned types)
{
    bool may_be_null = !field_is_required(field) && !str_is_caseless(field->extra->nullable.value, "false");
    if (types == JSON_TYPE_ANY)
        return JSON_TYPE_ANY;
    return types | (may_be_null && !(m->is_written && m->depth == 1) ? (unsigned)JSON_TYPE_NULL : 0);
}

static unsigned types_of(const struct making *m, const struct field *field)
{
    unsigned types = field->types | (text_is_true(field->extra->nullable) ? (unsigned)JSON_TYPE_NULL : 0);
    if (m->is_written)
        types = field_value_types(field);
    return with_null(m, field, field->types ? types : (unsigned)JSON_TYPE_ANY);
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

/* Physical types, where there is no logical one. */

/* A value that the type means, with its place. */
static struct schema_bound bound_at(struct making *m, const struct node *place, struct number value)
{
    struct node *node = node_make_number(m->arena, value);
    node->span = place->span;
    return (struct schema_bound){node, value};
}

static const struct schema_numbers *physical_numbers(struct making *m, const struct schema_numbers *own,
                                                     const struct physical_value *value, const struct node *type)
{
    struct schema_numbers *numbers = arena_new(m->arena, struct schema_numbers);
    if (!value->has_range && !value->has_limit && !value->has_step)
        return own;
    if (own)
        *numbers = *own;
    if (value->has_range && !numbers->minimum.node)
        numbers->minimum = bound_at(m, type, value->least);
    if (value->has_range && !numbers->maximum.node)
        numbers->maximum = bound_at(m, type, value->greatest);
    if (value->has_limit && !numbers->exclusive_minimum.node)
        numbers->exclusive_minimum = bound_at(m, type, number_negate(value->limit));
    if (value->has_limit && !numbers->exclusive_maximum.node)
        numbers->exclusive_maximum = bound_at(m, type, value->limit);
    if (value->has_step && !numbers->multiple_of.node)
        numbers->multiple_of = bound_at(m, type, value->step);
    return numbers;
}

/* `precision` and `scale` as keywords. What one means without the other differs, so that only what is sure counts. */
static const struct schema_numbers *decimal_numbers(struct making *m, const struct schema_numbers *own,
                                                    const struct field *field)
{
    enum { DIGITS_MAX = 1000 };
    struct schema_count precision = {.node = NULL}, scale = {.node = NULL};
    bool has_precision = read_count(m, field, KEYWORD_PRECISION, &precision) && precision.value <= DIGITS_MAX;
    bool has_scale = read_count(m, field, KEYWORD_SCALE, &scale) && scale.value <= DIGITS_MAX;
    struct number one = number_of(m->arena, 1);
    struct physical_value value = {.has_limit = has_precision, .has_step = has_scale};
    if (m->is_written || (!has_precision && !has_scale))
        return own;
    value.step = number_scale(one, -(int)scale.value);
    value.limit = number_scale(one, (int)precision.value - (has_scale ? (int)scale.value : 0));
    return physical_numbers(m, own, &value, node_resolve(has_precision ? precision.node : scale.node));
}

static const struct schema_strings *physical_strings(struct making *m, const struct schema_strings *own,
                                                     const struct physical_value *value, const struct node *type)
{
    if (!value->longest || (own && own->max_length.node))
        return own;
    struct schema_strings *strings = arena_new(m->arena, struct schema_strings);
    if (own)
        *strings = *own;
    strings->max_length.node = bound_at(m, type, number_of(m->arena, (int64_t)value->longest)).node;
    strings->max_length.value = value->longest;
    return strings;
}

static bool has_physical_type(const struct making *m, const struct field *field)
{
    return m->contract && !text_is_present(field->type) && text_has_value(field->physical_type);
}

static void set_physical(struct making *m, struct schema *schema, const struct field *field)
{
    const struct node *type = node_resolve(field->physical_type.node);
    const struct physical_value value = platform_value_of(m->arena, m->contract, field->physical_type);
    schema->type = type;
    schema->types = with_null(m, field, value.types);
    if (value.format && !schema->format) {
        schema->format = value.format;
        schema->format_node = type;
    }
    schema->numbers = physical_numbers(m, schema->numbers, &value, type);
    schema->strings = physical_strings(m, schema->strings, &value, type);
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
    set_format(m, schema, field);
    schema->numbers = decimal_numbers(m, numbers_of(m, field), field);
    schema->strings = strings_of(m, field);
    if (has_physical_type(m, field))
        set_physical(m, schema, field);
    bool may_be_null = schema->types != JSON_TYPE_ANY && (schema->types & JSON_TYPE_NULL);
    schema->enumeration = values_of(m, field->enumeration, may_be_null);
    schema->constant = constant_of(m, field->extra->constant);
    schema->arrays = arrays_of(m, field);
    schema->objects = objects_of(m, field);
    schema->settled = schema_settled_types(schema);
    m->depth--;
    return schema;
}

const struct schema *field_schema_make(struct arena *arena, const struct contract *contract, const struct field *root)
{
    struct making making = {.arena = arena, .contract = contract};
    struct schema *schema = (struct schema *)(uintptr_t)make(&making, root);
    schema->types = JSON_TYPE_OBJECT;
    return schema;
}

unsigned field_record_types(struct arena *arena, const struct contract *contract, const struct field *field)
{
    const struct making making = {.arena = arena, .contract = contract};
    unsigned types = types_of(&making, field);
    if (has_physical_type(&making, field))
        types = with_null(&making, field, platform_value_of(arena, contract, field->physical_type).types);
    return types == JSON_TYPE_ANY ? 0 : types;
}

const struct schema *field_schema_of(struct arena *arena, struct schema_set *set, const struct field *field)
{
    struct making making = {.arena = arena, .set = set, .is_written = true};
    return make(&making, field);
}

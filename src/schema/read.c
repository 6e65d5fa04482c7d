#include "base/pattern_ast.h"
#include "schema/compiler.h"
#include "schema/format.h"

/* The structs of schema.h that keywords fill. */
enum part { PART_SCHEMA, PART_NUMBERS, PART_STRINGS, PART_ARRAYS, PART_OBJECTS, PART_LOGIC, PART_COUNT };

/* A schema object being read. Its parts are made when their first keyword is met. */
struct making {
    struct schema_set *set;
    struct schema *schema;
    const struct node *mapping, *value; /* of the keyword at hand */
    void *parts[PART_COUNT];
    bool is_of_validation; /* validation keywords count */
};

enum { FEW = 8 /* names and values that are searched one by one */ };

static void refuse(struct making *m, const struct node *node)
{
    m->schema->is_bad = true;
    schema_add_problem(m->set, SCHEMA_BAD_VALUE, node);
}

static const struct schema *child_schema(struct making *m, const struct node *node)
{
    return schema_at(m->set, node, m->schema->resource);
}

static bool is_bool(const struct node *node, bool *value)
{
    const struct node *target = node_resolve(node);
    if (!node_is_scalar(target) || target->type != SCALAR_BOOL)
        return false;
    *value = str_is_caseless(target->text, "true");
    return true;
}

static bool is_string(const struct node *node)
{
    const struct node *target = node_resolve(node);
    return node_is_scalar(target) && target->type == SCALAR_STRING;
}

static bool read_number(struct making *m, const struct node *node, struct number *number)
{
    return (json_types_of(m->set->arena, node) & JSON_TYPE_NUMBER) &&
           number_parse_yaml(m->set->arena, node_text(node), number);
}

/* The readers of keywords: `slot` is the member of the part that the keyword fills. */
static void read_bound(struct making *m, void *slot)
{
    struct schema_bound *bound = slot;
    if (read_number(m, m->value, &bound->value))
        bound->node = m->value;
    else
        refuse(m, m->value);
}

static void read_count(struct making *m, void *slot)
{
    struct schema_count *count = slot;
    struct number number;
    int64_t value = INT64_MAX;
    if (!read_number(m, m->value, &number) || !number_is_integer(number) || number_sign(number) < 0) {
        refuse(m, m->value);
        return;
    }
    count->node = m->value;
    count->value = number_to_int64(number, &value) ? (uint64_t)value : UINT64_MAX;
}

static void read_one(struct making *m, void *slot)
{
    const struct schema **schema = slot;
    *schema = child_schema(m, m->value);
}

static void read_list(struct making *m, void *slot)
{
    struct schema_list *schemas = slot;
    const struct node *list = m->value;
    if (!node_is_sequence(list)) {
        refuse(m, list);
        return;
    }
    size_t count = node_resolve(list)->count, i = 0;
    const struct schema **at = arena_alloc_array(m->set->arena, count, sizeof(const struct schema *));
    for (const struct node *child = node_children(list); child; child = child->next)
        at[i++] = child_schema(m, child);
    *schemas = (struct schema_list){list, at, count};
}

/* Whether a name is new among those read so far; `seen` is for many. */
static bool is_new_name(const struct schema_names *names, struct map *seen, struct str name)
{
    if (seen->arena)
        return !map_put_new(seen, name, seen);
    for (size_t i = 0; i < names->count; i++)
        if (str_equal(node_text(names->at[i]), name))
            return false;
    return true;
}

static void read_names_of(struct making *m, const struct node *list, struct schema_names *names)
{
    if (!node_is_sequence(list)) {
        refuse(m, list);
        return;
    }
    size_t count = node_resolve(list)->count;
    struct map seen = {.arena = NULL};
    if (count > FEW)
        map_init(&seen, m->set->arena);
    const struct node **at = arena_alloc_array(m->set->arena, count, sizeof(const struct node *));
    *names = (struct schema_names){list, at, 0};
    for (const struct node *child = node_children(list); child; child = child->next) {
        if (!is_string(child))
            refuse(m, child);
        else if (is_new_name(names, &seen, node_text(child)))
            at[names->count++] = child;
    }
}

static void read_names(struct making *m, void *slot)
{
    read_names_of(m, m->value, slot);
}

static void read_pattern(struct making *m, const struct node *node, struct str text, struct schema_pattern *pattern)
{
    const struct pattern_ast *ast = pattern_parse(m->set->arena, text);
    if (ast->status == PATTERN_INVALID) {
        refuse(m, node);
        return;
    }
    *pattern = (struct schema_pattern){node, ast, schema_set_number_pattern(m->set)};
}

static unsigned type_bit(const struct node *node)
{
    static const struct {
        const char *name;
        unsigned bit;
    } types[] = {{"string", JSON_TYPE_STRING},   {"number", JSON_TYPE_NUMBER}, {"integer", JSON_TYPE_INTEGER},
                 {"boolean", JSON_TYPE_BOOLEAN}, {"object", JSON_TYPE_OBJECT}, {"array", JSON_TYPE_ARRAY},
                 {"null", JSON_TYPE_NULL}};
    for (size_t i = 0; is_string(node) && i < sizeof types / sizeof *types; i++)
        if (str_is(node_text(node), types[i].name))
            return types[i].bit;
    return 0;
}

static void read_type(struct making *m, void *slot)
{
    struct schema *schema = slot;
    unsigned types = type_bit(m->value);
    const struct node *list = node_is_sequence(m->value) ? node_children(m->value) : NULL;
    for (const struct node *child = list; child; child = child->next) {
        unsigned bit = type_bit(child);
        if (!bit)
            refuse(m, child);
        types |= bit ? bit : JSON_TYPE_ANY;
    }
    if (types) {
        schema->types = types;
        schema->type = m->value;
    } else {
        refuse(m, m->value);
    }
}

/* The scalars of a long list by their keys; NULL for a short list, or where something else stands. */
static const struct map *scalars_of(struct making *m, const struct schema_values *values)
{
    struct map *scalars = arena_new(m->set->arena, struct map);
    map_init(scalars, m->set->arena);
    for (size_t i = 0; i < values->count; i++) {
        struct str key;
        if (!json_key_of(m->set->arena, values->at[i], &key))
            return NULL;
        map_put_new(scalars, key, (void *)scalars);
    }
    return scalars;
}

static void read_enum(struct making *m, void *slot)
{
    if (!node_is_sequence(m->value)) {
        refuse(m, m->value);
        return;
    }
    struct schema_values *values = arena_new(m->set->arena, struct schema_values);
    const struct node **at =
        arena_alloc_array(m->set->arena, node_resolve(m->value)->count, sizeof(const struct node *));
    for (const struct node *child = node_children(m->value); child; child = child->next)
        if (node_resolve(child))
            at[values->count++] = node_resolve(child);
    values->node = m->value;
    values->at = at;
    if (values->count > FEW)
        values->scalars = scalars_of(m, values);
    *(const struct schema_values **)slot = values;
}

static void read_const(struct making *m, void *slot)
{
    struct schema_values *values = arena_new(m->set->arena, struct schema_values);
    const struct node **at = arena_new(m->set->arena, const struct node *);
    *at = node_resolve(m->value);
    *values = (struct schema_values){m->value, at, *at ? 1 : 0, NULL};
    *(const struct schema_values **)slot = values;
}

static void read_format(struct making *m, void *slot)
{
    if (!is_string(m->value)) {
        refuse(m, m->value);
        return;
    }
    struct schema *schema = slot;
    schema->format_node = m->value;
    schema->format = format_find(node_text(m->value));
}

/* Draft 4 said `exclusiveMinimum: true` beside `minimum`. */
static void read_exclusive(struct making *m, struct schema_bound *exclusive, const char *bound)
{
    bool is_true = false;
    const struct node *number = node_find(m->mapping, bound);
    if (!is_bool(m->value, &is_true))
        read_bound(m, exclusive);
    else if (is_true && number && read_number(m, number, &exclusive->value))
        exclusive->node = m->value;
}

static void read_exclusive_minimum(struct making *m, void *slot)
{
    read_exclusive(m, slot, "minimum");
}

static void read_exclusive_maximum(struct making *m, void *slot)
{
    read_exclusive(m, slot, "maximum");
}

static void read_multiple_of(struct making *m, void *slot)
{
    struct schema_bound *bound = slot;
    read_bound(m, slot);
    if (bound->node && number_sign(bound->value) <= 0) {
        refuse(m, m->value);
        bound->node = NULL;
    }
}

static void read_string_pattern(struct making *m, void *slot)
{
    if (is_string(m->value))
        read_pattern(m, m->value, node_text(m->value), slot);
    else
        refuse(m, m->value);
}

static void read_items(struct making *m, void *slot)
{
    struct schema_arrays *arrays = slot;
    if (!node_is_sequence(m->value))
        arrays->items = child_schema(m, m->value);
    else if (m->schema->resource->draft != SCHEMA_DRAFT_2020_12)
        read_list(m, &arrays->prefix);
    else
        refuse(m, m->value);
}

static void read_additional_items(struct making *m, void *slot)
{
    if (node_is_sequence(node_find(m->mapping, "items")))
        read_one(m, slot);
}

static void read_unique_items(struct making *m, void *slot)
{
    const struct node **unique = slot;
    bool is_true = false;
    if (!is_bool(m->value, &is_true))
        refuse(m, m->value);
    else if (is_true)
        *unique = m->value;
}

static void index_properties(struct making *m, struct schema_objects *objects)
{
    struct map *index = arena_new(m->set->arena, struct map);
    map_init(index, m->set->arena);
    for (size_t i = 0; i < objects->property_count; i++)
        map_put_new(index, objects->properties[i].name, (void *)(uintptr_t)&objects->properties[i]);
    objects->index = index;
}

static void read_properties(struct making *m, void *slot)
{
    struct schema_objects *objects = slot;
    if (!node_is_mapping(m->value)) {
        refuse(m, m->value);
        return;
    }
    struct schema_property *at =
        arena_alloc_array(m->set->arena, node_resolve(m->value)->count, sizeof(struct schema_property));
    for (const struct node *child = node_children(m->value); child; child = child->next)
        if (node_is_scalar(child->key))
            at[objects->property_count++] =
                (struct schema_property){node_key(child), child, child_schema(m, child), false};
    objects->properties_node = m->value;
    objects->properties = at;
    if (objects->property_count > FEW)
        index_properties(m, objects);
}

static void read_pattern_properties(struct making *m, void *slot)
{
    struct schema_objects *objects = slot;
    if (!node_is_mapping(m->value)) {
        refuse(m, m->value);
        return;
    }
    struct schema_pattern_property *at =
        arena_alloc_array(m->set->arena, node_resolve(m->value)->count, sizeof(struct schema_pattern_property));
    for (const struct node *child = node_children(m->value); child; child = child->next) {
        struct schema_pattern_property *property = &at[objects->pattern_count];
        property->schema = child_schema(m, child);
        read_pattern(m, child, node_key(child), &property->pattern);
        objects->pattern_count += property->pattern.ast ? 1 : 0;
    }
    objects->patterns = at;
}

static size_t count_of(const struct making *m, const char *keyword)
{
    const struct node *value = node_find(m->mapping, keyword);
    return node_is_mapping(value) ? node_resolve(value)->count : 0;
}

/* One list for the three keywords that speak of dependencies. */
static void read_dependencies(struct making *m, struct schema_objects *objects, bool has_names, bool has_schemas)
{
    if (!node_is_mapping(m->value)) {
        refuse(m, m->value);
        return;
    }
    if (!objects->dependencies) {
        size_t count = count_of(m, "dependencies") + count_of(m, "dependentRequired") + count_of(m, "dependentSchemas");
        objects->dependencies = arena_alloc_array(m->set->arena, count, sizeof(struct schema_dependency));
    }
    struct schema_dependency *at = (struct schema_dependency *)(uintptr_t)objects->dependencies;
    for (const struct node *child = node_children(m->value); child; child = child->next) {
        struct schema_dependency *dependency = &at[objects->dependency_count++];
        *dependency = (struct schema_dependency){.name = node_key(child), .node = child};
        if (has_names && (!has_schemas || node_is_sequence(child)))
            read_names_of(m, child, &dependency->names);
        else
            dependency->schema = child_schema(m, child);
    }
}

static void read_dependent_required(struct making *m, void *slot)
{
    read_dependencies(m, slot, true, false);
}

static void read_dependent_schemas(struct making *m, void *slot)
{
    read_dependencies(m, slot, false, true);
}

static void read_old_dependencies(struct making *m, void *slot)
{
    read_dependencies(m, slot, true, true);
}

static void read_reference_to(struct making *m, struct schema_reference *reference)
{
    const struct schema_resource *resource;
    const struct schema_anchor *anchor;
    enum schema_problem_kind problem;
    if (!is_string(m->value)) {
        refuse(m, m->value);
        return;
    }
    const struct node *node =
        schema_reference_find(m->set, m->schema->resource, node_text(m->value), &resource, &anchor, &problem);
    bool is_true;
    reference->node = m->value;
    if (node && (node_is_mapping(node) || is_bool(node, &is_true))) {
        reference->target = schema_at(m->set, node, resource);
        if (anchor && anchor->dynamic)
            reference->anchor = str_slice(node_text(m->value), str_index(node_text(m->value), '#') + 1, SIZE_MAX);
    } else {
        schema_add_problem(m->set, problem, m->value);
    }
}

static void read_ref(struct making *m, void *slot)
{
    struct schema_reference *reference = slot;
    read_reference_to(m, reference);
    reference->anchor = (struct str){NULL, 0};
}

/* Whoever is entered later may hold the anchor that is meant. */
static void read_dynamic_ref(struct making *m, void *slot)
{
    m->set->is_dynamic = true;
    for (struct schema_document *document = m->set->documents; document; document = document->next)
        schema_document_index(m->set, document);
    read_reference_to(m, slot);
}

static void read_nullable(struct making *m, void *slot)
{
    struct schema *schema = slot;
    bool is_true = false;
    if (m->set->reads_nullable && is_bool(m->value, &is_true) && is_true && type_bit(node_find(m->mapping, "type")))
        schema->types |= JSON_TYPE_NULL;
}

enum {
    IN_7 = 1 << SCHEMA_DRAFT_7,
    IN_2019 = 1 << SCHEMA_DRAFT_2019_09,
    IN_2020 = 1 << SCHEMA_DRAFT_2020_12,
    SINCE_2019 = IN_2019 | IN_2020,
    UNTIL_2019 = IN_7 | IN_2019,
    EVERYWHERE = IN_7 | IN_2019 | IN_2020,
    VALIDATION = 8 /* of the validation vocabulary */
};

#define SCHEMA(member)  PART_SCHEMA, offsetof(struct schema, member)
#define NUMBERS(member) PART_NUMBERS, offsetof(struct schema_numbers, member)
#define STRINGS(member) PART_STRINGS, offsetof(struct schema_strings, member)
#define ARRAYS(member)  PART_ARRAYS, offsetof(struct schema_arrays, member)
#define OBJECTS(member) PART_OBJECTS, offsetof(struct schema_objects, member)
#define LOGIC(member)   PART_LOGIC, offsetof(struct schema_logic, member)
#define ALL_OF(part)    PART_##part, 0
#define NOTHING         PART_SCHEMA, 0

/* In the order of the names' bytes. A keyword that only annotates has no reader. */
static const struct {
    const char *name;
    unsigned marks;
    enum schema_shape shape;
    enum part part;
    size_t offset; /* of the member that it fills, in the part */
    void (*read)(struct making *m, void *slot);
} keywords[] = {
    {"$defs", SINCE_2019, SHAPE_MAP, NOTHING, NULL},
    {"$dynamicRef", IN_2020, SHAPE_NONE, SCHEMA(dynamic_reference), read_dynamic_ref},
    {"$recursiveRef", IN_2019, SHAPE_NONE, SCHEMA(dynamic_reference), read_dynamic_ref},
    {"$ref", EVERYWHERE, SHAPE_NONE, SCHEMA(reference), read_ref},
    {"additionalItems", UNTIL_2019, SHAPE_SCHEMA, ARRAYS(items), read_additional_items},
    {"additionalProperties", EVERYWHERE, SHAPE_SCHEMA, OBJECTS(additional), read_one},
    {"allOf", EVERYWHERE, SHAPE_LIST, LOGIC(all_of), read_list},
    {"anyOf", EVERYWHERE, SHAPE_LIST, LOGIC(any_of), read_list},
    {"const", EVERYWHERE | VALIDATION, SHAPE_NONE, SCHEMA(constant), read_const},
    {"contains", EVERYWHERE, SHAPE_SCHEMA, ARRAYS(contains), read_one},
    {"contentSchema", SINCE_2019, SHAPE_SCHEMA, NOTHING, NULL},
    {"definitions", EVERYWHERE, SHAPE_MAP, NOTHING, NULL},
    {"dependencies", EVERYWHERE, SHAPE_MAP, ALL_OF(OBJECTS), read_old_dependencies},
    {"dependentRequired", SINCE_2019 | VALIDATION, SHAPE_NONE, ALL_OF(OBJECTS), read_dependent_required},
    {"dependentSchemas", SINCE_2019, SHAPE_MAP, ALL_OF(OBJECTS), read_dependent_schemas},
    {"else", EVERYWHERE, SHAPE_SCHEMA, LOGIC(alternative), read_one},
    {"enum", EVERYWHERE | VALIDATION, SHAPE_NONE, SCHEMA(enumeration), read_enum},
    {"exclusiveMaximum", EVERYWHERE | VALIDATION, SHAPE_NONE, NUMBERS(exclusive_maximum), read_exclusive_maximum},
    {"exclusiveMinimum", EVERYWHERE | VALIDATION, SHAPE_NONE, NUMBERS(exclusive_minimum), read_exclusive_minimum},
    {"format", EVERYWHERE, SHAPE_NONE, ALL_OF(SCHEMA), read_format},
    {"if", EVERYWHERE, SHAPE_SCHEMA, LOGIC(condition), read_one},
    {"items", EVERYWHERE, SHAPE_EITHER, ALL_OF(ARRAYS), read_items},
    {"maxContains", SINCE_2019 | VALIDATION, SHAPE_NONE, ARRAYS(max_contains), read_count},
    {"maxItems", EVERYWHERE | VALIDATION, SHAPE_NONE, ARRAYS(max_items), read_count},
    {"maxLength", EVERYWHERE | VALIDATION, SHAPE_NONE, STRINGS(max_length), read_count},
    {"maxProperties", EVERYWHERE | VALIDATION, SHAPE_NONE, OBJECTS(max_properties), read_count},
    {"maximum", EVERYWHERE | VALIDATION, SHAPE_NONE, NUMBERS(maximum), read_bound},
    {"minContains", SINCE_2019 | VALIDATION, SHAPE_NONE, ARRAYS(min_contains), read_count},
    {"minItems", EVERYWHERE | VALIDATION, SHAPE_NONE, ARRAYS(min_items), read_count},
    {"minLength", EVERYWHERE | VALIDATION, SHAPE_NONE, STRINGS(min_length), read_count},
    {"minProperties", EVERYWHERE | VALIDATION, SHAPE_NONE, OBJECTS(min_properties), read_count},
    {"minimum", EVERYWHERE | VALIDATION, SHAPE_NONE, NUMBERS(minimum), read_bound},
    {"multipleOf", EVERYWHERE | VALIDATION, SHAPE_NONE, NUMBERS(multiple_of), read_multiple_of},
    {"not", EVERYWHERE, SHAPE_SCHEMA, LOGIC(negated), read_one},
    {"nullable", EVERYWHERE, SHAPE_NONE, ALL_OF(SCHEMA), read_nullable},
    {"oneOf", EVERYWHERE, SHAPE_LIST, LOGIC(one_of), read_list},
    {"pattern", EVERYWHERE | VALIDATION, SHAPE_NONE, STRINGS(pattern), read_string_pattern},
    {"patternProperties", EVERYWHERE, SHAPE_MAP, ALL_OF(OBJECTS), read_pattern_properties},
    {"prefixItems", IN_2020, SHAPE_LIST, ARRAYS(prefix), read_list},
    {"properties", EVERYWHERE, SHAPE_MAP, ALL_OF(OBJECTS), read_properties},
    {"propertyNames", EVERYWHERE, SHAPE_SCHEMA, OBJECTS(names), read_one},
    {"required", EVERYWHERE | VALIDATION, SHAPE_NONE, OBJECTS(required), read_names},
    {"then", EVERYWHERE, SHAPE_SCHEMA, LOGIC(consequence), read_one},
    {"type", EVERYWHERE | VALIDATION, SHAPE_NONE, ALL_OF(SCHEMA), read_type},
    {"unevaluatedItems", SINCE_2019, SHAPE_SCHEMA, ARRAYS(unevaluated), read_one},
    {"unevaluatedProperties", SINCE_2019, SHAPE_SCHEMA, OBJECTS(unevaluated), read_one},
    {"uniqueItems", EVERYWHERE | VALIDATION, SHAPE_NONE, ARRAYS(unique), read_unique_items},
};

enum { KEYWORDS = sizeof keywords / sizeof *keywords };

/* The row of a keyword; KEYWORDS when it is unknown. */
static size_t row_of(struct str name)
{
    size_t low = 0, high = KEYWORDS;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(name, str_of(keywords[middle].name));
        if (order == 0)
            return middle;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return KEYWORDS;
}

enum schema_shape schema_keyword_shape(struct str keyword, enum schema_draft draft)
{
    size_t row = row_of(keyword);
    return row < KEYWORDS && (keywords[row].marks & 1u << draft) ? keywords[row].shape : SHAPE_NONE;
}

/* The part, made when it is first asked for. */
static void *part_of(struct making *m, enum part part)
{
    static const size_t sizes[PART_COUNT] = {[PART_NUMBERS] = sizeof(struct schema_numbers),
                                             [PART_STRINGS] = sizeof(struct schema_strings),
                                             [PART_ARRAYS] = sizeof(struct schema_arrays),
                                             [PART_OBJECTS] = sizeof(struct schema_objects),
                                             [PART_LOGIC] = sizeof(struct schema_logic)};
    if (!m->parts[part])
        m->parts[part] = arena_alloc(m->set->arena, sizes[part]);
    return m->parts[part];
}

static void read_keyword(struct making *m, const struct node *value)
{
    size_t row = row_of(node_key(value));
    if (row == KEYWORDS || !keywords[row].read || !(keywords[row].marks & 1u << m->schema->resource->draft))
        return;
    m->value = value;
    if (m->is_of_validation || !(keywords[row].marks & VALIDATION))
        keywords[row].read(m, (char *)part_of(m, keywords[row].part) + keywords[row].offset);
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

/* The types about which nothing but `type` says anything. */
static unsigned settled_types(const struct schema *schema)
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

static void read_mapping(struct schema_set *set, struct schema *schema)
{
    struct making m = {.set = set, .schema = schema, .mapping = schema->node, .parts = {[PART_SCHEMA] = schema}};
    m.is_of_validation = !schema->resource->is_without_validation;
    const struct node *ref = schema->resource->draft == SCHEMA_DRAFT_7 ? node_find(schema->node, "$ref") : NULL;
    if (ref && is_string(ref)) { /* which hides what stands beside it */
        read_keyword(&m, ref);
        return;
    }
    for (const struct node *child = schema->node->first; child; child = child->next)
        if (node_is_scalar(child->key))
            read_keyword(&m, child);
    if (m.parts[PART_OBJECTS])
        mark_required(m.parts[PART_OBJECTS]);
    schema->numbers = m.parts[PART_NUMBERS];
    schema->strings = m.parts[PART_STRINGS];
    schema->arrays = m.parts[PART_ARRAYS];
    schema->objects = m.parts[PART_OBJECTS];
    schema->logic = m.parts[PART_LOGIC];
    schema->settled = settled_types(schema);
}

void schema_read(struct schema_set *set, struct schema *schema)
{
    bool is_true = true;
    if (node_is_mapping(schema->node)) {
        read_mapping(set, schema);
    } else if (is_bool(schema->node, &is_true)) {
        schema->is_false = !is_true;
        schema->settled = is_true ? JSON_TYPE_ANY : 0;
    } else {
        schema->is_bad = true;
        schema_add_problem(set, SCHEMA_BAD_VALUE, schema->node);
    }
}

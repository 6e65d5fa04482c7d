#include "schema/keywords.h"
#include "base/pattern_ast.h"
#include "schema/format.h"

enum { FEW = 8 /* names and values that are searched one by one */ };

static void refuse(struct schema_making *m, const struct node *node)
{
    m->schema->is_bad = true;
    schema_add_problem(m->set, SCHEMA_BAD_VALUE, node);
}

static const struct schema *child_schema(struct schema_making *m, const struct node *node)
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

static bool read_number(struct schema_making *m, const struct node *node, struct number *number)
{
    return (json_types_of(m->set->arena, node) & JSON_TYPE_NUMBER) &&
           number_parse_yaml(m->set->arena, node_text(node), number);
}

/* The readers of keywords: `slot` is the member of the part that the keyword fills. */
static void read_bound(struct schema_making *m, void *slot)
{
    struct schema_bound *bound = slot;
    if (read_number(m, m->value, &bound->value))
        bound->node = m->value;
    else
        refuse(m, m->value);
}

static void read_count(struct schema_making *m, void *slot)
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

static void read_one(struct schema_making *m, void *slot)
{
    const struct schema **schema = slot;
    *schema = child_schema(m, m->value);
}

static void read_list(struct schema_making *m, void *slot)
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
    *schemas = (struct schema_list){.node = list, .at = at, .count = count};
}

/* Of a list without any nobody can say what it means; the metaschemas rule it out. */
static void read_branches(struct schema_making *m, void *slot)
{
    if (node_is_sequence(m->value) && !node_children(m->value))
        refuse(m, m->value);
    else
        read_list(m, slot);
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

static void read_names_of(struct schema_making *m, const struct node *list, struct schema_names *names)
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

static void read_names(struct schema_making *m, void *slot)
{
    read_names_of(m, m->value, slot);
}

static void read_pattern(struct schema_making *m, const struct node *node, struct str text,
                         struct schema_pattern *pattern)
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

static void read_type(struct schema_making *m, void *slot)
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
static const struct map *scalars_of(struct schema_making *m, const struct schema_values *values)
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

static void read_enum(struct schema_making *m, void *slot)
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

static void read_const(struct schema_making *m, void *slot)
{
    struct schema_values *values = arena_new(m->set->arena, struct schema_values);
    const struct node **at = arena_new(m->set->arena, const struct node *);
    *at = node_resolve(m->value);
    *values = (struct schema_values){m->value, at, *at ? 1 : 0, NULL};
    *(const struct schema_values **)slot = values;
}

static void read_format(struct schema_making *m, void *slot)
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
static void read_exclusive(struct schema_making *m, struct schema_bound *exclusive, const char *bound)
{
    bool is_true = false;
    const struct node *number = node_find(m->mapping, bound);
    if (!is_bool(m->value, &is_true))
        read_bound(m, exclusive);
    else if (is_true && number && read_number(m, number, &exclusive->value))
        exclusive->node = m->value;
}

static void read_exclusive_minimum(struct schema_making *m, void *slot)
{
    read_exclusive(m, slot, "minimum");
}

static void read_exclusive_maximum(struct schema_making *m, void *slot)
{
    read_exclusive(m, slot, "maximum");
}

static void read_multiple_of(struct schema_making *m, void *slot)
{
    struct schema_bound *bound = slot;
    read_bound(m, slot);
    if (bound->node && number_sign(bound->value) <= 0) {
        refuse(m, m->value);
        bound->node = NULL;
    }
}

static void read_string_pattern(struct schema_making *m, void *slot)
{
    if (is_string(m->value))
        read_pattern(m, m->value, node_text(m->value), slot);
    else
        refuse(m, m->value);
}

static void read_items(struct schema_making *m, void *slot)
{
    struct schema_arrays *arrays = slot;
    if (!node_is_sequence(m->value))
        arrays->items = child_schema(m, m->value);
    else if (m->schema->resource->draft != SCHEMA_DRAFT_2020_12)
        read_list(m, &arrays->prefix);
    else
        refuse(m, m->value);
}

static void read_additional_items(struct schema_making *m, void *slot)
{
    if (node_is_sequence(node_find(m->mapping, "items")))
        read_one(m, slot);
}

static void read_unique_items(struct schema_making *m, void *slot)
{
    const struct node **unique = slot;
    bool is_true = false;
    if (!is_bool(m->value, &is_true))
        refuse(m, m->value);
    else if (is_true)
        *unique = m->value;
}

static void index_properties(struct schema_making *m, struct schema_objects *objects)
{
    struct map *index = arena_new(m->set->arena, struct map);
    map_init(index, m->set->arena);
    for (size_t i = 0; i < objects->property_count; i++)
        map_put_new(index, objects->properties[i].name, (void *)(uintptr_t)&objects->properties[i]);
    objects->index = index;
}

static void read_properties(struct schema_making *m, void *slot)
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
    for (size_t i = 0; i < objects->property_count; i++)
        objects->initials |= schema_initial(at[i].name);
    if (objects->property_count > FEW)
        index_properties(m, objects);
}

static void read_pattern_properties(struct schema_making *m, void *slot)
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

static size_t count_of(const struct schema_making *m, const char *keyword)
{
    const struct node *value = node_find(m->mapping, keyword);
    return node_is_mapping(value) ? node_resolve(value)->count : 0;
}

/* One list for the three keywords that speak of dependencies. */
static void read_dependencies(struct schema_making *m, struct schema_objects *objects, bool has_names, bool has_schemas)
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

static void read_dependent_required(struct schema_making *m, void *slot)
{
    read_dependencies(m, slot, true, false);
}

static void read_dependent_schemas(struct schema_making *m, void *slot)
{
    read_dependencies(m, slot, false, true);
}

static void read_old_dependencies(struct schema_making *m, void *slot)
{
    read_dependencies(m, slot, true, true);
}

static void read_reference_to(struct schema_making *m, struct schema_reference *reference)
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

static void read_ref(struct schema_making *m, void *slot)
{
    struct schema_reference *reference = slot;
    read_reference_to(m, reference);
    reference->anchor = (struct str){NULL, 0};
}

/* Whoever is entered later may hold the anchor that is meant. */
static void read_dynamic_ref(struct schema_making *m, void *slot)
{
    m->set->is_dynamic = true;
    for (struct schema_document *document = m->set->documents; document; document = document->next)
        schema_document_index(m->set, document);
    read_reference_to(m, slot);
}

static void read_nullable(struct schema_making *m, void *slot)
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
    VALIDATION = SCHEMA_OF_VALIDATION
};

/* The part, the slot of the reader, and what the keyword fills: one member, or all from one to another. */
#define ONE(part, type, member)                                                                                        \
    PART_##part, offsetof(struct type, member), offsetof(struct type, member), sizeof(((struct type *)0)->member)
#define FROM_TO(part, type, first, last)                                                                               \
    PART_##part, 0, offsetof(struct type, first),                                                                      \
        offsetof(struct type, last) + sizeof(((struct type *)0)->last) - offsetof(struct type, first)
#define SCHEMA(member)          ONE(SCHEMA, schema, member)
#define NUMBERS(member)         ONE(NUMBERS, schema_numbers, member)
#define STRINGS(member)         ONE(STRINGS, schema_strings, member)
#define ARRAYS(member)          ONE(ARRAYS, schema_arrays, member)
#define OBJECTS(member)         ONE(OBJECTS, schema_objects, member)
#define LOGIC(member)           ONE(LOGIC, schema_logic, member)
#define IN_SCHEMA(first, last)  FROM_TO(SCHEMA, schema, first, last)
#define IN_ARRAYS(first, last)  FROM_TO(ARRAYS, schema_arrays, first, last)
#define IN_OBJECTS(first, last) FROM_TO(OBJECTS, schema_objects, first, last)
#define NOTHING                 PART_SCHEMA, 0, 0, 0

/* In the order of the names' bytes. */
static const struct schema_keyword keywords[] = {
    {"$defs", SINCE_2019, SHAPE_MAP, NOTHING, NULL},
    {"$dynamicRef", IN_2020, SHAPE_NONE, SCHEMA(dynamic_reference), read_dynamic_ref},
    {"$recursiveRef", IN_2019, SHAPE_NONE, SCHEMA(dynamic_reference), read_dynamic_ref},
    {"$ref", EVERYWHERE, SHAPE_NONE, SCHEMA(reference), read_ref},
    {"additionalItems", UNTIL_2019, SHAPE_SCHEMA, ARRAYS(items), read_additional_items},
    {"additionalProperties", EVERYWHERE, SHAPE_SCHEMA, OBJECTS(additional), read_one},
    {"allOf", EVERYWHERE, SHAPE_LIST, LOGIC(all_of), read_branches},
    {"anyOf", EVERYWHERE, SHAPE_LIST, LOGIC(any_of), read_branches},
    {"const", EVERYWHERE | VALIDATION, SHAPE_NONE, SCHEMA(constant), read_const},
    {"contains", EVERYWHERE, SHAPE_SCHEMA, ARRAYS(contains), read_one},
    {"contentSchema", SINCE_2019, SHAPE_SCHEMA, NOTHING, NULL},
    {"definitions", EVERYWHERE, SHAPE_MAP, NOTHING, NULL},
    {"dependencies", EVERYWHERE, SHAPE_MAP, IN_OBJECTS(dependencies, dependency_count), read_old_dependencies},
    {"dependentRequired", SINCE_2019 | VALIDATION, SHAPE_NONE, IN_OBJECTS(dependencies, dependency_count),
     read_dependent_required},
    {"dependentSchemas", SINCE_2019, SHAPE_MAP, IN_OBJECTS(dependencies, dependency_count), read_dependent_schemas},
    {"else", EVERYWHERE, SHAPE_SCHEMA, LOGIC(alternative), read_one},
    {"enum", EVERYWHERE | VALIDATION, SHAPE_NONE, SCHEMA(enumeration), read_enum},
    {"exclusiveMaximum", EVERYWHERE | VALIDATION, SHAPE_NONE, NUMBERS(exclusive_maximum), read_exclusive_maximum},
    {"exclusiveMinimum", EVERYWHERE | VALIDATION, SHAPE_NONE, NUMBERS(exclusive_minimum), read_exclusive_minimum},
    {"format", EVERYWHERE, SHAPE_NONE, IN_SCHEMA(format_node, format), read_format},
    {"if", EVERYWHERE, SHAPE_SCHEMA, LOGIC(condition), read_one},
    {"items", EVERYWHERE, SHAPE_EITHER, IN_ARRAYS(prefix, items), read_items},
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
    {"nullable", EVERYWHERE, SHAPE_NONE, IN_SCHEMA(types, type), read_nullable},
    {"oneOf", EVERYWHERE, SHAPE_LIST, LOGIC(one_of), read_branches},
    {"pattern", EVERYWHERE | VALIDATION, SHAPE_NONE, STRINGS(pattern), read_string_pattern},
    {"patternProperties", EVERYWHERE, SHAPE_MAP, IN_OBJECTS(patterns, pattern_count), read_pattern_properties},
    {"prefixItems", IN_2020, SHAPE_LIST, ARRAYS(prefix), read_list},
    {"properties", EVERYWHERE, SHAPE_MAP, IN_OBJECTS(properties_node, index), read_properties},
    {"propertyNames", EVERYWHERE, SHAPE_SCHEMA, OBJECTS(names), read_one},
    {"required", EVERYWHERE | VALIDATION, SHAPE_NONE, OBJECTS(required), read_names},
    {"then", EVERYWHERE, SHAPE_SCHEMA, LOGIC(consequence), read_one},
    {"type", EVERYWHERE | VALIDATION, SHAPE_NONE, IN_SCHEMA(types, type), read_type},
    {"unevaluatedItems", SINCE_2019, SHAPE_SCHEMA, ARRAYS(unevaluated), read_one},
    {"unevaluatedProperties", SINCE_2019, SHAPE_SCHEMA, OBJECTS(unevaluated), read_one},
    {"uniqueItems", EVERYWHERE | VALIDATION, SHAPE_NONE, ARRAYS(unique), read_unique_items},
};

const struct schema_keyword *schema_keyword_find(struct str name, enum schema_draft draft)
{
    size_t low = 0, high = sizeof keywords / sizeof *keywords;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(name, str_of(keywords[middle].name));
        if (order == 0)
            return keywords[middle].marks & 1u << draft ? &keywords[middle] : NULL;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

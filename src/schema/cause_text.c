#include "base/buf.h"
#include "base/distance.h"
#include "base/utf8.h"
#include "schema/format.h"
#include "schema/validate.h"

enum { VALUES_SHOWN = 5 /* of an enum */, VALUES_COMPARED = 100 /* for one that is near */ };

static bool is_name(const struct node *node)
{
    return node->parent && node->parent->kind == NODE_MAPPING && !node->key;
}

/* The value found. */
static const char *found(struct arena *arena, const struct schema_cause *cause)
{
    const char *shown = node_quote(arena, cause->instance);
    return is_name(cause->instance) ? text_print(arena, "the name %s", shown) : shown;
}

static const char *wanted(struct arena *arena, const struct schema_cause *cause)
{
    return node_quote(arena, cause->demand);
}

static const char *text_of_type(struct arena *arena, const struct schema_cause *cause)
{
    const char *is = json_types_of(arena, cause->instance)
                         ? node_describe(arena, cause->instance)
                         : text_print(arena, "%s is nothing that JSON has", node_quote(arena, cause->instance));
    return text_print(arena, "%s, the type is %s", is, json_type_names(arena, cause->schema->types));
}

/* "`a`, `b` or `c`" */
static const char *values_text(struct arena *arena, const struct schema_values *values)
{
    struct buf buf = {.arena = arena};
    for (size_t i = 0; i < values->count; i++)
        buf_print(&buf, "%s%s", i == 0 ? "" : i + 1 < values->count ? ", " : " or ", node_quote(arena, values->at[i]));
    return buf_c(&buf);
}

/* The value that is written alike and of another type; NULL when there is none. */
static const struct node *twin_of(const struct schema_values *values, const struct node *instance)
{
    for (size_t i = 0; node_is_scalar(instance) && i < values->count && i < VALUES_COMPARED; i++)
        if (node_is_scalar(values->at[i]) && str_equal(node_text(values->at[i]), node_text(instance)))
            return values->at[i];
    return NULL;
}

static const char *text_of_twin(struct arena *arena, const struct schema_cause *cause, const char *where,
                                const struct node *twin)
{
    const char *kind = node_kind_name(twin);
    return text_print(arena, "%s, %s is a%s %s", node_describe(arena, cause->instance), where,
                      kind[0] == 'i' ? "n" : "", kind);
}

static const char *text_of_enum(struct arena *arena, const struct schema_cause *cause)
{
    const struct schema_values *values = cause->schema->enumeration;
    const struct node *twin = twin_of(values, cause->instance);
    struct distance_search near = distance_search_start(node_text(cause->instance));
    if (twin)
        return text_of_twin(arena, cause, "in the enum it", twin);
    if (values->count <= VALUES_SHOWN)
        return text_print(arena, "%s is not in the enum, which has %s", found(arena, cause),
                          values_text(arena, values));
    for (size_t i = 0; i < values->count && i < VALUES_COMPARED; i++)
        if (node_is_scalar(values->at[i]))
            distance_search_offer(&near, node_text(values->at[i]));
    if (!near.found.len)
        return text_print(arena, "%s is not in the enum of %zu values", found(arena, cause), values->count);
    return text_print(arena, "%s is not in the enum of %zu values, %s is", found(arena, cause), values->count,
                      utf8_quote(arena, near.found));
}

static const char *text_of_const(struct arena *arena, const struct schema_cause *cause)
{
    const struct schema_values *constant = cause->schema->constant;
    const struct node *twin = twin_of(constant, cause->instance);
    if (twin)
        return text_of_twin(arena, cause, "`const`", twin);
    bool are_scalars = node_is_scalar(cause->instance) && constant->count && node_is_scalar(constant->at[0]);
    if (!are_scalars)
        return text_print(arena, "%s is not what `const` says", found(arena, cause));
    return text_print(arena, "%s is not %s", found(arena, cause), node_quote(arena, constant->at[0]));
}

static const char *text_of_range(struct arena *arena, const struct schema_cause *cause)
{
    return text_print(arena, "%s is out of range, `%s` is %s", found(arena, cause), cause->keyword,
                      wanted(arena, cause));
}

static const char *text_of_multiple(struct arena *arena, const struct schema_cause *cause)
{
    return text_print(arena, "%s is no multiple of %s", found(arena, cause), wanted(arena, cause));
}

static const char *text_of_count(struct arena *arena, const struct schema_cause *cause, size_t count, const char *one,
                                 const char *many)
{
    return text_print(arena, "%s has %zu %s, `%s` is %s", found(arena, cause), count, count == 1 ? one : many,
                      cause->keyword, wanted(arena, cause));
}

static const char *text_of_length(struct arena *arena, const struct schema_cause *cause)
{
    return text_of_count(arena, cause, utf8_length(node_text(cause->instance)), "character", "characters");
}

static const char *text_of_items(struct arena *arena, const struct schema_cause *cause)
{
    return text_of_count(arena, cause, node_resolve(cause->instance)->count, "item", "items");
}

static const char *text_of_properties(struct arena *arena, const struct schema_cause *cause)
{
    return text_of_count(arena, cause, node_resolve(cause->instance)->count, "property", "properties");
}

static const char *text_of_pattern(struct arena *arena, const struct schema_cause *cause)
{
    return text_print(arena, "%s does not match %s", found(arena, cause), wanted(arena, cause));
}

static const char *text_of_format(struct arena *arena, const struct schema_cause *cause)
{
    return text_print(arena, "%s is not of the format `%s`", found(arena, cause), cause->schema->format->name);
}

static const char *text_of_unique(struct arena *arena, const struct schema_cause *cause)
{
    return text_print(arena, "%s stands in the list more than once, `uniqueItems` is true",
                      node_quote(arena, cause->child));
}

static const char *text_of_contains(struct arena *arena, const struct schema_cause *cause)
{
    size_t count = node_resolve(cause->instance)->count;
    return text_print(arena, "none of %zu item%s fits `contains`", count, count == 1 ? "" : "s");
}

static const char *text_of_least_contained(struct arena *arena, const struct schema_cause *cause)
{
    return text_print(arena, "too few items fit `contains`, `minContains` is %s", wanted(arena, cause));
}

static const char *text_of_most_contained(struct arena *arena, const struct schema_cause *cause)
{
    return text_print(arena, "too many items fit `contains`, `maxContains` is %s", wanted(arena, cause));
}

static const char *text_of_required(struct arena *arena, const struct schema_cause *cause)
{
    return text_print(arena, "%s is missing", node_quote(arena, cause->missing));
}

static const char *text_of_dependent(struct arena *arena, const struct schema_cause *cause)
{
    return text_print(arena, "%s is missing, which %s requires", node_quote(arena, cause->missing),
                      utf8_quote(arena, node_key(cause->demand)));
}

/* A name near a declared one that is absent was probably meant to be that. */
static const char *text_of_additional(struct arena *arena, const struct schema_cause *cause)
{
    const struct schema_objects *objects = cause->schema->objects;
    struct str name = node_key(cause->child);
    struct distance_search near = distance_search_start(name);
    for (size_t i = 0; i < objects->property_count; i++)
        if (!node_find_str(cause->instance, objects->properties[i].name))
            distance_search_offer(&near, objects->properties[i].name);
    if (near.found.len)
        return text_print(arena, "%s is not declared, %s is", utf8_quote(arena, name), utf8_quote(arena, near.found));
    return text_print(arena, "%s is not declared, `%s` is false", utf8_quote(arena, name), cause->keyword);
}

static const char *text_of_extra_item(struct arena *arena, const struct schema_cause *cause)
{
    return text_print(arena, "%s is one item too many, `%s` is false", node_quote(arena, cause->child), cause->keyword);
}

static const char *text_of_false(struct arena *arena, const struct schema_cause *cause)
{
    const struct node *key = cause->instance->key;
    if (is_name(cause->instance) || !key)
        return text_print(arena, "%s is not allowed, the schema is `false`", found(arena, cause));
    return text_print(arena, "%s is not allowed, its schema is `false`", node_quote(arena, key));
}

static const char *text_of_not(struct arena *arena, const struct schema_cause *cause)
{
    return text_print(arena, "%s fits the schema of `not`", found(arena, cause));
}

static const char *text_of_one(struct arena *arena, const struct schema_cause *cause)
{
    return text_print(arena, "%s fits more than one schema of `oneOf`", found(arena, cause));
}

static const struct {
    const char *keyword;
    const char *(*text)(struct arena *, const struct schema_cause *);
} texts[] = {
    {"type", text_of_type},
    {"enum", text_of_enum},
    {"const", text_of_const},
    {"minimum", text_of_range},
    {"exclusiveMinimum", text_of_range},
    {"maximum", text_of_range},
    {"exclusiveMaximum", text_of_range},
    {"multipleOf", text_of_multiple},
    {"minLength", text_of_length},
    {"maxLength", text_of_length},
    {"pattern", text_of_pattern},
    {"format", text_of_format},
    {"minItems", text_of_items},
    {"maxItems", text_of_items},
    {"uniqueItems", text_of_unique},
    {"contains", text_of_contains},
    {"minContains", text_of_least_contained},
    {"maxContains", text_of_most_contained},
    {"items", text_of_extra_item},
    {"additionalItems", text_of_extra_item},
    {"unevaluatedItems", text_of_extra_item},
    {"minProperties", text_of_properties},
    {"maxProperties", text_of_properties},
    {"required", text_of_required},
    {"dependentRequired", text_of_dependent},
    {"dependencies", text_of_dependent},
    {"additionalProperties", text_of_additional},
    {"unevaluatedProperties", text_of_additional},
    {"not", text_of_not},
    {"oneOf", text_of_one},
    {"false", text_of_false},
};

const char *schema_cause_text(struct arena *arena, const struct schema_cause *cause)
{
    size_t i = 0;
    while (strcmp(texts[i].keyword, cause->keyword) != 0)
        i++;
    return texts[i].text(arena, cause);
}

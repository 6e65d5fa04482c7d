#include "schema/satisfy_parts.h"
#include "yaml/node_print.h"

static const struct schema_resource constant_resource = {.draft = SCHEMA_DRAFT_2020_12};

const struct schema constant_nothing = {.resource = &constant_resource, .is_false = true, .types = JSON_TYPE_ANY};

/* Of an alias of nothing: nobody knows what it holds for, as of a reference that leads nowhere. */
static const struct node nothing = {.kind = NODE_ALIAS};
static const struct schema constant_unknown = {
    .resource = &constant_resource, .types = JSON_TYPE_ANY, .reference = {.node = &nothing}, .node = &nothing};

struct schema *constant_make(struct search *search)
{
    struct schema *schema = arena_new(search->arena, struct schema);
    schema->resource = &constant_resource;
    schema->types = JSON_TYPE_ANY;
    return schema;
}

static struct str text_of(struct search *search, const char *prefix, const struct node *value)
{
    struct buf buf = {.arena = search->arena};
    buf_add_c(&buf, prefix);
    node_print(&buf, value, 0);
    return buf_str(&buf);
}

const struct schema *constant_schema(struct search *search, const struct node *value)
{
    value = node_resolve(value);
    if (!value)
        return &constant_unknown;
    struct str key = text_of(search, "", value);
    struct schema *schema = map_get(&search->constants, key);
    if (schema)
        return schema;
    schema = constant_make(search);
    const struct node **at = arena_new(search->arena, const struct node *);
    *at = value;
    struct schema_values *values = arena_new(search->arena, struct schema_values);
    *values = (struct schema_values){.node = value, .at = at, .count = 1};
    schema->constant = values;
    map_put(&search->constants, key, schema);
    return schema;
}

static const struct schema_arrays *list_shape(struct search *search, const struct node *list)
{
    struct schema_arrays *arrays = arena_new(search->arena, struct schema_arrays);
    const struct schema **at = arena_alloc_array(search->arena, list->count + 1u, sizeof(const struct schema *));
    size_t count = 0;
    for (const struct node *item = list->first; item; item = item->next)
        at[count++] = constant_schema(search, item);
    arrays->prefix = (struct schema_list){.node = list, .at = at, .count = count};
    arrays->items = &constant_nothing;
    arrays->min_items = (struct schema_count){list, count};
    return arrays;
}

static const struct schema_objects *mapping_shape(struct search *search, const struct node *mapping)
{
    struct schema_objects *objects = arena_new(search->arena, struct schema_objects);
    struct schema_property *properties =
        arena_alloc_array(search->arena, mapping->count + 1u, sizeof(struct schema_property));
    const struct node **names = arena_alloc_array(search->arena, mapping->count + 1u, sizeof(const struct node *));
    struct map *index = arena_new(search->arena, struct map);
    map_init(index, search->arena);
    size_t count = 0;
    for (const struct node *child = mapping->first; child; child = child->next) {
        struct schema_property property = {node_key(child), child, constant_schema(search, child), true};
        properties[count] = property;
        if (map_put_new(index, property.name, &properties[count]))
            continue;
        names[count++] = child->key;
    }
    objects->properties_node = mapping;
    objects->properties = properties;
    objects->property_count = count;
    objects->index = index;
    objects->required = (struct schema_names){mapping, names, count};
    objects->additional = &constant_nothing;
    return objects;
}

const struct schema *constant_shape(struct search *search, const struct node *value)
{
    value = node_resolve(value);
    struct str key = text_of(search, "shape ", value);
    struct schema *schema = map_get(&search->constants, key);
    if (schema)
        return schema;
    schema = constant_make(search);
    if (value->kind == NODE_MAPPING) {
        schema->types = JSON_TYPE_OBJECT;
        schema->objects = mapping_shape(search, value);
    } else {
        schema->types = JSON_TYPE_ARRAY;
        schema->arrays = list_shape(search, value);
    }
    map_put(&search->constants, key, schema);
    return schema;
}

#include "base/uri.h"
#include "schema/compiler.h"
#include "schema/metaschema.h"
#include "yaml/parse.h"

static const struct {
    const char *uri;
    enum schema_draft draft;
} drafts[] = {
    {"http://json-schema.org/draft-07/schema", SCHEMA_DRAFT_7},
    {"http://json-schema.org/draft-06/schema", SCHEMA_DRAFT_7}, /* differs in if, then, else only, and in formats */
    {"https://json-schema.org/draft/2019-09/schema", SCHEMA_DRAFT_2019_09},
    {"https://json-schema.org/draft/2020-12/schema", SCHEMA_DRAFT_2020_12},
};

static struct str without_fragment(struct str uri)
{
    return str_slice(uri, 0, str_index(uri, '#'));
}

static const struct schema_resource *resource_with_uri(struct schema_set *set, struct str uri)
{
    const struct schema_resource *resource = map_get(&set->resources, uri);
    struct str text = resource ? STR("") : metaschema_text(uri);
    if (!text.len)
        return resource;
    struct source *source = arena_new(set->arena, struct source);
    *source = source_make(set->arena, uri, text);
    schema_set_add(set, uri, yaml_parse(set->arena, source, &limits_default)->root, NULL);
    return map_get(&set->resources, uri);
}

static bool is_true(const struct node *node)
{
    return node_is_scalar(node) && node_resolve(node)->type == SCALAR_BOOL && str_is_caseless(node_text(node), "true");
}

/* Sets what a metaschema of somebody's own says: the draft it is made for, and its vocabularies (core, 8.1.2). */
static void read_metaschema(struct schema_resource *resource, const struct schema_resource *metaschema)
{
    const struct node *vocabularies = node_find(metaschema->root, "$vocabulary");
    resource->draft = metaschema->draft;
    if (!vocabularies)
        return;
    resource->is_without_validation = true;
    for (const struct node *child = node_children(vocabularies); child; child = child->next) {
        if (str_ends(node_key(child), "/vocab/validation"))
            resource->is_without_validation = false;
        if (str_ends(node_key(child), "/vocab/format-assertion") ||
            (str_ends(node_key(child), "/vocab/format") && is_true(child)))
            resource->asserts_format = true;
    }
}

/* Sets what `$schema` says; what nobody knows says nothing. */
static void read_dialect(struct schema_set *set, struct schema_resource *resource)
{
    struct str uri = without_fragment(node_text(node_find(resource->root, "$schema")));
    if (!uri.len)
        return;
    resource->is_draft_guessed = false;
    for (size_t i = 0; i < sizeof drafts / sizeof *drafts; i++)
        if (str_is(uri, drafts[i].uri)) {
            resource->draft = drafts[i].draft;
            return;
        }
    const struct schema_resource *metaschema = resource_with_uri(set, uri);
    if (metaschema && metaschema != resource)
        read_metaschema(resource, metaschema);
    else
        resource->is_draft_guessed = !metaschema;
}

static struct schema_resource *resource_make(struct schema_set *set, struct schema_document *document, struct str uri,
                                             const struct node *root, const struct schema_resource *outer)
{
    struct schema_resource *resource = arena_new(set->arena, struct schema_resource);
    if (outer)
        *resource = *outer;
    else
        resource->draft = set->draft;
    resource->anchors = NULL;
    resource->dynamic_root = NULL;
    resource->document = document;
    resource->uri = uri;
    resource->root = root;
    map_put_object(&set->roots, root, resource);
    map_put_new(&document->resources, uri, resource);
    if (uri.len)
        map_put_new(&set->resources, uri, resource);
    read_dialect(set, resource);
    if (resource->draft == SCHEMA_DRAFT_2019_09 && is_true(node_find(root, "$recursiveAnchor")))
        resource->dynamic_root = schema_at(set, root, resource);
    return resource;
}

/* The identifier of a schema object; empty when it has none, or one that names only a fragment. */
static struct str identifier(const struct node *mapping, enum schema_draft draft)
{
    const struct node *id = node_find(mapping, "$id");
    if (!id || (draft == SCHEMA_DRAFT_7 && node_find(mapping, "$ref")))
        return (struct str){NULL, 0};
    return node_is_scalar(id) ? without_fragment(node_text(id)) : (struct str){NULL, 0};
}

void schema_set_add(struct schema_set *set, struct str uri, const struct node *root, const struct node *outer)
{
    struct schema_document *document = arena_new(set->arena, struct schema_document);
    root = node_resolve(root);
    *document = (struct schema_document){.root = root, .outer = outer, .next = set->documents};
    map_init(&document->resources, set->arena);
    set->documents = document;
    struct str own = identifier(root, set->draft);
    uri = without_fragment(uri);
    struct schema_resource *resource =
        resource_make(set, document, own.len ? uri_resolve(set->arena, uri, own) : uri, root, NULL);
    map_put_new(&document->resources, uri, resource);
    if (uri.len)
        map_put_new(&set->resources, uri, resource);
    if (set->is_dynamic)
        schema_document_index(set, document);
}

const struct schema_resource *schema_resource_at(struct schema_set *set, const struct node *mapping,
                                                 const struct schema_resource *outer)
{
    const struct schema_resource *known = map_get_object(&set->roots, mapping);
    if (known || !node_is_mapping(mapping))
        return known ? known : outer;
    struct str id = identifier(mapping, outer->draft);
    return id.len ? resource_make(set, outer->document, uri_resolve(set->arena, outer->uri, id), mapping, outer)
                  : outer;
}

const struct schema_resource *schema_resource_of(struct schema_set *set, const struct node *node)
{
    const struct schema_resource *known = map_get_object(&set->roots, node);
    if (known)
        return known;
    const struct schema_resource *outer = node->parent ? schema_resource_of(set, node->parent) : NULL;
    return outer ? schema_resource_at(set, node, outer) : NULL;
}

static void add_anchor(struct schema_set *set, const struct schema_resource *resource, const struct node *mapping,
                       struct str name, bool is_dynamic)
{
    struct schema_resource *changed = map_get_object(&set->roots, resource->root);
    struct schema_anchor *anchor = arena_new(set->arena, struct schema_anchor);
    *anchor = (struct schema_anchor){mapping, is_dynamic ? schema_at(set, mapping, resource) : NULL};
    if (!changed->anchors) {
        changed->anchors = arena_new(set->arena, struct map);
        map_init(changed->anchors, set->arena);
    }
    if (is_dynamic)
        map_put(changed->anchors, name, anchor);
    else
        map_put_new(changed->anchors, name, anchor);
}

static void index_anchors(struct schema_set *set, const struct node *mapping, const struct schema_resource *resource)
{
    struct str id = node_text(node_find(mapping, "$id"));
    if (resource->draft == SCHEMA_DRAFT_7) {
        if (str_starts(id, "#") && id.len > 1 && !node_find(mapping, "$ref"))
            add_anchor(set, resource, mapping, str_slice(id, 1, id.len), false);
        return;
    }
    struct str anchor = node_text(node_find(mapping, "$anchor"));
    if (anchor.len)
        add_anchor(set, resource, mapping, anchor, false);
    struct str dynamic = node_text(node_find(mapping, "$dynamicAnchor"));
    if (dynamic.len && resource->draft == SCHEMA_DRAFT_2020_12)
        add_anchor(set, resource, mapping, dynamic, true);
}

static void index_schema(struct schema_set *set, const struct node *node, const struct schema_resource *outer);

static void index_children(struct schema_set *set, const struct node *value, const struct schema_resource *resource)
{
    for (const struct node *child = node_children(value); child; child = child->next)
        index_schema(set, child, resource);
}

static void index_schema(struct schema_set *set, const struct node *node, const struct schema_resource *outer)
{
    const struct node *mapping = node_resolve(node);
    if (!node_is_mapping(mapping) || node->kind == NODE_ALIAS)
        return;
    const struct schema_resource *resource = schema_resource_at(set, mapping, outer);
    index_anchors(set, mapping, resource);
    for (const struct node *child = mapping->first; child; child = child->next)
        switch (schema_keyword_shape(node_key(child), resource->draft)) {
        case SHAPE_NONE: break;
        case SHAPE_SCHEMA: index_schema(set, child, resource); break;
        case SHAPE_EITHER:
            if (node_is_mapping(child)) {
                index_schema(set, child, resource);
                break;
            } /* fall through */
        case SHAPE_LIST:
        case SHAPE_MAP: index_children(set, child, resource); break;
        }
}

void schema_document_index(struct schema_set *set, struct schema_document *document)
{
    if (document->is_indexed)
        return;
    document->is_indexed = true;
    index_schema(set, document->root, schema_resource_of(set, document->root));
}

static const struct schema_resource *find_resource(struct schema_set *set, const struct schema_resource *from,
                                                   struct str uri)
{
    if (!uri.len || str_equal(uri, from->uri))
        return from;
    schema_document_index(set, from->document);
    const struct schema_resource *found = map_get(&from->document->resources, uri);
    if (found)
        return found;
    for (struct schema_document *document = set->documents; document; document = document->next)
        schema_document_index(set, document);
    return resource_with_uri(set, uri);
}

static const struct node *follow(struct schema_set *set, const struct schema_resource *resource, struct str pointer)
{
    const struct node *node = node_follow(&set->follower, resource->root, pointer);
    if (!node && resource->document->outer)
        node = node_follow(&set->follower, resource->document->outer, pointer);
    return node_resolve(node);
}

const struct node *schema_reference_find(struct schema_set *set, const struct schema_resource *from, struct str text,
                                         const struct schema_resource **resource, const struct schema_anchor **anchor,
                                         enum schema_problem_kind *problem)
{
    struct str uri = uri_resolve(set->arena, from->uri, text), base = without_fragment(uri);
    struct str fragment = str_slice(uri, base.len + 1, uri.len);
    const struct schema_resource *found = find_resource(set, from, base);
    *problem = found ? SCHEMA_REFERENCE_UNRESOLVED : SCHEMA_REFERENCE_EXTERNAL;
    *anchor = NULL;
    if (!found)
        return NULL;
    if (!fragment.len || fragment.at[0] == '/') {
        const struct node *node = fragment.len ? follow(set, found, fragment) : found->root;
        *resource = node ? schema_resource_of(set, node) : NULL;
        if (node && !*resource)
            *resource = found; /* outside of the schema, in the document around it */
        return node;
    }
    schema_document_index(set, found->document);
    *anchor = found->anchors ? map_get(found->anchors, uri_decode(set->arena, fragment)) : NULL;
    *resource = found;
    return *anchor ? (*anchor)->node : NULL;
}

static bool is_recursive(const struct schema *schema)
{
    return schema->resource && schema->resource->draft == SCHEMA_DRAFT_2019_09;
}

bool schema_reference_is_dynamic(const struct schema *schema)
{
    const struct schema_reference *reference = &schema->dynamic_reference;
    const struct schema *target = reference->target;
    if (is_recursive(schema))
        return target && target->resource && target->resource->dynamic_root;
    return reference->anchor.len > 0;
}

const struct schema *schema_dynamic_offer(const struct schema_resource *resource, const struct schema *schema)
{
    if (is_recursive(schema))
        return resource->dynamic_root;
    const struct schema_anchor *anchor =
        resource->anchors ? map_get(resource->anchors, schema->dynamic_reference.anchor) : NULL;
    return anchor ? anchor->dynamic : NULL;
}

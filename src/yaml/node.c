#include "yaml/node.h"

#include "base/utf8.h"

const struct limits limits_default = {
    .file_size = 8u << 20, .depth = 64, .nodes = 1000000, .aliases = 10000, .run = 4096};

enum { BYTES_PER_NODE = 90 }; /* for the node and all that is made from it; a real contract takes less */

struct limits limits_of_input(const struct limits *limits, const struct arena *arena)
{
    struct limits own = *limits;
    own.memory = arena_size(arena) + (size_t)limits->nodes * BYTES_PER_NODE;
    return own;
}

const struct node_properties *node_properties(const struct node *node)
{
    const struct node_extra *extra = node->extra;
    return extra && (extra->properties.anchor.len || extra->properties.tag.len) ? &extra->properties : NULL;
}

static bool is_kind(const struct node *node, enum node_kind kind)
{
    node = node_resolve(node);
    return node && node->kind == kind;
}

bool node_is_mapping(const struct node *node)
{
    return is_kind(node, NODE_MAPPING);
}

bool node_is_sequence(const struct node *node)
{
    return is_kind(node, NODE_SEQUENCE);
}

bool node_is_doubtful(const struct node *node)
{
    const struct node *parent = node->parent;
    bool is_in_brackets = parent && (parent->flags & NODE_OPEN) && parent->style == STYLE_FLOW;
    return (node->flags & NODE_OPEN) || (node->kind == NODE_SCALAR && is_in_brackets) ||
           (node->kind == NODE_ALIAS && !node->target);
}

bool node_is_blank(const struct node *node)
{
    return node_is_null(node) || (node_is_scalar(node) && str_is_blank(node_text(node)));
}

/* By bisection in the index of a large mapping. */
static const struct node *find_sorted(const struct node_extra *extra, struct str key)
{
    size_t low = 0, high = extra->sorted_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(node_key(extra->sorted[middle]), key);
        if (order == 0)
            return extra->sorted[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

const struct node *node_find_str(const struct node *mapping, struct str key)
{
    mapping = node_resolve(mapping);
    if (!mapping || mapping->kind != NODE_MAPPING)
        return NULL;
    if (mapping->extra && mapping->extra->sorted)
        return find_sorted(mapping->extra, key);
    for (const struct node *child = mapping->first; child; child = child->next)
        if (node_is_scalar(child->key) && str_equal(node_key(child), key))
            return child;
    return NULL;
}

const struct node *node_find(const struct node *mapping, const char *key)
{
    return node_find_str(mapping, str_of(key));
}

const char *node_kind_name(const struct node *node)
{
    static const char *const scalars[] = {[SCALAR_STRING] = "string",
                                          [SCALAR_NULL] = "null",
                                          [SCALAR_BOOL] = "boolean",
                                          [SCALAR_INT] = "integer",
                                          [SCALAR_FLOAT] = "number"};
    node = node_resolve(node);
    if (!node)
        return "null";
    if (node->kind == NODE_SCALAR)
        return scalars[node->type];
    return node->kind == NODE_MAPPING ? "mapping" : "list";
}

const char *node_quote(struct arena *arena, const struct node *node)
{
    node = node_resolve(node);
    if (!node || node_is_null(node))
        return "`null`";
    if (node->kind == NODE_SCALAR)
        return node->text.len ? utf8_quote(arena, node->text) : "`\"\"`";
    return node->kind == NODE_MAPPING ? "a mapping" : "a list";
}

const char *node_quote_key(struct arena *arena, const struct node *child)
{
    return node_is_scalar(child->key) ? utf8_quote(arena, node_key(child))
                                      : text_print(arena, "a key that is %s", node_quote(arena, child->key));
}

const char *node_describe(struct arena *arena, const struct node *node)
{
    const char *shown = node_quote(arena, node), *kind = node_kind_name(node);
    if (!node_is_scalar(node))
        return shown;
    const char *article = node_is_null(node) ? "" : kind[0] == 'i' ? "an " : "a ";
    return text_print(arena, "%s is %s%s", shown, article, kind);
}

static const struct node *first_token(const struct node *node)
{
    while (node->kind == NODE_MAPPING && node->style == STYLE_BLOCK && node->first && node->first->key)
        node = node->first->key;
    return node;
}

struct span node_owner_span(const struct node *mapping)
{
    if (mapping->key)
        return mapping->key->span;
    const struct node *token = first_token(mapping);
    bool is_collection = token->kind == NODE_MAPPING || token->kind == NODE_SEQUENCE;
    return is_collection ? (struct span){token->span.start, token->span.start + 1} : token->span;
}

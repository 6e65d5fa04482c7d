#include "yaml/mapping.h"

#include "base/buf.h"

bool mapping_is_merge_key(const struct node *key)
{
    if (key->kind != NODE_SCALAR || key->style != STYLE_PLAIN || key->text.len != 2 || key->text.at[0] != '<' ||
        key->text.at[1] != '<')
        return false;
    const struct node_properties *properties = node_properties(key);
    return !properties || properties->tag.len == 0 || str_is(properties->tag, "tag:yaml.org,2002:merge");
}

/* Inside this file: a child whose key came before. */
enum { NODE_DROPPED = 128 };

static void merge_invalid(struct composer *c, const struct node *value)
{
    const struct node *target = node_resolve(value);
    if (!target)
        return; /* the undefined alias is told already */
    compose_problem(
        c, "yaml-merge-invalid", value->span, value,
        text_print(c->arena, "only a mapping or a list of mappings can be merged, no %s", node_kind_name(target)));
}

static struct node *merge_one(struct composer *c, struct node *mapping, struct node *last, const struct node *value)
{
    if (!node_is_mapping(value)) {
        merge_invalid(c, value);
        return last;
    }
    for (const struct node *child = node_children(value); child; child = child->next) {
        struct node *pair = arena_new(c->arena, struct node);
        *pair = (struct node){.kind = NODE_ALIAS,
                              .flags = NODE_MERGED,
                              .span = value->span,
                              .parent = mapping,
                              .key = child->key,
                              .target = node_resolve(child)};
        if (last)
            last->next = pair;
        else
            mapping->first = pair;
        mapping->last = last = pair;
        mapping->count++;
    }
    return last;
}

struct node *mapping_merge(struct composer *c, struct node *mapping, struct node *last, const struct node *value)
{
    if (!node_is_sequence(value))
        return merge_one(c, mapping, last, value);
    for (const struct node *source = node_children(value); source; source = source->next)
        last = merge_one(c, mapping, last, source);
    return last;
}

/* Keys that can be compared: those that are, or stand for, scalars. */
static bool has_text_key(const struct node *child)
{
    const struct node *key = node_resolve(child->key);
    return key && key->kind == NODE_SCALAR;
}

static void duplicate_report(struct composer *c, const struct node *first, const struct node *later)
{
    if (later->flags & NODE_MERGED)
        return;
    struct problem *problem = compose_problem_quote(c, "yaml-duplicate-key", later->key->span, later, node_key(later));
    problem->related = first->key->span;
    problem->related_text = "first defined here";
}

/* Takes `child` out of the list; `before` is its elder sibling. */
static void child_drop(struct node *mapping, struct node *before, const struct node *child)
{
    if (before)
        before->next = child->next;
    else
        mapping->first = child->next;
    if (mapping->last == child)
        mapping->last = before;
    mapping->count--;
}

/* The tree's children are const to everybody but this floor while it builds them. */
static struct node *mutable_node(const struct node *node)
{
    return (struct node *)(uintptr_t)node;
}

static void finish_small(struct composer *c, struct node *mapping)
{
    const struct node *kept[MAPPING_SMALL];
    struct str keys[MAPPING_SMALL];
    size_t count = 0;
    struct node *before = NULL;
    for (const struct node *child = mapping->first; child; child = child->next) {
        const struct node *key_node = node_resolve(child->key);
        if (!key_node || key_node->kind != NODE_SCALAR) {
            before = mutable_node(child);
            continue;
        }
        struct str key = key_node->text;
        size_t i = 0;
        while (i < count && !(keys[i].len == key.len && str_equal(keys[i], key)))
            i++;
        if (i < count) {
            duplicate_report(c, kept[i], child);
            child_drop(mapping, before, child);
            continue;
        }
        kept[count] = child;
        keys[count++] = key;
        before = mutable_node(child);
    }
}

/* By the key's bytes; of equal ones the one that counts first: the own before the merged, then the earlier. */
static int compare(const void *a, const void *b)
{
    const struct node *left = *(const struct node *const *)a, *right = *(const struct node *const *)b;
    int order = str_compare(node_key(left), node_key(right));
    if (!order)
        order = (left->flags & NODE_MERGED) - (right->flags & NODE_MERGED);
    return order ? order : left->span.start < right->span.start ? -1 : left->span.start > right->span.start;
}

/* Sorts the children that have text keys into the mapping's index. Sorting needs no hash that could be flooded. */
static struct node_extra *index_make(struct composer *c, struct node *mapping)
{
    struct node_extra *extra = arena_new(c->arena, struct node_extra);
    if (mapping->extra)
        *extra = *mapping->extra;
    const struct node **sorted = arena_alloc_array(c->arena, mapping->count, sizeof(struct node *));
    uint32_t count = 0;
    for (const struct node *child = mapping->first; child; child = child->next)
        if (has_text_key(child))
            sorted[count++] = child;
    qsort(sorted, count, sizeof *sorted, compare);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (kept && str_equal(node_key(sorted[kept - 1]), node_key(sorted[i])))
            mutable_node(sorted[i])->flags |= NODE_DROPPED;
        else
            sorted[kept++] = sorted[i];
    }
    extra->sorted = sorted;
    extra->sorted_count = kept;
    return extra;
}

static void finish_large(struct composer *c, struct node *mapping)
{
    mapping->extra = index_make(c, mapping);
    struct node *before = NULL;
    for (const struct node *child = mapping->first; child; child = child->next) {
        if (child->flags & NODE_DROPPED) {
            duplicate_report(c, node_find_str(mapping, node_key(child)), child);
            child_drop(mapping, before, child);
        } else {
            before = mutable_node(child);
        }
    }
}

void mapping_finish(struct composer *c, struct node *mapping)
{
    if (mapping->count <= MAPPING_SMALL)
        finish_small(c, mapping);
    else
        finish_large(c, mapping);
}

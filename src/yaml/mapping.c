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

static void merge_invalid(struct composer *c, const struct node *value)
{
    const struct node *target = node_resolve(value);
    if (!target)
        return; /* the undefined alias is told already */
    compose_problem(
        c, "yaml-merge-invalid", value->span, value,
        text_print(c->arena, "a %s cannot be merged, only a mapping or a list of mappings", node_kind_name(target)));
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
    struct problem *problem =
        compose_problem(c, "yaml-duplicate-key", later->key->span, later, compose_quote(c->arena, node_key(later)));
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
        if (!has_text_key(child)) {
            before = mutable_node(child);
            continue;
        }
        struct str key = node_key(child);
        size_t i = 0;
        while (i < count && !str_equal(keys[i], key))
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

/* A child by its key's bytes, then by its place among its siblings. */
struct keyed {
    struct str key;
    const struct node *node;
    size_t place;
};

static int compare(const void *a, const void *b)
{
    const struct keyed *left = a, *right = b;
    int order = str_compare(left->key, right->key);
    return order ? order : left->place < right->place ? -1 : left->place > right->place;
}

/* Sorting needs no hash that could be flooded. What `first_of` says of a place is the place of the child whose key was
   there before, or the place itself. */
static void finish_large(struct composer *c, struct node *mapping)
{
    size_t total = mapping->count, count = 0, kept = 0, place = 0;
    struct arena scratch;
    arena_init(&scratch, c->arena->on_out_of_memory);
    struct keyed *sorted = arena_alloc_array(&scratch, total, sizeof *sorted);
    const struct node **first_of = arena_alloc_array(&scratch, total, sizeof(struct node *));
    for (const struct node *child = mapping->first; child; child = child->next, place++)
        if (has_text_key(child))
            sorted[count++] = (struct keyed){node_key(child), child, place};
    qsort(sorted, count, sizeof *sorted, compare);
    const struct node **index = arena_alloc_array(c->arena, total + 1, sizeof(struct node *));
    for (size_t i = 0; i < count; i++) {
        if (kept && str_equal(node_key(index[kept - 1]), sorted[i].key))
            first_of[sorted[i].place] = index[kept - 1];
        else
            index[kept++] = sorted[i].node;
    }
    struct node *before = NULL;
    place = 0;
    for (const struct node *child = mapping->first; child; child = child->next, place++) {
        if (first_of[place]) {
            duplicate_report(c, first_of[place], child);
            child_drop(mapping, before, child);
        } else {
            before = mutable_node(child);
        }
    }
    arena_free(&scratch);
    struct node_extra *extra = arena_new(c->arena, struct node_extra);
    if (mapping->extra)
        *extra = *mapping->extra;
    extra->sorted = index;
    extra->sorted_count = (uint32_t)kept;
    mapping->extra = extra;
}

void mapping_finish(struct composer *c, struct node *mapping)
{
    if (mapping->count <= MAPPING_SMALL)
        finish_small(c, mapping);
    else
        finish_large(c, mapping);
}

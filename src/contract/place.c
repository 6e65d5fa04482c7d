#include "contract/place.h"

#include "base/pointer.h"

#include <stdlib.h>

/* Lists whose items are known by another key than `name`. */
static const struct {
    const char *list, *key;
} natural_keys[] = {
    {"servers", "server"},         {"roles", "role"},    {"support", "channel"},
    {"slaProperties", "property"}, {"team", "username"}, {"members", "username"},
    {"relationships", "id"},       {"versions", "v"},    {"customProperties", "property"},
};

void places_init(struct places *places, struct arena *arena)
{
    places->arena = arena;
    map_init(&places->lists, arena);
}

const struct node *place_natural_key(const struct node *list, const struct node *item)
{
    const struct node *name = node_find(item, "name");
    for (size_t i = 0; !name && i < sizeof natural_keys / sizeof *natural_keys; i++)
        if (str_is(node_key(list), natural_keys[i].list))
            name = node_find(item, natural_keys[i].key);
    return name && node_is_scalar(name) && node_text(name).len ? name : NULL;
}

/* A long list, so that its items are found without a walk. */
struct places_list {
    uint32_t *starts;          /* of the items, in the order of the file */
    const struct node **named; /* those with a name, by it, then in that order */
    size_t count, named_count;
};

/* Sorts by name, then by place. */
static int compare_names(const void *left, const void *right)
{
    const struct node *a = *(const struct node *const *)left, *b = *(const struct node *const *)right;
    int order = str_compare(node_text(place_natural_key(a->parent, a)), node_text(place_natural_key(b->parent, b)));
    return order ? order : a->span.start < b->span.start ? -1 : a->span.start > b->span.start;
}

static const struct places_list *list_of(struct places *places, const struct node *node)
{
    struct places_list *list = map_get_object(&places->lists, node);
    if (list)
        return list;
    list = arena_new(places->arena, struct places_list);
    list->starts = arena_alloc_array(places->arena, node->count, sizeof *list->starts);
    for (const struct node *item = node->first; item; item = item->next) {
        list->starts[list->count++] = item->span.start;
        list->named_count += place_natural_key(node, item) != NULL;
    }
    list->named = arena_alloc_array(places->arena, list->named_count, sizeof *list->named);
    size_t named = 0;
    for (const struct node *item = node->first; item && named < list->named_count; item = item->next)
        if (place_natural_key(node, item))
            list->named[named++] = item;
    if (named)
        qsort(list->named, list->named_count, sizeof *list->named, compare_names);
    map_put_object(&places->lists, node, list);
    return list;
}

/* The first item of that name. */
static const struct node *first_named(const struct places_list *list, struct str name)
{
    size_t low = 0, high = list->named_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct node *item = list->named[middle];
        if (str_compare(node_text(place_natural_key(item->parent, item)), name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return list->named[low];
}

static size_t index_of(const struct places_list *list, const struct node *item)
{
    size_t low = 0, high = list->count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (list->starts[middle] <= item->span.start)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* Its name, unless an item before has the same; else its index. */
static struct str item_segment(struct places *places, const struct node *item)
{
    const struct places_list *list = list_of(places, item->parent);
    const struct node *name = place_natural_key(item->parent, item);
    if (name && first_named(list, node_text(name)) == item)
        return node_text(name);
    return str_of(text_print(places->arena, "%zu", index_of(list, item)));
}

/* Where an alias was used for the node, if one was on the way. */
static const struct node *through_uses(const struct node *node, const struct use **use)
{
    for (const struct use *at = *use; at; at = at->outer) {
        if (at->target != node)
            continue;
        node = at->alias;
        *use = at->outer;
    }
    return node;
}

enum { MAX_SEGMENTS = 4096, LONGEST = 1000 /* bytes: keys can be megabytes */ };

static void cut(struct buf *buf)
{
    if (buf->len <= LONGEST)
        return;
    buf->len = LONGEST;
    while (((unsigned char)buf->at[buf->len] & 0xC0) == 0x80)
        buf->len--;
    buf_add_c(buf, "…");
}

struct str places_path(struct places *places, const struct node *node, const struct use *use)
{
    const struct node *steps[MAX_SEGMENTS];
    size_t count = 0;
    while (node && count < MAX_SEGMENTS) {
        node = through_uses(node, &use);
        if (!node->parent)
            break;
        steps[count++] = node;
        node = node->parent;
    }
    struct buf buf = {.arena = places->arena};
    while (count-- > 0 && buf.len <= LONGEST) {
        const struct node *step = steps[count];
        struct str segment = step->parent->kind == NODE_MAPPING ? node_key(step) : item_segment(places, step);
        pointer_add(&buf, str_slice(segment, 0, LONGEST));
    }
    cut(&buf);
    return (struct str){buf_c(&buf), buf.len};
}

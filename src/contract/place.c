#include "contract/place.h"

#include "base/buf.h"

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
    map_init(&places->items, arena);
}

static const struct node *natural_key(const struct node *list, const struct node *item)
{
    const struct node *name = node_find(item, "name");
    for (size_t i = 0; !name && i < sizeof natural_keys / sizeof *natural_keys; i++)
        if (str_is(node_key(list), natural_keys[i].list))
            name = node_find(item, natural_keys[i].key);
    return name && node_is_scalar(name) && node_text(name).len ? name : NULL;
}

static struct str pointer_key(const struct node *const *item)
{
    return (struct str){(const char *)item, sizeof *item};
}

static struct str copy_pointer_key(struct arena *arena, const struct node *item)
{
    const struct node **copy = arena_alloc(arena, sizeof *copy);
    *copy = item;
    return pointer_key(copy);
}

static void remember_items(struct places *places, const struct node *list)
{
    struct map names;
    map_init(&names, places->arena);
    unsigned index = 0;
    for (const struct node *item = list->first; item; item = item->next, index++) {
        struct str *segment = arena_new(places->arena, struct str);
        const struct node *name = natural_key(list, item);
        *segment = name ? node_text(name) : STR("");
        if (!name || map_put_new(&names, *segment, segment))
            *segment = str_of(text_print(places->arena, "%u", index));
        map_put(&places->items, copy_pointer_key(places->arena, item), segment);
    }
}

static struct str item_segment(struct places *places, const struct node *item)
{
    const struct str *segment = map_get(&places->items, pointer_key(&item));
    if (!segment) {
        remember_items(places, item->parent);
        segment = map_get(&places->items, pointer_key(&item));
    }
    return segment ? *segment : STR("");
}

static void add_escaped(struct buf *buf, struct str segment)
{
    buf_add_char(buf, '/');
    for (size_t i = 0; i < segment.len; i++) {
        if (segment.at[i] == '~')
            buf_add_c(buf, "~0");
        else if (segment.at[i] == '/')
            buf_add_c(buf, "~1");
        else
            buf_add_char(buf, segment.at[i]);
    }
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

enum { MAX_SEGMENTS = 4096 };

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
    while (count-- > 0) {
        const struct node *step = steps[count];
        add_escaped(&buf, step->parent->kind == NODE_MAPPING ? node_key(step) : item_segment(places, step));
    }
    return (struct str){buf_c(&buf), buf.len};
}

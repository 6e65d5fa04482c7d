#include "change/change_list.h"

#include "base/buf.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/utf8.h"
#include "yaml/equal.h"
#include "yaml/json_type.h"

#include <stdlib.h>

enum { WORK_MAX = 1000000, SHOWN_MAX = 5 };

static int compare_hashes(const void *left, const void *right)
{
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return (a > b) - (a < b);
}

/* Hashes of the items, sorted; NULL where that costs too much. */
static uint64_t *hashes_of(struct arena *arena, const struct node *list)
{
    uint64_t budget = WORK_MAX, *hashes = arena_alloc_array(arena, list->count, sizeof *hashes);
    size_t count = 0;
    for (const struct node *item = node_children(list); item; item = item->next)
        hashes[count++] = node_hash(arena, hash_seed(arena), item, &budget);
    qsort(hashes, count, sizeof *hashes, compare_hashes);
    return budget ? hashes : NULL;
}

bool list_has_same_items(struct arena *arena, const struct node *old, const struct node *new)
{
    old = node_resolve(old);
    new = node_resolve(new);
    if (!node_is_sequence(old) || !node_is_sequence(new) || old->count != new->count)
        return false;
    if (!old->count)
        return true;
    const uint64_t *before = hashes_of(arena, old), *after = hashes_of(arena, new);
    return before && after && memcmp(before, after, old->count * sizeof *before) == 0;
}

/* The scalars of a list by json_key_of; false when one is none. */
static bool read_scalars(struct arena *arena, const struct node *list, struct map *scalars)
{
    map_init(scalars, arena);
    for (const struct node *item = node_children(list); item; item = item->next) {
        struct str key;
        if (!json_key_of(arena, item, &key))
            return false;
        map_put(scalars, key, scalars);
    }
    return node_is_sequence(list);
}

/* "`a`, `b` and 3 more" of a list that the other does not have; NULL when there is none. */
static const char *missing(struct arena *arena, const struct node *of, const struct map *in)
{
    struct buf buf = {.arena = arena};
    size_t count = 0;
    for (const struct node *item = node_children(of); item; item = item->next) {
        struct str key;
        if (json_key_of(arena, item, &key) && !map_get(in, key) && count++ < SHOWN_MAX)
            buf_print(&buf, "%s%s", buf.len ? ", " : "", node_quote(arena, item));
    }
    if (count > SHOWN_MAX)
        buf_print(&buf, " and %zu more", count - SHOWN_MAX);
    return count ? buf_c(&buf) : NULL;
}

const char *list_difference(struct arena *arena, const struct node *old, const struct node *new)
{
    struct map before, after;
    if (!read_scalars(arena, old, &before) || !read_scalars(arena, new, &after))
        return NULL;
    const char *added = missing(arena, new, &before), *removed = missing(arena, old, &after);
    if (added && removed)
        return text_print(arena, "has %s now, no longer %s", added, removed);
    return added     ? text_print(arena, "has %s now", added)
           : removed ? text_print(arena, "no longer has %s", removed)
                     : NULL;
}

/* The keys of two mappings that differ: "differs in `a`, `b`"; NULL where one is no mapping. */
static const char *differing_keys(struct arena *arena, const struct node *old, const struct node *new)
{
    struct buf buf = {.arena = arena};
    size_t count = 0;
    if (!node_is_mapping(old) || !node_is_mapping(new))
        return NULL;
    for (unsigned side = 0; side < 2; side++)
        for (const struct node *child = node_children(side ? new : old); child; child = child->next) {
            const struct node *other = node_find_str(side ? old : new, node_key(child));
            bool is_told = (side && other) || (other && node_equal(child, other));
            if (!is_told && count++ < SHOWN_MAX)
                buf_print(&buf, "%s%s", buf.len ? ", " : "", utf8_quote(arena, node_key(child)));
        }
    if (count > SHOWN_MAX)
        buf_print(&buf, " and %zu more", count - SHOWN_MAX);
    return count ? text_print(arena, "differs in %s", buf_c(&buf)) : NULL;
}

const char *change_difference(struct arena *arena, const struct node *old, const struct node *new)
{
    if (node_is_scalar(old) && node_is_scalar(new))
        return text_print(arena, "was %s, is %s", node_quote(arena, old), node_quote(arena, new));
    const char *difference = list_difference(arena, old, new);
    return difference ? difference : differing_keys(arena, old, new);
}

#include "base/utf8.h"
#include "change/change_list.h"
#include "change/change_subjects.h"
#include "contract/place.h"
#include "yaml/equal.h"

/* Which rule tells of a key that no comparer understands, by its name; metadata-changed for all others. */
static const struct {
    const char *key;
    enum change_id id;
} plain_keys[] = {
    {"$comment", CHANGE_DESCRIPTION_CHANGED},
    {"businessName", CHANGE_DESCRIPTION_CHANGED},
    {"comment", CHANGE_DESCRIPTION_CHANGED},
    {"contact", CHANGE_CONTRACT_OWNER_CHANGED},
    {"description", CHANGE_DESCRIPTION_CHANGED},
    {"example", CHANGE_EXAMPLES_CHANGED},
    {"examples", CHANGE_EXAMPLES_CHANGED},
    {"owner", CHANGE_CONTRACT_OWNER_CHANGED},
    {"policies", CHANGE_TERMS_CHANGED},
    {"supportContact", CHANGE_CONTRACT_OWNER_CHANGED},
    {"support_contact", CHANGE_CONTRACT_OWNER_CHANGED},
    {"team", CHANGE_CONTRACT_OWNER_CHANGED},
    {"terms", CHANGE_TERMS_CHANGED},
    {"title", CHANGE_DESCRIPTION_CHANGED},
};

static enum change_id id_of(struct str key)
{
    for (size_t i = 0; i < sizeof plain_keys / sizeof *plain_keys; i++)
        if (str_is(key, plain_keys[i].key))
            return plain_keys[i].id;
    return CHANGE_METADATA_CHANGED;
}

static bool is_in(const struct map *map, const struct node *node)
{
    return node && map_get_object(map, node);
}

static bool is_judged(const struct changes *changes, const struct node *node)
{
    return is_in(&changes->claimed, node) || is_in(&changes->claimed, node_resolve(node)) ||
           is_in(&changes->paired, node_resolve(node));
}

static bool is_understood(const struct changes *changes, const struct node *node)
{
    return is_in(&changes->understood, node) || is_in(&changes->understood, node_resolve(node));
}

/* What was said and is said no more, or null. */
static bool is_same(const struct changes *changes, const struct node *old, const struct node *new)
{
    if (!old || !new)
        return node_is_null(old ? old : new) || (!old && !new);
    return list_has_same_items(changes->arena, old, new) || node_equal(old, new);
}

/* One pair being compared: what was passed on the way to it. */
struct walk {
    struct changes *changes;
    const struct change_pair *pair;
    enum change_id id; /* of what is inside of a team, of terms …; elsewhere metadata-changed */
};

static enum change_id rule_of(const struct walk *walk, const struct node *node)
{
    return walk->id == CHANGE_METADATA_CHANGED ? id_of(node_key(node)) : walk->id;
}

/* By which an item of a list is known, else the key. */
static struct str name_of(const struct node *node)
{
    const struct node *known_by = node_is_sequence(node->parent) ? place_natural_key(node->parent, node) : NULL;
    return known_by ? node_text(known_by) : node_key(node);
}

static void tell(const struct walk *walk, const struct node *old, const struct node *new, const struct node *survivor)
{
    struct changes *changes = walk->changes;
    const struct node *child = old ? old : new;
    enum change_id id = rule_of(walk, child);
    struct change_place place = {old, new, survivor, {NULL, 0}};
    place.path = new ? places_path(changes->new.places, new, walk->pair->new_use)
                     : places_path(changes->old.places, old, walk->pair->old_use);
    bool is_named = !child->key || node_is_scalar(child->key);
    const char *name = is_named ? utf8_quote(changes->arena, name_of(child)) : node_quote_key(changes->arena, child);
    const char *difference = old && new ? change_difference(changes->arena, old, new) : NULL;
    if (!old)
        change_add(changes, id, place, "%s was added", name);
    else if (!new)
        change_add(changes, id, place, "%s was removed", name);
    else if (difference)
        change_add(changes, id, place, "%s %s", name, difference);
    else
        change_add(changes, id, place, "%s", name);
}

static const struct node *next_odd(const struct node *child)
{
    while (child && node_is_scalar(child->key))
        child = child->next;
    return child;
}

/* Keys that are lists and mappings mean nothing in any dialect; the first that differs is told. */
static void compare_odd_keys(const struct walk *walk, const struct node *old, const struct node *new)
{
    const struct node *before = next_odd(node_children(old)), *after = next_odd(node_children(new));
    while (before && after && is_same(walk->changes, before->key, after->key) &&
           is_same(walk->changes, before, after)) {
        before = next_odd(before->next);
        after = next_odd(after->next);
    }
    if (before || after)
        tell(walk, before, after, new);
}

static void compare_mappings(const struct walk *walk, const struct node *old, const struct node *new);
static void compare_items(const struct walk *walk, const struct node *old, const struct node *new);

/* Whether every item is a mapping that is known by a name. */
static bool has_named_items(const struct node *list)
{
    const struct node *item = node_is_sequence(list) ? node_children(list) : NULL;
    if (!item)
        return false;
    for (; item; item = item->next)
        if (!node_is_mapping(item) || !place_natural_key(node_resolve(list), item))
            return false;
    return true;
}

/* The people of a team, which is a list of them or, since ODCS 3.1, a mapping that has one. */
static const struct node *members_of(const struct node *team)
{
    return node_is_mapping(team) ? node_find(team, "members") : team;
}

/* A team: its members by their names, and what else a mapping says of it. */
static void compare_teams(const struct walk *walk, const struct node *old, const struct node *new)
{
    const struct node *before = members_of(old), *after = members_of(new);
    if (has_named_items(before) && has_named_items(after))
        compare_items(walk, before, after);
    else if (!is_same(walk->changes, before, after))
        tell(walk, before, after, new);
    change_claim(walk->changes, before);
    change_claim(walk->changes, after);
    compare_mappings(walk, node_is_mapping(old) ? old : NULL, node_is_mapping(new) ? new : NULL);
}

/* What is not understood: lists of named things one by one, all else as a whole. */
static void compare_unknown(const struct walk *walk, const struct node *old, const struct node *new,
                            const struct node *survivor)
{
    if (old && new &&str_is(node_key(new), "team") && !node_is_scalar(old) && !node_is_scalar(new))
        compare_teams(walk, old, new);
    else if (has_named_items(old) && has_named_items(new))
        compare_items(walk, old, new);
    else
        tell(walk, old, new, survivor);
}

/* The key in its other style: quality_score of qualityScore; empty where it has none. */
static struct str other_style(struct arena *arena, struct str key)
{
    struct buf other = {.arena = arena};
    bool is_snake = str_contains(key, "_");
    for (size_t i = 0; i < key.len; i++)
        if (is_snake && key.at[i] == '_' && i + 1 < key.len && char_is_alpha(key.at[i + 1]))
            buf_add_char(&other, (char)(key.at[++i] & ~0x20));
        else if (!is_snake && key.at[i] >= 'A' && key.at[i] <= 'Z')
            buf_print(&other, "_%c", char_lower(key.at[i]));
        else
            buf_add_char(&other, key.at[i]);
    return buf_str(&other);
}

/* The child of that name; in the dialects in which both styles of a key are one, in either. */
static const struct node *find_key(const struct changes *changes, const struct node *mapping, const struct node *child)
{
    enum dialect dialect = changes->new.document->dialect;
    const struct node *same = node_find_str(mapping, node_key(child));
    if (same || (dialect != DIALECT_DATA_PRODUCT && dialect != DIALECT_DOMAINS))
        return same;
    struct str other = other_style(changes->arena, node_key(child));
    return node_find_str(child->parent, other) ? NULL : node_find_str(mapping, other);
}

/* What is paired is compared as a pair, what is claimed has been. A mapping in which something is understood is gone
   through, also when it has no other side: who understands it told only what it claims. */
static void compare_child(const struct walk *walk, const struct node *old, const struct node *new,
                          const struct node *survivor)
{
    const struct changes *changes = walk->changes;
    if (is_judged(changes, old) || is_judged(changes, new) || is_same(changes, old, new))
        return;
    bool is_known = (old && is_understood(changes, old)) || (new &&is_understood(changes, new));
    struct walk inner = *walk;
    inner.id = rule_of(walk, old ? old : new);
    if (!is_known)
        compare_unknown(&inner, old, new, survivor);
    else if ((!old || node_is_mapping(old)) && (!new || node_is_mapping(new)))
        compare_mappings(&inner, old, new);
}

static void compare_mappings(const struct walk *walk, const struct node *old, const struct node *new)
{
    for (const struct node *child = node_children(new); child; child = child->next)
        if (node_is_scalar(child->key))
            compare_child(walk, find_key(walk->changes, old, child), child, new);
    for (const struct node *child = node_children(old); child; child = child->next)
        if (node_is_scalar(child->key) && !find_key(walk->changes, new, child))
            compare_child(walk, child, NULL, new);
    compare_odd_keys(walk, old, new);
}

/* Lists of named things: the k-th with the k-th where a name repeats. */
static void compare_items(const struct walk *walk, const struct node *old, const struct node *new)
{
    struct changes *changes = walk->changes;
    struct map items, told, seen[2];
    map_init(&items, changes->arena);
    map_init(&told, changes->arena);
    map_init(&seen[0], changes->arena);
    map_init(&seen[1], changes->arena);
    for (const struct node *item = node_children(old); item; item = item->next)
        map_put(&items, change_kth_key(changes, &seen[0], name_of(item)), (void *)(uintptr_t)item);
    for (const struct node *item = node_children(new); item; item = item->next) {
        struct str key = change_kth_key(changes, &seen[1], name_of(item));
        const struct node *before = map_get(&items, key);
        map_put(&told, key, changes);
        if (!before)
            tell(walk, NULL, item, new);
        else if (!is_same(changes, before, item))
            compare_mappings(walk, before, item);
    }
    map_init(&seen[0], changes->arena);
    for (const struct node *item = node_children(old); item; item = item->next)
        if (!map_get(&told, change_kth_key(changes, &seen[0], name_of(item))))
            tell(walk, item, NULL, new);
}

void change_compare_rest(struct changes *changes)
{
    for (const struct change_pair *pair = changes->pairs; pair; pair = pair->next) {
        struct walk walk = {changes, pair, CHANGE_METADATA_CHANGED};
        if (node_is_mapping(pair->old) && node_is_mapping(pair->new))
            compare_mappings(&walk, pair->old, pair->new);
    }
}

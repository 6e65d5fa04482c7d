#include "base/utf8.h"
#include "change/change_subjects.h"
#include "yaml/equal.h"

/* Which rule tells of a key that no comparer understands, by its name; metadata-changed for all others. */
static const struct {
    const char *key;
    enum change_id id;
} plain_keys[] = {
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
static bool is_same(const struct node *old, const struct node *new)
{
    if (!old || !new)
        return node_is_null(old ? old : new) || (!old && !new);
    if (!node_resolve(old) || !node_resolve(new)) /* an alias of nothing */
        return node_resolve(old) == node_resolve(new);
    return node_equal(old, new);
}

/* One pair being compared: what was passed on the way to it. */
struct walk {
    struct changes *changes;
    const struct change_pair *pair;
};

static void tell(const struct walk *walk, const struct node *old, const struct node *new, const struct node *survivor)
{
    struct changes *changes = walk->changes;
    struct str key = node_key(old ? old : new);
    enum change_id id = id_of(key);
    struct change_place place = {old, new, survivor, {NULL, 0}};
    place.path = new ? places_path(changes->new.places, new, walk->pair->new_use)
                     : places_path(changes->old.places, old, walk->pair->old_use);
    const char *name = utf8_quote(changes->arena, key);
    if (!old)
        change_add(changes, id, place, "%s was added", name);
    else if (!new)
        change_add(changes, id, place, "%s was removed", name);
    else if (node_is_scalar(old) && node_is_scalar(new))
        change_add(changes, id, place, "%s was %s, is %s", name, node_quote(changes->arena, old),
                   node_quote(changes->arena, new));
    else
        change_add(changes, id, place, "%s", name);
}

static void compare_mappings(const struct walk *walk, const struct node *old, const struct node *new);

/* What is paired is compared as a pair, what is claimed has been. A mapping in which something is understood is gone
   through; what is understood and has no other side was told by who understands it. */
static void compare_child(const struct walk *walk, const struct node *old, const struct node *new,
                          const struct node *survivor)
{
    const struct changes *changes = walk->changes;
    if (is_judged(changes, old) || is_judged(changes, new) || is_same(old, new))
        return;
    bool is_known = (old && is_understood(changes, old)) || (new &&is_understood(changes, new));
    if (!is_known)
        tell(walk, old, new, survivor);
    else if (old && new &&node_is_mapping(old) && node_is_mapping(new))
        compare_mappings(walk, old, new);
}

static void compare_mappings(const struct walk *walk, const struct node *old, const struct node *new)
{
    for (const struct node *child = node_children(new); child; child = child->next)
        compare_child(walk, node_find_str(old, node_key(child)), child, new);
    for (const struct node *child = node_children(old); child; child = child->next)
        if (!node_find_str(new, node_key(child)))
            compare_child(walk, child, NULL, new);
}

void change_compare_rest(struct changes *changes)
{
    for (const struct change_pair *pair = changes->pairs; pair; pair = pair->next) {
        struct walk walk = {changes, pair};
        if (node_is_mapping(pair->old) && node_is_mapping(pair->new))
            compare_mappings(&walk, pair->old, pair->new);
    }
}

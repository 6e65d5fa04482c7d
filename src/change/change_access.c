#include "base/buf.h"
#include "base/utf8.h"
#include "change/change_subjects.h"
#include "check/classification.h"
#include "yaml/equal.h"

static const struct node *holder_of(const struct contract *contract)
{
    return node_resolve(contract->access.at.node ? contract->access.at.node : contract->at.node);
}

static void compare_classification(struct changes *changes)
{
    static const enum change_id ids[] = {[CLASSIFICATION_RAISED] = CHANGE_CLASSIFICATION_RAISED,
                                         [CLASSIFICATION_LOWERED] = CHANGE_CLASSIFICATION_LOWERED,
                                         [CLASSIFICATION_UNKNOWN] = CHANGE_CLASSIFICATION_CHANGED};
    struct text old = changes->old.contract->access.classification, new = changes->new.contract->access.classification;
    if (!change_differs(changes, old, new))
        return;
    enum classification_step step =
        classification_step(changes->settings->access_classifications, old.value, new.value);
    if (step != CLASSIFICATION_SAME)
        change_add(changes, ids[step], change_place_of(old, new, holder_of(changes->new.contract)), "%s to %s",
                   text_has_value(old) ? utf8_quote(changes->arena, old.value) : "not classified",
                   text_has_value(new) ? utf8_quote(changes->arena, new.value) : "not classified");
}

/* The items of one list that the other does not have: "`a:read`, `b:read`"; NULL when there is none. */
static const char *missing(struct arena *arena, const struct list *of, const struct list *in)
{
    struct map known;
    struct buf buf = {.arena = arena};
    map_init(&known, arena);
    for (const struct item *item = in->first; item; item = item->at.next)
        map_put_new(&known, item->text.value, &known);
    for (const struct item *item = of->first; item; item = item->at.next)
        if (text_has_value(item->text) && !map_put_new(&known, item->text.value, &known))
            buf_print(&buf, "%s%s", buf.len ? ", " : "", utf8_quote(arena, item->text.value));
    return buf.len ? buf_c(&buf) : NULL;
}

static void compare_permissions(struct changes *changes)
{
    const struct access *old = &changes->old.contract->access, *new = &changes->new.contract->access;
    struct change_place place = {
        old->permissions_node, new->permissions_node, holder_of(changes->new.contract), {NULL, 0}};
    const char *added = missing(changes->arena, &new->permissions, &old->permissions);
    const char *removed = missing(changes->arena, &old->permissions, &new->permissions);
    change_claim(changes, old->permissions_node);
    change_claim(changes, new->permissions_node);
    if (added)
        change_add(changes, CHANGE_PERMISSION_ADDED, place, "%s", added);
    if (removed)
        change_add(changes, CHANGE_PERMISSION_REMOVED, place, "%s", removed);
}

/* What a role may do, under that key. */
static void compare_right(struct changes *changes, const struct role *old, const struct role *new, const char *key)
{
    const struct node *before = node_find(old->at.node, key), *after = node_find(new->at.node, key);
    change_claim(changes, before);
    change_claim(changes, after);
    bool is_nothing = (!before || node_is_null(before)) && (!after || node_is_null(after));
    if (is_nothing || (before && after && node_equal(before, after)))
        return;
    struct change_place place = {before, after, node_resolve(new->at.node), {NULL, 0}};
    change_add(changes, CHANGE_ROLE_CHANGED, place, "%s of %s was %s, is %s", key,
               utf8_quote(changes->arena, new->name.value), before ? node_quote(changes->arena, before) : "not said",
               after ? node_quote(changes->arena, after) : "not said");
}

static void compare_role(struct changes *changes, const struct role *old, const struct role *new)
{
    change_pair(changes, old->at.node, new->at.node);
    compare_right(changes, old, new, "access");
    compare_right(changes, old, new, "permissions");
}

void change_compare_roles(struct changes *changes, const struct list *old, const struct list *new,
                          const struct node *survivor)
{
    struct map after, paired, seen[2];
    map_init(&after, changes->arena);
    map_init(&paired, changes->arena);
    map_init(&seen[0], changes->arena);
    map_init(&seen[1], changes->arena);
    for (const struct role *role = new->first; role; role = role->at.next)
        map_put(&after, change_kth_key(changes, &seen[1], role->name.value), (void *)(uintptr_t)role);
    for (const struct role *role = old->first; role; role = role->at.next) {
        struct str key = change_kth_key(changes, &seen[0], role->name.value);
        const struct role *same = map_get(&after, key);
        if (same) {
            compare_role(changes, role, same);
            map_put(&paired, key, changes);
            continue;
        }
        struct change_place place = {role->at.node, NULL, survivor, {NULL, 0}};
        change_claim(changes, role->at.node);
        change_add(changes, CHANGE_ROLE_REMOVED, place, "%s", utf8_quote(changes->arena, role->name.value));
    }
    map_init(&seen[1], changes->arena);
    for (const struct role *role = new->first; role; role = role->at.next) {
        if (map_get(&paired, change_kth_key(changes, &seen[1], role->name.value)))
            continue;
        struct change_place place = {NULL, role->at.node, NULL, {NULL, 0}};
        change_claim(changes, role->at.node);
        change_add(changes, CHANGE_ROLE_ADDED, place, "%s", utf8_quote(changes->arena, role->name.value));
    }
}

void change_compare_access(struct changes *changes)
{
    change_pair(changes, changes->old.contract->access.at.node, changes->new.contract->access.at.node);
    compare_classification(changes);
    compare_permissions(changes);
    change_compare_roles(changes, &changes->old.contract->access.roles, &changes->new.contract->access.roles,
                         holder_of(changes->new.contract));
}

#include "base/buf.h"
#include "base/utf8.h"
#include "check/change_levels.h"
#include "check/change_subjects.h"

static const struct node *holder_of(const struct contract *contract)
{
    return node_resolve(contract->access.at.node ? contract->access.at.node : contract->at.node);
}

static void compare_classification(struct changes *changes)
{
    static const enum change_id ids[] = {[LEVEL_STEP_UP] = CHANGE_CLASSIFICATION_RAISED,
                                         [LEVEL_STEP_DOWN] = CHANGE_CLASSIFICATION_LOWERED,
                                         [LEVEL_STEP_UNKNOWN] = CHANGE_CLASSIFICATION_CHANGED};
    struct text old = changes->old.contract->access.classification, new = changes->new.contract->access.classification;
    if (!change_differs(changes, old, new))
        return;
    enum level_step step = classification_step(changes, old.value, new.value);
    if (step != LEVEL_STEP_NONE)
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

void change_compare_access(struct changes *changes)
{
    change_pair(changes, changes->old.contract->access.at.node, changes->new.contract->access.at.node);
    compare_classification(changes);
    compare_permissions(changes);
}

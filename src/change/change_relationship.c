#include "base/buf.h"
#include "base/utf8.h"
#include "change/change_dataset.h"
#include "yaml/node_print.h"

/* A relationship of one version. */
struct entry {
    const struct relationship *relationship;
    struct str meaning; /* equal for those that refer from and to the same */
    const char *target; /* for messages */
    struct entry *other;
};

struct entries {
    struct entry *at;
    size_t count;
};

static void add_items(struct buf *buf, const struct list *list, const char *before)
{
    for (const struct item *item = list->first; item; item = item->at.next) {
        buf_add_c(buf, item == list->first ? before : ",");
        buf_add(buf, str_trim(item->text.value));
    }
}

static struct entries collect(struct arena *arena, const struct list *list)
{
    struct entries entries = {arena_alloc_array(arena, list->count, sizeof *entries.at), 0};
    for (const struct relationship *at = list->first; at; at = at->at.next) {
        struct buf target = {.arena = arena}, meaning = {.arena = arena};
        if (!at->to.count)
            node_print(&target, at->at.node, 0);
        add_items(&target, &at->to, "");
        add_items(&target, &at->to_fields, ".");
        add_items(&meaning, &at->from, "");
        buf_add_char(&meaning, '\n');
        buf_add(&meaning, buf_str(&target));
        entries.at[entries.count++] = (struct entry){at, buf_str(&meaning), utf8_quote(arena, buf_str(&target)), NULL};
    }
    return entries;
}

/* By id where both have one, else by what they mean. */
static struct str key_of(const struct entry *entry, bool is_by_id)
{
    return is_by_id ? entry->relationship->id.value : entry->meaning;
}

static void pair_by_key(struct arena *arena, struct entries *old, struct entries *new, bool is_by_id)
{
    struct map news;
    map_init(&news, arena);
    for (size_t i = 0; i < new->count; i++)
        if (!new->at[i].other && key_of(&new->at[i], is_by_id).len)
            map_put_new(&news, key_of(&new->at[i], is_by_id), &new->at[i]);
    for (size_t i = 0; i < old->count; i++) {
        struct entry *other = old->at[i].other ? NULL : map_get(&news, key_of(&old->at[i], is_by_id));
        if (!other || other->other)
            continue;
        old->at[i].other = other;
        other->other = &old->at[i];
    }
}

/* What is left stands for the same where it has the same place among what is left. */
static void pair_by_order(struct entries *old, struct entries *new)
{
    size_t k = 0;
    for (size_t i = 0; i < old->count; i++) {
        while (k < new->count &&new->at[k].other)
            k++;
        if (old->at[i].other || k == new->count)
            continue;
        old->at[i].other = &new->at[k];
        new->at[k].other = &old->at[i];
    }
}

static void claim(struct changes *changes, const struct relationship *relationship)
{
    const struct list *const lists[] = {&relationship->from, &relationship->to, &relationship->to_fields};
    if (!node_is_mapping(relationship->at.node))
        change_claim(changes, relationship->at.node);
    if (str_is(relationship->type.value, "foreignKey")) /* the default */
        change_claim(changes, relationship->type.node);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        for (const struct item *item = lists[i]->first; item; item = item->at.next)
            change_claim(changes, item->text.node);
}

static void compare_entries(struct changes *changes, const struct entry *old, const struct entry *new, const char *name)
{
    claim(changes, old->relationship);
    claim(changes, new->relationship);
    if (node_is_mapping(old->relationship->at.node) && node_is_mapping(new->relationship->at.node))
        change_pair(changes, old->relationship->at.node, new->relationship->at.node);
    if (str_equal(old->meaning, new->meaning))
        return;
    struct change_place place = {old->relationship->at.node, new->relationship->at.node, NULL, {NULL, 0}};
    change_add(changes, CHANGE_RELATIONSHIP_CHANGED, place, "%s referred to %s, refers to %s", name, old->target,
               new->target);
}

void change_compare_relationships(struct changes *changes, const struct list *old_list, const struct list *new_list,
                                  const char *name, const struct node *survivor)
{
    struct entries old = collect(changes->arena, old_list), new = collect(changes->arena, new_list);
    pair_by_key(changes->arena, &old, &new, true);
    pair_by_key(changes->arena, &old, &new, false);
    pair_by_order(&old, &new);
    for (size_t i = 0; i < old.count; i++) {
        if (old.at[i].other) {
            compare_entries(changes, &old.at[i], old.at[i].other, name);
            continue;
        }
        const struct node *node = old.at[i].relationship->at.node;
        change_claim(changes, node);
        change_add(changes, CHANGE_RELATIONSHIP_REMOVED, (struct change_place){node, NULL, survivor, {NULL, 0}},
                   "%s referred to %s", name, old.at[i].target);
    }
    for (size_t i = 0; i < new.count; i++) {
        const struct node *node = new.at[i].relationship->at.node;
        if (new.at[i].other)
            continue;
        change_claim(changes, node);
        change_add(changes, CHANGE_RELATIONSHIP_ADDED, (struct change_place){NULL, node, NULL, {NULL, 0}},
                   "%s refers to %s", name, new.at[i].target);
    }
}

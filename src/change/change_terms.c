#include "base/utf8.h"
#include "change/change_list.h"
#include "change/change_subjects.h"
#include "change/sla_value.h"
#include "yaml/equal.h"

static const struct item *find_term(const struct list *terms, const struct item *wanted)
{
    for (const struct item *item = terms->first; item; item = item->at.next)
        if (str_equal(node_key(item->at.node), node_key(wanted->at.node)))
            return item;
    return NULL;
}

static void tell_term(struct changes *changes, const struct node *old, const struct node *new)
{
    struct change_place place = {old, new, node_resolve(changes->new.contract->at.node), {NULL, 0}};
    const char *name = utf8_quote(changes->arena, node_key(new ? new : old));
    const char *difference = old && new ? change_difference(changes->arena, old, new) : NULL;
    change_add(changes, CHANGE_TERMS_CHANGED, place, "%s%s%s", name, old && !difference ? "" : " ",
               !old         ? "is new"
               : !new       ? "is gone"
               : difference ? difference
                            : "");
}

/* What holds them is known by its keys, also where it says nothing that counts as a term. */
static void understand_holders(struct changes *changes, const struct contract *contract)
{
    static const char *const keys[] = {"description", "terms", NULL};
    for (const char *const *key = keys; *key; key++) {
        const struct node *holder = node_find(contract->at.node, *key);
        if (node_is_mapping(holder))
            change_understand(changes, holder);
    }
}

static void compare_terms(struct changes *changes)
{
    understand_holders(changes, changes->old.contract);
    understand_holders(changes, changes->new.contract);
    const struct list *old = &changes->old.contract->terms, *new = &changes->new.contract->terms;
    for (const struct item *item = old->first; item; item = item->at.next) {
        const struct item *other = find_term(new, item);
        change_claim(changes, item->at.node);
        if (!other && !node_is_null(item->at.node))
            tell_term(changes, item->at.node, NULL);
        else if (other && !node_equal(item->at.node, other->at.node))
            tell_term(changes, item->at.node, other->at.node);
    }
    for (const struct item *item = new->first; item; item = item->at.next) {
        change_claim(changes, item->at.node);
        if (!find_term(old, item) && !node_is_null(item->at.node))
            tell_term(changes, NULL, item->at.node);
    }
}

static void compare_notice(struct changes *changes)
{
    struct text old = changes->old.contract->notice_period, new = changes->new.contract->notice_period;
    if (!change_differs(changes, old, new))
        return;
    enum sla_order order = !text_has_value(new)   ? SLA_WORSE
                           : !text_has_value(old) ? SLA_BETTER
                                                  : sla_compare_durations(changes->arena, old, new, false);
    enum change_id id = order == SLA_WORSE    ? CHANGE_NOTICE_PERIOD_SHORTENED
                        : order == SLA_BETTER ? CHANGE_NOTICE_PERIOD_EXTENDED
                                              : CHANGE_TERMS_CHANGED;
    if (order == SLA_EQUAL)
        return;
    change_add(changes, id, change_place_of(old, new, node_resolve(changes->new.contract->at.node)), "%s to %s",
               text_has_value(old) ? utf8_quote(changes->arena, old.value) : "none",
               text_has_value(new) ? utf8_quote(changes->arena, new.value) : "none");
}

static void compare_support(struct changes *changes)
{
    const struct list *old = &changes->old.contract->support, *new = &changes->new.contract->support;
    struct map channels, paired, seen[2];
    map_init(&channels, changes->arena);
    map_init(&paired, changes->arena);
    map_init(&seen[0], changes->arena);
    map_init(&seen[1], changes->arena);
    for (const struct support_channel *channel = new->first; channel; channel = channel->at.next)
        map_put(&channels, change_kth_key(changes, &seen[1], channel->name.value), (void *)(uintptr_t)channel);
    for (const struct support_channel *channel = old->first; channel; channel = channel->at.next) {
        struct str key = change_kth_key(changes, &seen[0], channel->name.value);
        const struct support_channel *same = map_get(&channels, key);
        if (same) {
            map_put(&paired, key, changes);
            change_pair(changes, channel->at.node, same->at.node);
            continue;
        }
        struct change_place place = {channel->at.node, NULL, node_resolve(changes->new.contract->at.node), {NULL, 0}};
        change_claim(changes, channel->at.node);
        change_add(changes, CHANGE_SUPPORT_CHANNEL_REMOVED, place, "%s",
                   utf8_quote(changes->arena, channel->name.value));
    }
    map_init(&seen[1], changes->arena);
    for (const struct support_channel *channel = new->first; channel; channel = channel->at.next) {
        if (map_get(&paired, change_kth_key(changes, &seen[1], channel->name.value)))
            continue;
        change_claim(changes, channel->at.node);
        change_add(changes, CHANGE_METADATA_CHANGED, (struct change_place){.new = channel->at.node},
                   "support channel %s was added", utf8_quote(changes->arena, channel->name.value));
    }
}

void change_compare_terms(struct changes *changes)
{
    change_pair(changes, changes->old.contract->governance, changes->new.contract->governance);
    compare_terms(changes);
    compare_notice(changes);
    compare_support(changes);
}

#include "change/change_rename.h"

#include "base/buf.h"
#include "base/distance.h"
#include "base/utf8.h"
#include "yaml/equal.h"

#include <stddef.h>

enum {
    COMPARISONS_MAX = 20000, /* of removed with added properties of one object; beyond, only ids and names count */
    WORD_MAX = 64            /* bytes; longer names are not like any other */
};

/* One try to see a removed and an added property as the same. */
struct candidate {
    size_t removed, added; /* indices */
    unsigned strength;     /* the greater the better: 3 by id, 2 by strong, 1 by weak evidence */
    const char *reason;
};

struct pairing {
    struct changes *changes;
    struct property_pairs pairs;
    struct candidate *candidates;
    size_t candidate_count;
};

/* By name. */

static void pair_by_name(struct pairing *p, const struct shape_property *old, size_t old_count,
                         const struct shape_property *new, size_t new_count)
{
    struct arena *arena = p->changes->arena;
    struct map news;
    map_init(&news, arena);
    p->pairs.at = arena_alloc_array(arena, old_count < new_count ? old_count : new_count, sizeof *p->pairs.at);
    p->pairs.removed = arena_alloc_array(arena, old_count, sizeof(const struct shape_property *));
    p->pairs.added = arena_alloc_array(arena, new_count, sizeof(const struct shape_property *));
    for (const struct shape_property *at = new; at; at = at->next)
        map_put_new(&news, at->name, (void *)(uintptr_t)at);
    struct map olds;
    map_init(&olds, arena);
    for (const struct shape_property *at = old; at; at = at->next) {
        const struct shape_property *same = map_get(&news, at->name);
        map_put_new(&olds, at->name, (void *)(uintptr_t)at);
        if (same)
            p->pairs.at[p->pairs.count++] = (struct property_pair){at, same, NULL};
        else
            p->pairs.removed[p->pairs.removed_count++] = at;
    }
    for (const struct shape_property *at = new; at; at = at->next)
        if (!map_get(&olds, at->name))
            p->pairs.added[p->pairs.added_count++] = at;
}

/* Evidence. */

/* Levenshtein distance of two short words, in bytes. */
static size_t levenshtein(struct str a, struct str b)
{
    size_t row[WORD_MAX + 1];
    for (size_t k = 0; k <= b.len; k++)
        row[k] = k;
    for (size_t i = 1; i <= a.len; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t k = 1; k <= b.len; k++) {
            size_t change = diagonal + (a.at[i - 1] != b.at[k - 1]);
            size_t step = (row[k] < row[k - 1] ? row[k] : row[k - 1]) + 1;
            diagonal = row[k];
            row[k] = change < step ? change : step;
        }
    }
    return row[b.len];
}

/* 1 - distance / longer length >= 0.8 */
static bool is_alike(struct str a, struct str b)
{
    size_t longer = a.len > b.len ? a.len : b.len;
    return longer <= WORD_MAX && levenshtein(a, b) * 5 <= longer;
}

static bool is_same_text(struct text a, struct text b)
{
    return text_has_value(a) && str_equal(a.value, b.value);
}

static bool has_same_type(const struct shape_property *a, const struct shape_property *b)
{
    struct text old = SHAPE_TEXT(&a->shape, type), new = SHAPE_TEXT(&b->shape, type);
    return shape_types(&a->shape) == shape_types(&b->shape) && str_equal(old.value, new.value);
}

static void offer(struct pairing *p, size_t removed, size_t added, unsigned strength, const char *reason)
{
    p->candidates[p->candidate_count++] = (struct candidate){removed, added, strength, reason};
}

static void weigh(struct pairing *p, size_t removed, size_t added)
{
    const struct shape_property *old = p->pairs.removed[removed], *new = p->pairs.added[added];
    bool is_only = p->pairs.removed_count == 1 && p->pairs.added_count == 1;
    struct text old_physical = SHAPE_EXTRA(&old->shape, physical_name);
    struct text id = SHAPE_EXTRA(&old->shape, id);
    if (is_same_text(id, SHAPE_EXTRA(&new->shape, id))) {
        offer(p, removed, added, 3,
              text_print(p->changes->arena, "same id %s", utf8_quote(p->changes->arena, id.value)));
        return;
    }
    if (!has_same_type(old, new))
        return;
    if (is_same_text(old_physical, SHAPE_EXTRA(&new->shape, physical_name))) {
        offer(
            p, removed, added, 2,
            text_print(p->changes->arena, "same physical name %s", utf8_quote(p->changes->arena, old_physical.value)));
        return;
    }
    if (is_only && is_same_text(SHAPE_TEXT(&old->shape, description), SHAPE_TEXT(&new->shape, description))) {
        offer(p, removed, added, 2, "same description");
        return;
    }
    bool is_folded = distance_is_same_folded(old->name, new->name), is_near = is_alike(old->name, new->name);
    if ((is_folded || is_near) && (is_folded + is_near + is_only + (old->index == new->index)) > 1)
        offer(p, removed, added, 1, "the names are alike");
}

static int compare_candidates(const void *left, const void *right)
{
    const struct candidate *a = left, *b = right;
    if (a->strength != b->strength)
        return a->strength > b->strength ? -1 : 1;
    if (a->removed != b->removed)
        return a->removed < b->removed ? -1 : 1;
    return (a->added > b->added) - (a->added < b->added);
}

/* Takes the entries out that `is_used` marks. */
static void keep_unused(const struct shape_property **list, size_t *count, const bool *is_used)
{
    size_t kept = 0;
    for (size_t i = 0; i < *count; i++)
        if (!is_used[i])
            list[kept++] = list[i];
    *count = kept;
}

static void pair_by_evidence(struct pairing *p)
{
    struct property_pairs *pairs = &p->pairs;
    struct arena *arena = p->changes->arena;
    size_t most = pairs->removed_count * pairs->added_count;
    if (!most || most > COMPARISONS_MAX)
        return;
    p->candidates = arena_alloc_array(arena, most, sizeof *p->candidates);
    for (size_t i = 0; i < pairs->removed_count; i++)
        for (size_t k = 0; k < pairs->added_count; k++)
            weigh(p, i, k);
    qsort(p->candidates, p->candidate_count, sizeof *p->candidates, compare_candidates);
    bool *is_old_used = arena_alloc_array(arena, pairs->removed_count, sizeof *is_old_used);
    bool *is_new_used = arena_alloc_array(arena, pairs->added_count, sizeof *is_new_used);
    struct property_pair *all = arena_alloc_array(arena, pairs->count + pairs->removed_count, sizeof *all);
    if (pairs->count)
        memcpy(all, pairs->at, pairs->count * sizeof *all);
    pairs->at = all;
    for (size_t i = 0; i < p->candidate_count; i++) {
        const struct candidate *at = &p->candidates[i];
        if (is_old_used[at->removed] || is_new_used[at->added])
            continue;
        is_old_used[at->removed] = is_new_used[at->added] = true;
        all[pairs->count++] = (struct property_pair){pairs->removed[at->removed], pairs->added[at->added], at->reason};
    }
    keep_unused(pairs->removed, &pairs->removed_count, is_old_used);
    keep_unused(pairs->added, &pairs->added_count, is_new_used);
}

struct property_pairs properties_pair(struct changes *changes, const struct shape_property *old, size_t old_count,
                                      const struct shape_property *new, size_t new_count)
{
    struct pairing p = {.changes = changes};
    pair_by_name(&p, old, old_count, new, new_count);
    pair_by_evidence(&p);
    return p.pairs;
}

/* What has moved. */

void departures_init(struct departures *departures, struct changes *changes)
{
    *departures = (struct departures){.changes = changes};
    departures->removed_end = &departures->removed;
    departures->added_end = &departures->added;
}

static struct departure *departure_make(struct departures *departures, const struct shape *old, const struct shape *new,
                                        const struct shape_property *property)
{
    struct departure *departure = arena_new(departures->changes->arena, struct departure);
    struct shape *shapes = arena_alloc_array(departures->changes->arena, 2, sizeof *shapes);
    shapes[0] = *old;
    shapes[1] = *new;
    *departure = (struct departure){&shapes[0], &shapes[1], property, NULL};
    return departure;
}

static void claim_property(struct changes *changes, const struct shape_property *property)
{
    for (size_t i = 0; i < property->shape.count; i++)
        change_claim(changes, property->shape.parts[i].field->at.node);
}

void departures_add_removed(struct departures *departures, const struct shape *old, const struct shape *new,
                            const struct shape_property *property)
{
    *departures->removed_end = departure_make(departures, old, new, property);
    departures->removed_end = &(*departures->removed_end)->next;
    claim_property(departures->changes, property);
}

void departures_add_added(struct departures *departures, const struct shape *old, const struct shape *new,
                          const struct shape_property *property)
{
    *departures->added_end = departure_make(departures, old, new, property);
    departures->added_end = &(*departures->added_end)->next;
    claim_property(departures->changes, property);
}

/* The departures of a list by the property's name: NULL value where there are several. */
static void index_departures(struct departures *departures, const struct departure *first, struct map *index,
                             struct map *repeated)
{
    map_init(index, departures->changes->arena);
    map_init(repeated, departures->changes->arena);
    for (const struct departure *at = first; at; at = at->next)
        if (map_put_new(index, at->property->name, (void *)(uintptr_t)at))
            map_put(repeated, at->property->name, departures);
}

static bool is_same_schema(const struct departure *removed, const struct departure *added)
{
    const struct field *old = removed->property->shape.parts[0].field, *new = added->property->shape.parts[0].field;
    return node_equal(old->at.node, new->at.node);
}

/* The added property that the removed one has become elsewhere; NULL when there is none, or it is not clear. */
static const struct departure *moved_to(const struct map *added, const struct map *repeated,
                                        const struct departure *removed)
{
    struct str name = removed->property->name;
    const struct departure *other = map_get(added, name);
    return other && !map_get(repeated, name) && is_same_schema(removed, other) ? other : NULL;
}

static void tell_moved(struct changes *changes, const struct departure *from, const struct departure *to)
{
    const struct shape_part *old = &from->property->shape.parts[0], *new = &to->property->shape.parts[0];
    struct str path = places_path(changes->new.places, new->field->at.node, new->use);
    struct change_place place = {old->field->at.node, new->field->at.node, NULL,
                                 places_path(changes->old.places, old->field->at.node, old->use)};
    change_add(changes, CHANGE_FIELD_MOVED, place, "%s is at %s now", utf8_quote(changes->arena, from->property->name),
               utf8_quote(changes->arena, path));
}

void departures_tell(struct departures *departures)
{
    struct changes *changes = departures->changes;
    struct map added, removed, added_twice, removed_twice, moved;
    index_departures(departures, departures->added, &added, &added_twice);
    index_departures(departures, departures->removed, &removed, &removed_twice);
    map_init(&moved, changes->arena);
    for (const struct departure *at = departures->removed; at; at = at->next) {
        const struct departure *to =
            map_get(&removed_twice, at->property->name) ? NULL : moved_to(&added, &added_twice, at);
        if (to) {
            tell_moved(changes, at, to);
            map_put(&moved, at->property->name, departures);
        } else {
            change_tell_removed(changes, at->new, at->property);
        }
    }
    for (const struct departure *at = departures->added; at; at = at->next)
        if (!map_get(&moved, at->property->name))
            change_tell_added(changes, at->old, at->property);
}

#include "change/change_rename.h"

#include "base/buf.h"
#include "base/distance.h"
#include "base/utf8.h"
#include "yaml/equal.h"

#include <stddef.h>

enum {
    COMPARISONS_MAX = 20000, /* of names that are the same but for case and separators, in one object */
    WORD_MAX = 64            /* bytes; longer names are not like any other */
};

/* The added properties that share a key and are not paired yet, in the order of the file. */
struct bucket {
    size_t first; /* index + 1; 0: none is left */
};

struct pairing {
    struct changes *changes;
    struct property_pairs pairs;
    bool *is_old_used, *is_new_used; /* by index among the removed and the added */
    size_t *next;                    /* by index among the added: the next one of its bucket, as in `first` */
    size_t comparisons;
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

static const char alike[] = "the names are alike";

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

/* A removed and an added property are the same; each is used once. */
static void join(struct pairing *p, size_t removed, size_t added, const char *reason)
{
    struct property_pairs *pairs = &p->pairs;
    p->is_old_used[removed] = p->is_new_used[added] = true;
    pairs->at[pairs->count++] = (struct property_pair){pairs->removed[removed], pairs->added[added], reason};
}

/* What two properties share for which one is a rename of the other; empty: nothing. */
typedef struct str key_function(struct arena *arena, const struct shape_property *property);

static struct str id_key(struct arena *arena, const struct shape_property *property)
{
    (void)arena;
    return SHAPE_EXTRA(&property->shape, id).value;
}

/* `text` behind the type. */
static struct buf typed(struct arena *arena, const struct shape_property *property)
{
    struct str type = SHAPE_TEXT(&property->shape, type).value;
    struct buf buf = {.arena = arena};
    buf_print(&buf, "%u %zu ", shape_types(&property->shape), type.len);
    buf_add(&buf, type);
    return buf;
}

static struct str physical_key(struct arena *arena, const struct shape_property *property)
{
    struct text physical = SHAPE_EXTRA(&property->shape, physical_name);
    if (!text_has_value(physical))
        return STR("");
    struct buf buf = typed(arena, property);
    buf_add(&buf, physical.value);
    return buf_str(&buf);
}

static struct str folded_key(struct arena *arena, const struct shape_property *property)
{
    if (property->name.len > WORD_MAX)
        return STR("");
    struct buf buf = typed(arena, property);
    distance_fold(&buf, property->name);
    return buf_str(&buf);
}

/* The unused added properties by key. */
static void collect(struct pairing *p, key_function *key_of, struct map *buckets)
{
    struct arena *arena = p->changes->arena;
    map_init(buckets, arena);
    for (size_t i = p->pairs.added_count; i-- > 0;) {
        struct str key = p->is_new_used[i] ? STR("") : key_of(arena, p->pairs.added[i]);
        struct bucket *bucket = key.len ? map_get(buckets, key) : NULL;
        if (!key.len)
            continue;
        if (!bucket)
            map_put(buckets, key, bucket = arena_new(arena, struct bucket));
        p->next[i] = bucket->first;
        bucket->first = i + 1;
    }
}

static struct bucket *bucket_of(const struct pairing *p, key_function *key_of, const struct map *buckets,
                                size_t removed)
{
    struct str key = p->is_old_used[removed] ? STR("") : key_of(p->changes->arena, p->pairs.removed[removed]);
    return key.len ? map_get(buckets, key) : NULL;
}

/* Strong evidence: what has the same key is the same, in the order of the file. */
static void pair_by_key(struct pairing *p, key_function *key_of, const char *what, size_t offset)
{
    struct arena *arena = p->changes->arena;
    struct map buckets;
    collect(p, key_of, &buckets);
    for (size_t i = 0; i < p->pairs.removed_count; i++) {
        struct bucket *bucket = bucket_of(p, key_of, &buckets, i);
        if (!bucket || !bucket->first)
            continue;
        size_t added = bucket->first - 1;
        struct str value = shape_extra_text(&p->pairs.removed[i]->shape, offset).value;
        bucket->first = p->next[added];
        join(p, i, added, text_print(arena, "%s %s", what, utf8_quote(arena, value)));
    }
}

/* The only ones. */
static void pair_only(struct pairing *p)
{
    const struct shape_property *old = p->pairs.removed[0], *new = p->pairs.added[0];
    if (p->is_old_used[0] || !has_same_type(old, new))
        return;
    if (is_same_text(SHAPE_TEXT(&old->shape, description), SHAPE_TEXT(&new->shape, description)))
        join(p, 0, 0, "same description");
    else if (distance_is_same_folded(old->name, new->name) || is_alike(old->name, new->name))
        join(p, 0, 0, alike);
}

/* The first unused one of a bucket whose name is alike as it is written, too; as in `first`. */
static size_t first_alike(struct pairing *p, const struct bucket *bucket, struct str name)
{
    size_t at = bucket ? bucket->first : 0;
    for (; at && p->comparisons < COMPARISONS_MAX; at = p->next[at - 1])
        if (!p->is_new_used[at - 1] && (p->comparisons++, is_alike(name, p->pairs.added[at - 1]->name)))
            return at;
    return 0;
}

/* The unused one at the same place, if its name is alike in either way. */
static size_t alike_in_place(const struct pairing *p, const size_t *by_index, size_t count,
                             const struct shape_property *old)
{
    size_t at = old->index < count ? by_index[old->index] : 0;
    const struct shape_property *new = at ? p->pairs.added[at - 1] : NULL;
    if (!new || p->is_new_used[at - 1] || !has_same_type(old, new))
        return 0;
    return distance_is_same_folded(old->name, new->name) || is_alike(old->name, new->name) ? at : 0;
}

/* Weak evidence, of which two are needed: the name but for case and separators, the name as it is written, the place.
   So only what shares the first or the last has to be looked at. */
static void pair_alike(struct pairing *p, size_t new_count)
{
    size_t *by_index = arena_alloc_array(p->changes->arena, new_count, sizeof *by_index);
    struct map buckets;
    for (size_t i = 0; i < p->pairs.added_count; i++)
        by_index[p->pairs.added[i]->index] = i + 1;
    collect(p, folded_key, &buckets);
    for (size_t i = 0; i < p->pairs.removed_count; i++) {
        const struct shape_property *old = p->pairs.removed[i];
        if (p->is_old_used[i])
            continue;
        size_t alike_one = first_alike(p, bucket_of(p, folded_key, &buckets, i), old->name);
        size_t in_place = alike_in_place(p, by_index, new_count, old);
        size_t first = !alike_one || (in_place && in_place < alike_one) ? in_place : alike_one;
        if (first)
            join(p, i, first - 1, alike);
    }
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

/* Better evidence first, then the order of the file. */
static void pair_by_evidence(struct pairing *p, size_t new_count)
{
    struct property_pairs *pairs = &p->pairs;
    struct arena *arena = p->changes->arena;
    if (!pairs->removed_count || !pairs->added_count)
        return;
    p->is_old_used = arena_alloc_array(arena, pairs->removed_count, sizeof *p->is_old_used);
    p->is_new_used = arena_alloc_array(arena, pairs->added_count, sizeof *p->is_new_used);
    p->next = arena_alloc_array(arena, pairs->added_count, sizeof *p->next);
    pair_by_key(p, id_key, "same id", offsetof(struct field_extra, id));
    pair_by_key(p, physical_key, "same physical name", offsetof(struct field_extra, physical_name));
    if (pairs->removed_count == 1 && pairs->added_count == 1)
        pair_only(p);
    else
        pair_alike(p, new_count);
    keep_unused(pairs->removed, &pairs->removed_count, p->is_old_used);
    keep_unused(pairs->added, &pairs->added_count, p->is_new_used);
}

struct property_pairs properties_pair(struct changes *changes, const struct shape_property *old, size_t old_count,
                                      const struct shape_property *new, size_t new_count)
{
    struct pairing p = {.changes = changes};
    pair_by_name(&p, old, old_count, new, new_count);
    pair_by_evidence(&p, new_count);
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

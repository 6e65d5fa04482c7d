#include "base/utf8.h"
#include "change/change_field.h"
#include "yaml/equal.h"

/* The uses of a keyword in the parts of a shape. */
struct uses {
    const struct keyword_use *at[SHAPE_PARTS_MAX]; /* NULL: the other version has it too */
    const struct shape_part *parts[SHAPE_PARTS_MAX];
    size_t count;
};

static void collect(struct changes *changes, const struct shape *shape, enum keyword_id id, struct uses *uses)
{
    uses->count = 0;
    for (size_t i = 0; i < shape->count; i++) {
        const struct keyword_use *use = field_keyword(shape->parts[i].field, id);
        if (!use || node_is_null(use->value))
            continue;
        change_claim(changes, use->value);
        uses->at[uses->count] = use;
        uses->parts[uses->count++] = &shape->parts[i];
    }
}

static void drop_common(struct uses *old, struct uses *new)
{
    for (size_t i = 0; i < old->count; i++)
        for (size_t k = 0; k < new->count && old->at[i]; k++)
            if (new->at[k] && node_equal(old->at[i]->value, new->at[k]->value))
                old->at[i] = new->at[k] = NULL;
}

/* The next use from an index on; behind the last, `count`. */
static size_t next_use(const struct uses *uses, size_t index)
{
    while (index < uses->count && !uses->at[index])
        index++;
    return index;
}

const struct keyword_pair *change_keyword_pairs(const struct field_pair *pair, enum keyword_id id, size_t *count)
{
    struct uses old, new;
    collect(pair->changes, &pair->old, id, &old);
    collect(pair->changes, &pair->new, id, &new);
    drop_common(&old, &new);
    struct keyword_pair *pairs = arena_alloc_array(pair->changes->arena, old.count + new.count, sizeof *pairs);
    size_t i = next_use(&old, 0), k = next_use(&new, 0);
    *count = 0;
    while (i < old.count || k < new.count) {
        struct keyword_pair *both = &pairs[(*count)++];
        if (i < old.count) {
            both->old = old.at[i];
            both->old_part = old.parts[i];
        }
        if (k < new.count) {
            both->new = new.at[k];
            both->new_part = new.parts[k];
        }
        i = next_use(&old, i + 1);
        k = next_use(&new, k + 1);
    }
    return pairs;
}

struct finding *change_tell_keyword(const struct field_pair *pair, enum change_id id, const struct keyword_pair *both)
{
    struct changes *changes = pair->changes;
    const struct keyword_use *old = both->old, *new = both->new;
    struct change_place place =
        shape_place(changes, both->old_part, old ? old->value : NULL, both->new_part, new ? new->value : NULL);
    const char *keyword = (new ? new : old)->keyword->name, *name = change_field_name(pair);
    place.survivor = pair->new_field->at.node;
    if (!old)
        return change_add(changes, id, place, "`%s` of %s is %s, there was none", keyword, name,
                          node_quote(changes->arena, new->value));
    if (!new)
        return change_add(changes, id, place, "`%s` of %s was %s, there is none", keyword, name,
                          node_quote(changes->arena, old->value));
    if (old->keyword != new->keyword)
        return change_add(changes, id, place, "`%s` of %s was %s, `%s` is %s", old->keyword->name, name,
                          node_quote(changes->arena, old->value), keyword, node_quote(changes->arena, new->value));
    return change_add(changes, id, place, "`%s` of %s was %s, is %s", keyword, name,
                      node_quote(changes->arena, old->value), node_quote(changes->arena, new->value));
}

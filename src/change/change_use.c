#include "change/change_use.h"

enum {
    USES_MAX = 1000,    /* of one definition */
    VISITS_MAX = 100000 /* pairs of fields from which on each definition is compared no more than once */
};

void uses_init(struct uses *uses, struct changes *changes)
{
    *uses = (struct uses){.changes = changes};
    map_init(&uses->counts, changes->arena);
    uses->left_out_end = &uses->left_out;
}

static struct use_count *count_of(struct uses *uses, const struct field *old, const struct field *new)
{
    const struct field *parts[] = {old, new};
    struct use_count *use = map_get(&uses->counts, (struct str){(const char *)parts, sizeof parts});
    if (use)
        return use;
    const struct field **key = arena_alloc_array(uses->changes->arena, 2, sizeof *key);
    memcpy(key, parts, sizeof parts);
    use = arena_new(uses->changes->arena, struct use_count);
    map_put(&uses->counts, (struct str){(const char *)key, sizeof parts}, use);
    return use;
}

static void leave_out(struct uses *uses, struct use_count *use, const struct field_pair *pair)
{
    if (use->left_out++)
        return;
    use->place = shape_place(uses->changes, &pair->old.parts[0], pair->old_field->at.node, &pair->new.parts[0],
                             pair->new_field->at.node);
    use->name = change_field_name(pair);
    *uses->left_out_end = use;
    uses->left_out_end = &use->next;
}

struct use_count *uses_take(struct uses *uses, const struct field *old, const struct field *new,
                            const struct field_pair *pair)
{
    struct use_count *use = count_of(uses, old, new);
    if (++use->compared <= (++uses->visits > VISITS_MAX ? 1 : USES_MAX))
        return use;
    leave_out(uses, use, pair);
    return NULL;
}

void uses_tell_left_out(const struct uses *uses)
{
    for (const struct use_count *use = uses->left_out; use; use = use->next)
        if (use->has_changed)
            change_add(uses->changes, CHANGE_SCHEMA_COMPATIBILITY_UNKNOWN, use->place,
                       "%s, one of %zu more uses of a definition that has changed, which are not compared", use->name,
                       use->left_out);
}

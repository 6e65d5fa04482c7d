#include "change/change_dataset.h"

#include <stddef.h>

/* The text of the first part that says "true", else the first. */
static struct text unique_of(const struct shape *shape)
{
    for (size_t i = 0; i < shape->count; i++)
        if (text_is_true(shape->parts[i].field->unique))
            return shape->parts[i].field->unique;
    return SHAPE_TEXT(shape, unique);
}

static void compare_unique(const struct field_pair *pair)
{
    struct changes *changes = pair->changes;
    struct text old = unique_of(&pair->old), new = unique_of(&pair->new);
    change_claim(changes, old.node);
    change_claim(changes, new.node);
    if (text_is_true(old) == text_is_true(new) || pair->is_rekeyed)
        return;
    struct change_place place = shape_place_in(changes, &pair->old, old.node, &pair->new, new.node);
    place.survivor = pair->new_field->at.node;
    change_add(changes, text_is_true(new) ? CHANGE_FIELD_BECAME_UNIQUE : CHANGE_FIELD_BECAME_NON_UNIQUE, place, "%s",
               change_field_name(pair));
}

/* Keys are judged by the model, but for those of inner fields, which are no column's: there "false" is the default. */
static void claim_defaults(struct changes *changes, const struct shape *shape)
{
    const struct text marks[] = {SHAPE_TEXT(shape, primary_key), SHAPE_EXTRA(shape, partitioned)};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (!text_is_true(marks[i]))
            change_claim(changes, marks[i].node);
}

/* All relationships of a field, in one list. */
static struct list relationships_of(struct changes *changes, const struct shape *shape)
{
    struct list all = {.first = NULL};
    for (size_t i = 0; i < shape->count; i++) {
        const struct field *field = shape->parts[i].field;
        if (field->extra->relationships.count && !all.count)
            all = field->extra->relationships;
        if (all.count || !field->extra->references.node || node_is_blank(field->extra->references.node))
            continue;
        struct relationship *one = arena_new(changes->arena, struct relationship);
        struct item *target = arena_new(changes->arena, struct item);
        one->at.node = target->at.node = field->extra->references.node;
        target->text = field->extra->references;
        if (text_has_value(target->text))
            one->to = (struct list){target, target, 1};
        all = (struct list){one, one, 1};
    }
    return all;
}

void change_compare_keys(const struct field_pair *pair)
{
    struct changes *changes = pair->changes;
    compare_unique(pair);
    claim_defaults(changes, &pair->old);
    claim_defaults(changes, &pair->new);
    struct list old = relationships_of(changes, &pair->old), new = relationships_of(changes, &pair->new);
    change_compare_relationships(changes, &old, &new, change_field_name(pair), pair->new_field->at.node);
}

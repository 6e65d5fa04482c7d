#include "base/utf8.h"
#include "change/change_field.h"
#include "check/classification.h"
#include "yaml/equal.h"

#include <stddef.h>

static struct change_place place_of(const struct field_pair *pair, const struct node *old, const struct node *new)
{
    struct change_place place = shape_place_in(pair->changes, &pair->old, old, &pair->new, new);
    place.survivor = pair->new_field->at.node;
    return place;
}

/* A mark that is set or not: `deprecated`, `pii`. */
static void compare_mark(const struct field_pair *pair, struct text old, struct text new, enum change_id set,
                         enum change_id unset)
{
    change_claim(pair->changes, old.node);
    change_claim(pair->changes, new.node);
    if (text_is_true(old) != text_is_true(new))
        change_add(pair->changes, text_is_true(new) ? set : unset, place_of(pair, old.node, new.node), "%s",
                   change_field_name(pair));
}

static const struct node *first_default(const struct shape *shape)
{
    for (size_t i = 0; i < shape->count; i++)
        if (shape->parts[i].field->default_value)
            return shape->parts[i].field->default_value;
    return NULL;
}

void change_compare_default(const struct field_pair *pair)
{
    struct changes *changes = pair->changes;
    const struct node *old = first_default(&pair->old), *new = first_default(&pair->new);
    const char *name = change_field_name(pair);
    change_claim(changes, old);
    change_claim(changes, new);
    if (!old && new && !node_is_null(new))
        change_add(changes, CHANGE_DEFAULT_ADDED, place_of(pair, NULL, new), "%s of %s",
                   node_quote(changes->arena, new), name);
    else if (old && !new && !node_is_null(old))
        change_add(changes, CHANGE_DEFAULT_REMOVED, place_of(pair, old, NULL), "%s of %s",
                   node_quote(changes->arena, old), name);
    else if (old && new && !node_equal(old, new))
        change_add(changes, CHANGE_DEFAULT_CHANGED, place_of(pair, old, new), "%s was %s, is %s", name,
                   node_quote(changes->arena, old), node_quote(changes->arena, new));
}

static void compare_classification(const struct field_pair *pair)
{
    struct changes *changes = pair->changes;
    struct text old = SHAPE_TEXT(&pair->old, classification), new = SHAPE_TEXT(&pair->new, classification);
    if (!change_differs(changes, old, new))
        return;
    enum classification_step step =
        classification_step(changes->settings->access_classifications, old.value, new.value);
    if (step == CLASSIFICATION_SAME)
        return;
    bool is_raised = step == CLASSIFICATION_RAISED || !text_has_value(old);
    bool is_lower = step == CLASSIFICATION_LOWERED || !text_has_value(new);
    change_add(changes,
               is_lower    ? CHANGE_FIELD_CLASSIFICATION_LOWERED
               : is_raised ? CHANGE_FIELD_CLASSIFICATION_RAISED
                           : CHANGE_CLASSIFICATION_CHANGED,
               place_of(pair, old.node, text_has_value(new) ? new.node : NULL), "%s was %s, is %s",
               change_field_name(pair), text_has_value(old) ? utf8_quote(changes->arena, old.value) : "not classified",
               text_has_value(new) ? utf8_quote(changes->arena, new.value) : "not classified");
}

/* A plain value that nobody can read any more. */
static void compare_encryption(const struct field_pair *pair)
{
    struct text old = SHAPE_EXTRA(&pair->old, encrypted_name), new = SHAPE_EXTRA(&pair->new, encrypted_name);
    if (text_has_value(old) || !text_has_value(new))
        return;
    change_claim(pair->changes, new.node);
    change_add(pair->changes, CHANGE_FIELD_ENCRYPTION_ADDED, place_of(pair, NULL, new.node),
               "%s is to be read encrypted, as %s", change_field_name(pair),
               utf8_quote(pair->changes->arena, new.value));
}

/* The first of a member of struct field_extra that is a node; NULL when there is none. */
static const struct node *extra_node(const struct shape *shape, size_t offset)
{
    for (size_t i = 0; i < shape->count; i++) {
        const char *extra = (const char *)shape->parts[i].field->extra;
        const struct node *node;
        memcpy(&node, extra + offset, sizeof node);
        if (node)
            return node;
    }
    return NULL;
}

/* Of how it is computed: what is told for the first time says nothing new of the values. */
static void compare_transformation(const struct field_pair *pair, size_t offset)
{
    const struct node *old = extra_node(&pair->old, offset), *new = extra_node(&pair->new, offset);
    if (!old || !new || node_equal(old, new))
        return;
    change_claim(pair->changes, old);
    change_claim(pair->changes, new);
    change_add(pair->changes, CHANGE_TRANSFORM_LOGIC_CHANGED, place_of(pair, old, new), "%s", change_field_name(pair));
}

/* `example: a` says what `examples: [a]` does. */
static void claim_example(const struct field_pair *pair)
{
    for (size_t i = 0; i < pair->old.count; i++) {
        const struct field *old = pair->old.parts[i].field, *new = pair->new.parts[0].field;
        const struct node *only = new->examples ? node_children(new->examples) : NULL;
        if (!old->extra->example || !only || only->next || !node_equal(old->extra->example, only))
            continue;
        change_claim(pair->changes, old->extra->example);
        change_claim(pair->changes, new->examples);
    }
}

static void claim_name(struct changes *changes, const struct field *field)
{
    if (field->name.node != field->at.node)
        change_claim(changes, field->name.node);
}

/* Without a physical name the name is it. */
static void compare_physical_name(const struct field_pair *pair)
{
    struct changes *changes = pair->changes;
    struct text old = SHAPE_EXTRA(&pair->old, physical_name), new = SHAPE_EXTRA(&pair->new, physical_name);
    struct str before = text_has_value(old) ? old.value : pair->old_field->name.value;
    struct str after = text_has_value(new) ? new.value : pair->new_field->name.value;
    bool is_same_name = str_equal(pair->old_field->name.value, pair->new_field->name.value);
    bool are_both_said = text_has_value(old) && text_has_value(new);
    bool is_said = text_has_value(old) || text_has_value(new);
    claim_name(changes, pair->old_field);
    claim_name(changes, pair->new_field);
    change_claim(changes, old.node);
    change_claim(changes, new.node);
    if (is_said && (is_same_name || are_both_said) && !str_equal(before, after))
        change_add(changes, CHANGE_FIELD_PHYSICAL_NAME_CHANGED,
                   place_of(pair, old.node, text_has_value(new) ? new.node : NULL), "%s was %s, is %s",
                   change_field_name(pair), utf8_quote(changes->arena, before), utf8_quote(changes->arena, after));
}

static const struct node *discriminator_of(const struct shape *shape)
{
    for (size_t i = 0; i < shape->count; i++) {
        const struct node *node = node_find(shape->parts[i].field->at.node, "discriminator");
        if (node)
            return node;
    }
    return NULL;
}

static void compare_discriminator_key(const struct field_pair *pair, const struct node *old, const struct node *new)
{
    if ((old && new &&node_equal(old, new)) || (!old && !new))
        return;
    change_claim(pair->changes, old);
    change_claim(pair->changes, new);
    change_add(pair->changes, CHANGE_DISCRIMINATOR_CHANGED, place_of(pair, old, new), "%s was %s, is %s",
               change_field_name(pair), old ? node_quote(pair->changes->arena, old) : "without one",
               new ? node_quote(pair->changes->arena, new) : "without one");
}

/* OpenAPI's: the property that says which of several schemas a value is of. */
static void compare_discriminator(const struct field_pair *pair)
{
    const struct node *old = discriminator_of(&pair->old), *new = discriminator_of(&pair->new);
    if (!node_is_mapping(old) || !node_is_mapping(new)) {
        compare_discriminator_key(pair, old, new);
        return;
    }
    compare_discriminator_key(pair, node_find(old, "propertyName"), node_find(new, "propertyName"));
    compare_discriminator_key(pair, node_find(old, "mapping"), node_find(new, "mapping"));
}

/* Words that both versions say of the field, be it where it stands or in what it refers to. */
static void claim_words(const struct field_pair *pair)
{
    static const enum keyword_id ids[] = {KEYWORD_DESCRIPTION, KEYWORD_TITLE, KEYWORD_COMMENT, KEYWORD_EXAMPLES};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        const struct keyword_use *old = shape_keyword(&pair->old, ids[i], NULL);
        const struct keyword_use *new = shape_keyword(&pair->new, ids[i], NULL);
        if (!old || !new || !node_equal(old->value, new->value))
            continue;
        change_claim(pair->changes, old->value);
        change_claim(pair->changes, new->value);
    }
}

void change_compare_meaning(const struct field_pair *pair)
{
    claim_words(pair);
    compare_physical_name(pair);
    compare_encryption(pair);
    compare_transformation(pair, offsetof(struct field_extra, transform_logic));
    compare_transformation(pair, offsetof(struct field_extra, transform_sources));
    compare_discriminator(pair);
    claim_example(pair);
    compare_mark(pair, SHAPE_EXTRA(&pair->old, deprecated), SHAPE_EXTRA(&pair->new, deprecated),
                 CHANGE_FIELD_DEPRECATED, CHANGE_FIELD_UNDEPRECATED);
    compare_mark(pair, SHAPE_TEXT(&pair->old, pii), SHAPE_TEXT(&pair->new, pii), CHANGE_FIELD_PII_ADDED,
                 CHANGE_FIELD_PII_REMOVED);
    compare_classification(pair);
}

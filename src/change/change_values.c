#include "base/buf.h"
#include "base/utf8.h"
#include "change/change_field.h"
#include "yaml/equal.h"

#include <stddef.h>

/* The values that are allowed, where they are listed. */
struct allowed {
    const struct node *list; /* the first `enum`, or the value of a `const`; NULL: any value */
    const struct shape_part *part;
    bool is_const;
    struct map values; /* those of the list that are allowed; by json_key_of, to their items */
};

enum { SHOWN_MAX = 5 };

/* An item is a value, or a mapping with `value` (ODCS). */
static const struct node *value_of(const struct node *item)
{
    const struct node *value = node_is_mapping(item) ? node_find(item, "value") : NULL;
    return value ? value : item;
}

static void add_value(struct map *values, struct arena *arena, const struct node *item)
{
    struct str key;
    if (json_key_of(arena, value_of(item), &key))
        map_put_new(values, key, (void *)(uintptr_t)item);
}

/* What a field lists; NULL: any value. */
static const struct node *list_of(const struct field *field)
{
    return field->extra->constant ? field->extra->constant : field->enumeration;
}

static struct map values_in(struct arena *arena, const struct field *field)
{
    struct map values;
    map_init(&values, arena);
    if (field->extra->constant)
        add_value(&values, arena, field->extra->constant);
    else
        for (const struct node *item = node_children(field->enumeration); item; item = item->next)
            add_value(&values, arena, item);
    return values;
}

/* The items of an allowed list; of a constant it is the only one. */
static const struct node *first_item(const struct allowed *allowed)
{
    return allowed->is_const ? allowed->list : node_children(allowed->list);
}

static const struct node *next_item(const struct allowed *allowed, const struct node *item)
{
    return allowed->is_const ? NULL : item->next;
}

/* Where several parts list values, those that all have are left. */
static void narrow(struct allowed *allowed, struct arena *arena, const struct field *field)
{
    struct map others = values_in(arena, field), both;
    map_init(&both, arena);
    for (const struct node *item = first_item(allowed); item; item = next_item(allowed, item)) {
        struct str key;
        if (json_key_of(arena, value_of(item), &key) && map_get(&allowed->values, key) && map_get(&others, key))
            map_put_new(&both, key, (void *)(uintptr_t)item);
    }
    allowed->values = both;
}

static struct allowed allowed_by(struct changes *changes, const struct shape *shape)
{
    struct allowed allowed = {.list = NULL};
    for (size_t i = 0; i < shape->count; i++) {
        const struct field *field = shape->parts[i].field;
        change_claim(changes, field->enumeration);
        change_claim(changes, field->extra->constant);
        if (!list_of(field))
            continue;
        if (allowed.list) {
            narrow(&allowed, changes->arena, field);
            continue;
        }
        allowed.is_const = field->extra->constant != NULL;
        allowed.list = list_of(field);
        allowed.part = &shape->parts[i];
        allowed.values = values_in(changes->arena, field);
    }
    return allowed;
}

/* The first part with a list that the other version does not have; `otherwise` when there is none. */
static const struct shape_part *changed_part(const struct shape *shape, const struct shape *other,
                                             const struct shape_part *otherwise)
{
    for (size_t i = 0; i < shape->count; i++) {
        const struct node *list = list_of(shape->parts[i].field);
        size_t k = 0;
        while (list && k < other->count &&
               (!list_of(other->parts[k].field) || !node_equal(list, list_of(other->parts[k].field))))
            k++;
        if (list && k == other->count)
            return &shape->parts[i];
    }
    return otherwise;
}

/* The values of `of` that `in` does not have, null aside: "`gold`, `silver` and 3 more"; NULL when there is none. */
static const char *missing_values(struct changes *changes, const struct allowed *of, const struct allowed *in)
{
    struct buf buf = {.arena = changes->arena};
    size_t count = 0;
    for (const struct node *item = first_item(of); item; item = next_item(of, item)) {
        struct str key;
        if (node_is_null(value_of(item)) || !json_key_of(changes->arena, value_of(item), &key) ||
            !map_get(&of->values, key) || map_get(&in->values, key))
            continue;
        if (count++ < SHOWN_MAX)
            buf_print(&buf, "%s%s", buf.len ? ", " : "", node_quote(changes->arena, value_of(item)));
    }
    if (count > SHOWN_MAX)
        buf_print(&buf, " and %zu more", count - SHOWN_MAX);
    return count ? buf_c(&buf) : NULL;
}

/* "`a`, `b`", and "any value" where none are listed. */
static const char *words_of(struct changes *changes, const struct allowed *allowed)
{
    struct allowed none = {.list = NULL};
    map_init(&none.values, changes->arena);
    const char *values = allowed->list ? missing_values(changes, allowed, &none) : NULL;
    return values ? values : allowed->list ? "none" : "any value";
}

/* What is shown of a list of values: of a test of dbt the list of tests. */
static const struct node *shown(const struct change_side *side, const struct node *list)
{
    if (side->document->dialect != DIALECT_DBT)
        return list;
    const struct node *tests = list;
    while (tests && !str_is(node_key(tests), "tests") && !str_is(node_key(tests), "data_tests"))
        tests = tests->parent;
    return tests ? tests : list;
}

static struct change_place place_of(const struct field_pair *pair, const struct allowed *old, const struct allowed *new)
{
    struct changes *changes = pair->changes;
    const struct shape_part *before = changed_part(&pair->old, &pair->new, old->part);
    const struct shape_part *after = changed_part(&pair->new, &pair->old, new->part);
    struct change_place place =
        shape_place(changes, before, before ? shown(&changes->old, list_of(before->field)) : NULL, after,
                    after ? shown(&changes->new, list_of(after->field)) : NULL);
    place.survivor = pair->new_field->at.node;
    return place;
}

static bool is_extensible(const struct field_pair *pair)
{
    const struct node *mark = node_find(pair->old_field->at.node, "x-extensible-enum");
    return str_is_caseless(node_text(mark), "true");
}

static void compare_lists(const struct field_pair *pair, const struct allowed *old, const struct allowed *new)
{
    const char *added = missing_values(pair->changes, new, old), *removed = missing_values(pair->changes, old, new);
    if (added) {
        struct finding *finding = change_add(pair->changes, CHANGE_ENUM_VALUE_ADDED, place_of(pair, old, new),
                                             "%s of %s", added, change_field_name(pair));
        if (is_extensible(pair))
            change_set_level(finding, LEVEL_SAFE);
    }
    if (removed)
        change_add(pair->changes, CHANGE_ENUM_VALUE_REMOVED, place_of(pair, old, new), "%s of %s", removed,
                   change_field_name(pair));
}

/* Whether more is said than the value itself, or might be. */
static bool is_labelled(const struct node *item)
{
    return node_is_mapping(item) && node_resolve(item)->count > 1;
}

/* What is said about a value beside itself: label, description. */
static void compare_labels(const struct field_pair *pair, const struct allowed *old, const struct allowed *new)
{
    for (const struct node *item = node_children(new->list); item; item = item->next) {
        struct str key;
        if (!json_key_of(pair->changes->arena, value_of(item), &key))
            continue;
        const struct node *before = map_get(&old->values, key);
        bool has_labels = before && (is_labelled(before) || is_labelled(item));
        if (has_labels && !node_equal(before, item)) {
            change_add(pair->changes, CHANGE_ENUM_METADATA_CHANGED, place_of(pair, old, new), "%s of %s",
                       node_quote(pair->changes->arena, value_of(item)), change_field_name(pair));
            return;
        }
    }
}

void change_compare_values(const struct field_pair *pair)
{
    struct changes *changes = pair->changes;
    struct allowed old = allowed_by(changes, &pair->old), new = allowed_by(changes, &pair->new);
    if (!old.list && !new.list)
        return;
    if (old.list && new.list && !(old.is_const && new.is_const)) {
        compare_lists(pair, &old, &new);
        if (!old.is_const && !new.is_const)
            compare_labels(pair, &old, &new);
        return;
    }
    if (old.list && new.list && node_equal(old.list, new.list))
        return;
    enum change_id id = !old.list      ? CHANGE_ENUM_CONSTRAINT_ADDED
                        : old.is_const ? CHANGE_CONST_CHANGED
                                       : CHANGE_ENUM_CONSTRAINT_REMOVED;
    const char *name = change_field_name(pair);
    if (id == CHANGE_CONST_CHANGED)
        change_add(changes, id, place_of(pair, &old, &new), "%s was %s, is %s", name,
                   node_quote(changes->arena, old.list), new.list ? node_quote(changes->arena, new.list) : "any value");
    else
        change_add(changes, id, place_of(pair, &old, &new), "%s was %s, is %s", name, words_of(changes, &old),
                   words_of(changes, &new));
}

#include "base/buf.h"
#include "base/utf8.h"
#include "change/change_schema.h"
#include "schema/compile.h"
#include "yaml/equal.h"
#include "yaml/node_print.h"

enum {
    MEMBER_SHOWN_MAX = 80, /* bytes of a member in a message */
    MEMBERS_MAX = 64,      /* of an allOf whose members are paired */
};

enum { GROUP_MAX = 3 };

/* Keywords that only containment can compare, ended by KEYWORD_COUNT. Of several that belong together the first that
   differs is told. */
static const struct group {
    enum keyword_id ids[GROUP_MAX + 1];
    enum keyword_id beside[GROUP_MAX + 1]; /* what they mean depends on these; KEYWORD_COUNT alone: on all */
} groups[] = {
    {{KEYWORD_NOT, KEYWORD_COUNT}, {KEYWORD_TYPE, KEYWORD_COUNT}},
    {{KEYWORD_IF, KEYWORD_THEN, KEYWORD_ELSE, KEYWORD_COUNT}, {KEYWORD_TYPE, KEYWORD_COUNT}},
    {{KEYWORD_DEPENDENT_REQUIRED, KEYWORD_DEPENDENT_SCHEMAS, KEYWORD_DEPENDENCIES, KEYWORD_COUNT},
     {KEYWORD_TYPE, KEYWORD_COUNT}},
    {{KEYWORD_PATTERN_PROPERTIES, KEYWORD_COUNT}, {KEYWORD_TYPE, KEYWORD_COUNT}},
    {{KEYWORD_PROPERTY_NAMES, KEYWORD_COUNT}, {KEYWORD_TYPE, KEYWORD_COUNT}},
    {{KEYWORD_CONTAINS, KEYWORD_COUNT}, {KEYWORD_TYPE, KEYWORD_MIN_CONTAINS, KEYWORD_MAX_CONTAINS, KEYWORD_COUNT}},
    {{KEYWORD_UNEVALUATED_ITEMS, KEYWORD_COUNT}, {KEYWORD_COUNT}},
    {{KEYWORD_DYNAMIC_REF, KEYWORD_RECURSIVE_REF, KEYWORD_COUNT}, {KEYWORD_TYPE, KEYWORD_COUNT}},
};

/* The items: all of them by one keyword or two, or what stands first where those behind are compared as a schema. */
static const struct group all_items = {{KEYWORD_PREFIX_ITEMS, KEYWORD_ITEMS, KEYWORD_COUNT},
                                       {KEYWORD_TYPE, KEYWORD_COUNT}};
static const struct group first_items = {{KEYWORD_PREFIX_ITEMS, KEYWORD_COUNT},
                                         {KEYWORD_TYPE, KEYWORD_ITEMS, KEYWORD_COUNT}};

static size_t add_names(struct str *names, size_t count, const enum keyword_id *ids)
{
    for (; *ids != KEYWORD_COUNT; ids++)
        names[count++] = str_of(keyword_of(*ids)->name);
    return count;
}

/* The schema with nothing but that group of keywords and what they depend on. */
static const struct schema *only(struct changes *changes, const struct schema *schema, const struct group *group)
{
    struct str names[2 * GROUP_MAX];
    size_t count = add_names(names, add_names(names, 0, group->ids), group->beside);
    return group->beside[0] == KEYWORD_COUNT ? schema : schema_only(changes->arena, schema, names, count);
}

/* A use of a keyword in a part of a shape that may be none. */
static const struct keyword_use *use_in(const struct shape_part *part, enum keyword_id id)
{
    const struct keyword_use *use = part ? field_keyword(part->field, id) : NULL;
    return use && !node_is_null(use->value) ? use : NULL;
}

/* The first keyword of a group that two parts, either of which may be NULL, do not say alike; false when there is none.
 */
static bool group_differs(const struct group *group, const struct shape_part *old, const struct shape_part *new,
                          struct keyword_pair *both)
{
    for (const enum keyword_id *id = group->ids; *id != KEYWORD_COUNT; id++) {
        const struct keyword_use *before = use_in(old, *id), *after = use_in(new, *id);
        bool is_alike = before && after && node_equal(before->value, after->value) && !change_refers(before->value);
        *both = (struct keyword_pair){before, after, old, new};
        if ((before || after) && !is_alike)
            return true;
    }
    return false;
}

/* The parts of a shape that say something of a group. */
struct sayers {
    const struct shape_part *at[SHAPE_PARTS_MAX + 1];
    size_t count;
};

static void find_sayers(const struct field_pair *pair, const struct shape *shape, const struct group *group,
                        struct sayers *sayers)
{
    sayers->count = 0;
    for (size_t i = 0; i < shape->count; i++) {
        bool says = false;
        for (const enum keyword_id *id = group->ids; *id != KEYWORD_COUNT; id++) {
            const struct keyword_use *use = use_in(&shape->parts[i], *id);
            change_claim(pair->changes, use ? use->value : NULL);
            says = says || use;
        }
        if (says)
            sayers->at[sayers->count++] = &shape->parts[i];
    }
    sayers->at[sayers->count] = NULL;
}

static void drop_sayer(struct sayers *sayers, size_t index)
{
    memmove(&sayers->at[index], &sayers->at[index + 1], (sayers->count - index) * sizeof *sayers->at);
    sayers->count--;
}

static void drop_alike(const struct group *group, struct sayers *old, struct sayers *new)
{
    struct keyword_pair unused;
    for (size_t i = 0; i < old->count;) {
        size_t k = 0;
        while (k < new->count && group_differs(group, old->at[i], new->at[k], &unused))
            k++;
        if (k == new->count) {
            i++;
            continue;
        }
        drop_sayer(old, i);
        drop_sayer(new, k);
    }
}

/* breaking.md 6.7: NO and YES is relaxed, YES and NO tightened, NO and NO changed. */
static enum change_id id_of(const struct schema_relation *relation)
{
    enum schema_answer reads = relation->new_in_old.answer, writes = relation->old_in_new.answer;
    if (reads == SCHEMA_YES)
        return writes == SCHEMA_YES  ? CHANGE_COUNT
               : writes == SCHEMA_NO ? CHANGE_CONSTRAINT_TIGHTENED
                                     : CHANGE_SCHEMA_COMPATIBILITY_UNKNOWN;
    if (reads == SCHEMA_NO)
        return writes == SCHEMA_NO ? CHANGE_CONSTRAINT_CHANGED : CHANGE_CONSTRAINT_RELAXED;
    return CHANGE_SCHEMA_COMPATIBILITY_UNKNOWN;
}

static void compare_sayers(const struct field_pair *pair, const struct group *group, const struct shape_part *old,
                           const struct shape_part *new)
{
    struct changes *changes = pair->changes;
    struct keyword_pair both;
    if (!group_differs(group, old, new, &both))
        return;
    const struct schema *before = change_schema_at(changes, (old ? old : &pair->old.parts[0])->field->at.node);
    const struct schema *after = change_schema_at(changes, (new ? new : &pair->new.parts[0])->field->at.node);
    struct schema_relation relation =
        change_relate_keywords(changes, only(changes, before, group), only(changes, after, group));
    enum change_id id = id_of(&relation);
    if (id == CHANGE_COUNT)
        return;
    struct finding *finding = change_tell_keyword(pair, id, &both);
    change_show_witness(changes, finding, &relation.new_in_old);
}

/* Of the parts that differ the first goes with the first. */
static void compare_group(const struct field_pair *pair, const struct group *group)
{
    struct sayers old, new;
    find_sayers(pair, &pair->old, group, &old);
    find_sayers(pair, &pair->new, group, &new);
    drop_alike(group, &old, &new);
    for (size_t i = 0; i < old.count || i < new.count; i++)
        compare_sayers(pair, group, i < old.count ? old.at[i] : NULL, i < new.count ? new.at[i] : NULL);
}

/* The first part that refers to another file; NULL when none does. What a reference within the file leads to is a part
   itself, so how it is named and whether it is one is no change. */
static const struct shape_part *external_part(struct changes *changes, const struct shape *shape)
{
    const struct shape_part *found = NULL;
    for (size_t i = 0; i < shape->count; i++) {
        const struct field *field = shape->parts[i].field;
        const struct keyword_use *anchor = field_keyword(field, KEYWORD_ANCHOR);
        change_claim(changes, field->reference.node);
        change_claim(changes, anchor ? anchor->value : NULL);
        if (!found && field->reference_state == REFERENCE_EXTERNAL)
            found = &shape->parts[i];
    }
    return found;
}

/* A reference to another file: what it says is not known. */
static void compare_external(const struct field_pair *pair)
{
    const struct shape_part *before = external_part(pair->changes, &pair->old);
    const struct shape_part *after = external_part(pair->changes, &pair->new);
    struct text old = before ? before->field->reference : pair->old_field->reference;
    struct text new = after ? after->field->reference : pair->new_field->reference;
    if ((!before && !after) || str_equal(old.value, new.value))
        return;
    struct change_place place = shape_place(pair->changes, before ? before : &pair->old.parts[0], old.node,
                                            after ? after : &pair->new.parts[0], new.node);
    place.survivor = pair->new_field->at.node;
    change_add(pair->changes, CHANGE_SCHEMA_COMPATIBILITY_UNKNOWN, place, "%s refers to another file",
               change_field_name(pair));
}

void change_compare_composition(const struct field_pair *pair)
{
    compare_external(pair);
    if (pair->old_field->dataset->form != DATASET_JSON_SCHEMA || pair->new_field->dataset->form != DATASET_JSON_SCHEMA)
        return;
    change_compare_unions(pair);
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        compare_group(pair, &groups[i]);
    struct arena *arena = pair->changes->arena;
    bool are_schemas = shape_inner(arena, &pair->old, "items").count && shape_inner(arena, &pair->new, "items").count;
    compare_group(pair, are_schemas ? &first_items : &all_items);
}

bool change_refers(const struct node *node)
{
    if (node_find(node, "$ref") || node_find(node, "$dynamicRef") || node_find(node, "$recursiveRef"))
        return true;
    for (const struct node *child = node_children(node); child; child = child->next)
        if (node_children(child) && change_refers(child))
            return true;
    return false;
}

/* Members of allOf. */

static const struct node *all_of(const struct field *field)
{
    const struct keyword_use *use = field_keyword(field, KEYWORD_ALL_OF);
    return use && node_is_sequence(use->value) ? use->value : NULL;
}

/* Marks the members that the other list does not have; false when one of the other's is missing here. */
static bool mark_extra(const struct node *list, const struct node *other, bool *is_extra, size_t *count)
{
    size_t index = 0;
    *count = 0;
    for (const struct node *item = node_children(list); item && index < MEMBERS_MAX; item = item->next, index++) {
        bool is_found = false;
        for (const struct node *at = node_children(other); at && !is_found; at = at->next)
            is_found = node_equal(item, at);
        is_extra[index] = !is_found;
        *count += !is_found;
    }
    return index == node_resolve(list)->count;
}

/* The first that is marked, as it is written. */
static const char *first_member(struct changes *changes, const struct node *list, const bool *is_marked)
{
    struct buf text = {.arena = changes->arena};
    const struct node *item = node_children(list);
    for (size_t i = 0; item && !is_marked[i]; i++)
        item = item->next;
    node_print(&text, item, MEMBER_SHOWN_MAX);
    return utf8_quote(changes->arena, buf_str(&text));
}

bool change_compare_all_of(const struct field_pair *pair, struct shape *old_shape, struct shape *new_shape)
{
    const struct node *old = all_of(pair->old_field), *new = all_of(pair->new_field);
    bool is_removed[MEMBERS_MAX] = {false}, is_added[MEMBERS_MAX] = {false};
    size_t removed, added;
    if (!old || !new || !mark_extra(old, new, is_removed, &removed) || !mark_extra(new, old, is_added, &added))
        return false;
    if ((removed == 0) == (added == 0))
        return false;
    struct changes *changes = pair->changes;
    struct change_place place = shape_place(changes, &pair->old.parts[0], old, &pair->new.parts[0], new);
    change_claim(changes, old);
    change_claim(changes, new);
    const char *member = removed ? first_member(changes, old, is_removed) : first_member(changes, new, is_added);
    const char *others = removed + added > 1 ? text_print(changes->arena, " and %zu more", removed + added - 1) : "";
    change_add(changes, removed ? CHANGE_ALL_OF_MEMBER_REMOVED : CHANGE_ALL_OF_MEMBER_ADDED, place, "%s%s of %s",
               member, others, change_field_name(pair));
    *old_shape = shape_without(changes->arena, pair->old_field, pair->old.parts[0].use, is_removed);
    *new_shape = shape_without(changes->arena, pair->new_field, pair->new.parts[0].use, is_added);
    return true;
}

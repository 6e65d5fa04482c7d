#include "change/change_schema.h"
#include "yaml/equal.h"

enum {
    NAMES_MAX = 100,  /* of a branch that is looked for by them */
    ASKED_MAX = 64,   /* branches of which it is asked whether they are covered; of the others it is not known */
    LONG_LIST = 1000, /* branches from which on none is asked about, for each is compared with all others */
    COMPARISONS_MAX = 1000000 /* of branches that stand at another place */
};

/* The branches of anyOf or oneOf that one version has and the other has not. */
struct branches {
    const struct keyword_use *use; /* NULL: absent */
    const struct shape_part *part;
    const struct node **at; /* NULL: the other has it too */
    size_t count;
};

static struct branches branches_of(const struct field_pair *pair, const struct keyword_use *use,
                                   const struct shape_part *part)
{
    struct branches branches = {.use = use, .part = part};
    if (!use)
        return branches;
    branches.at =
        arena_alloc_array(pair->changes->arena, node_resolve(branches.use->value)->count, sizeof *branches.at);
    for (const struct node *item = node_children(branches.use->value); item; item = item->next)
        branches.at[branches.count++] = node_resolve(item);
    return branches;
}

static bool drop_if_equal(struct branches *old, size_t i, struct branches *new, size_t k)
{
    if (!old->at[i] || !new->at[k] || !node_equal(old->at[i], new->at[k]))
        return false;
    old->at[i] = new->at[k] = NULL;
    return true;
}

/* Takes out what both have: first what is at the same place from either end, so that long lists cost little. */
static void drop_common(struct branches *old, struct branches *new)
{
    size_t shorter = old->count < new->count ? old->count : new->count, comparisons = 0;
    for (size_t i = 0; i < shorter && drop_if_equal(old, i, new, i); i++)
        ;
    for (size_t i = 1; i <= shorter && drop_if_equal(old, old->count - i, new, new->count - i); i++)
        ;
    for (size_t i = 0; i < old->count; i++)
        for (size_t k = 0; k < new->count && old->at[i] && comparisons < COMPARISONS_MAX; k++) {
            comparisons += new->at[k] != NULL;
            drop_if_equal(old, i, new, k);
        }
}

static bool is_empty(const struct branches *branches)
{
    for (size_t i = 0; i < branches->count; i++)
        if (branches->at[i])
            return false;
    return true;
}

/* The branches of one version that let something pass which the other version as a whole does not. */
struct uncovered {
    size_t proved, unknown; /* how many */
    bool is_null;           /* null is all of it */
};

static struct uncovered find_uncovered(const struct field_pair *pair, const struct branches *branches,
                                       const struct schema *whole)
{
    struct uncovered found = {.proved = 0};
    size_t asked = 0;
    for (size_t i = 0; i < branches->count; i++) {
        if (!branches->at[i])
            continue;
        if (branches->count >= LONG_LIST || asked++ >= ASKED_MAX) {
            found.unknown++;
            continue;
        }
        const struct schema *branch = change_schema_at(pair->changes, branches->at[i]);
        enum schema_answer answer = change_contains(pair->changes, whole, branch).answer;
        found.is_null = answer == SCHEMA_NO && shape_is_null(branches->at[i]);
        found.proved += answer == SCHEMA_NO;
        found.unknown += answer == SCHEMA_UNKNOWN;
    }
    found.is_null = found.is_null && found.proved == 1 && !found.unknown;
    return found;
}

static struct change_place place_of(const struct field_pair *pair, const struct branches *old,
                                    const struct branches *new)
{
    struct change_place place = shape_place(pair->changes, old->part, old->use ? old->use->value : NULL, new->part,
                                            new->use ? new->use->value : NULL);
    place.survivor = pair->new_field->at.node;
    return place;
}

/* Null came or went as a branch: told at the field. */
static void tell_null(const struct field_pair *pair, enum change_id id)
{
    struct change_place place = shape_place(pair->changes, &pair->old.parts[0], pair->old_field->at.node,
                                            &pair->new.parts[0], pair->new_field->at.node);
    change_add(pair->changes, id, place, "%s", change_field_name(pair));
}

/* Where the whole lets something more pass, for certain, those that are not known count as proved. */
static struct uncovered uncovered_of(const struct field_pair *pair, const struct branches *branches,
                                     const struct schema *other, enum schema_answer whole)
{
    if (whole == SCHEMA_YES)
        return (struct uncovered){.proved = 0};
    struct uncovered found = find_uncovered(pair, branches, other);
    if (whole == SCHEMA_NO) {
        found.proved += found.unknown;
        found.unknown = 0;
    }
    return found;
}

static void compare_union(const struct field_pair *pair, const struct keyword_pair *both)
{
    struct changes *changes = pair->changes;
    struct branches old = branches_of(pair, both->old, both->old_part);
    struct branches new = branches_of(pair, both->new, both->new_part);
    if (pair->old.is_unwrapped || pair->new.is_unwrapped)
        return;
    drop_common(&old, &new);
    if (old.use && new.use && is_empty(&old) && is_empty(&new))
        return;
    const struct schema *before = change_schema_of(changes, &pair->old), *after = change_schema_of(changes, &pair->new);
    struct schema_relation whole = change_relate(changes, before, after);
    struct uncovered added = uncovered_of(pair, &new, before, whole.new_in_old.answer);
    struct uncovered removed = uncovered_of(pair, &old, after, whole.old_in_new.answer);
    struct change_place place = place_of(pair, &old, &new);
    if (added.is_null)
        tell_null(pair, CHANGE_FIELD_BECAME_NULLABLE);
    else if (added.proved)
        change_show_witness(changes,
                            change_add(changes, CHANGE_UNION_BRANCH_ADDED, place, "%zu new in %s", added.proved,
                                       change_field_name(pair)),
                            &whole.new_in_old);
    if (removed.is_null)
        tell_null(pair, CHANGE_FIELD_BECAME_NON_NULLABLE);
    else if (removed.proved)
        change_add(changes, CHANGE_UNION_BRANCH_REMOVED, place, "%zu gone from %s", removed.proved,
                   change_field_name(pair));
    if (added.unknown || (removed.unknown && !added.proved))
        change_add(changes, CHANGE_SCHEMA_COMPATIBILITY_UNKNOWN, place, "%zu of the alternatives of %s may be %s",
                   added.unknown ? added.unknown : removed.unknown, change_field_name(pair),
                   added.unknown ? "new" : "gone");
}

static void compare_unions_of(const struct field_pair *pair, enum keyword_id id)
{
    size_t count;
    const struct keyword_pair *pairs = change_keyword_pairs(pair, id, &count);
    for (size_t i = 0; i < count; i++)
        compare_union(pair, &pairs[i]);
}

void change_compare_unions(const struct field_pair *pair)
{
    compare_unions_of(pair, KEYWORD_ANY_OF);
    compare_unions_of(pair, KEYWORD_ONE_OF);
}

bool change_is_union_branch(const struct field *field)
{
    const struct node *list = field->at.node ? field->at.node->parent : NULL;
    return list && (str_is(node_key(list), "anyOf") || str_is(node_key(list), "oneOf"));
}

/* Whether two branches declare the same properties, and any. */
static bool declare_the_same(const struct node *old, const struct node *new)
{
    const struct node *left = node_resolve(node_find(old, "properties"));
    const struct node *right = node_resolve(node_find(new, "properties"));
    if (!node_is_mapping(left) || !node_is_mapping(right) || left->count != right->count || left->count > NAMES_MAX)
        return false;
    for (const struct node *property = node_children(left); property; property = property->next)
        if (!node_find_str(right, node_key(property)))
            return false;
    return left->count > 0;
}

static size_t count_with_names_of(const struct branches *branches, const struct node *branch)
{
    size_t count = 0;
    for (size_t i = 0; i < branches->count; i++)
        count += branches->at[i] && declare_the_same(branches->at[i], branch);
    return count;
}

/* Whether nothing but the names of their properties says that two branches are one: the only ones with these names, in
   unions that allow the same, because for one who overlooks undeclared properties the other branches do. */
static bool is_overlooked(const struct field_pair *pair, const struct branches *old, size_t i,
                          const struct branches *new, size_t k)
{
    struct changes *changes = pair->changes;
    if (old->count > ASKED_MAX || new->count > ASKED_MAX || !declare_the_same(old->at[i], new->at[k]) ||
        count_with_names_of(old, new->at[k]) != 1 || count_with_names_of(new, old->at[i]) != 1)
        return false;
    struct schema_relation whole =
        change_relate(changes, change_schema_of(changes, &pair->old), change_schema_of(changes, &pair->new));
    return whole.new_in_old.answer == SCHEMA_YES && whole.old_in_new.answer == SCHEMA_YES;
}

/* Of one union; see change_reworded_branches. */
static void add_reworded(const struct field_pair *pair, const struct keyword_pair *both, struct branch_pair *pairs,
                         size_t *count)
{
    struct changes *changes = pair->changes;
    struct branches old = branches_of(pair, both->old, both->old_part);
    struct branches new = branches_of(pair, both->new, both->new_part);
    size_t k = 0;
    drop_common(&old, &new);
    for (size_t i = 0; i < old.count && *count < ASKED_MAX; i++) {
        while (old.at[i] && k < new.count && !new.at[k])
            k++;
        if (!old.at[i] || k == new.count)
            continue;
        struct schema_relation relation =
            change_relate(changes, change_schema_at(changes, old.at[i]), change_schema_at(changes, new.at[k]));
        bool is_alike = relation.new_in_old.answer == SCHEMA_YES && relation.old_in_new.answer == SCHEMA_YES;
        if (is_alike || is_overlooked(pair, &old, i, &new, k))
            pairs[(*count)++] = (struct branch_pair){old.at[i], new.at[k], old.part, new.part};
        k++;
    }
}

size_t change_reworded_branches(const struct field_pair *pair, enum keyword_id id, struct branch_pair **pairs)
{
    size_t unions, count = 0;
    const struct keyword_pair *both = change_keyword_pairs(pair, id, &unions);
    if (!unions || pair->old.is_unwrapped || pair->new.is_unwrapped)
        return 0;
    *pairs = arena_alloc_array(pair->changes->arena, ASKED_MAX, sizeof **pairs);
    for (size_t i = 0; i < unions; i++)
        if (both[i].old && both[i].new)
            add_reworded(pair, &both[i], *pairs, &count);
    return count;
}

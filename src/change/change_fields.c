#include "base/utf8.h"
#include "change/change_quality.h"
#include "change/change_rename.h"
#include "change/change_schema.h"
#include "change/change_subjects.h"
#include "change/change_use.h"
#include "contract/type.h"
#include "yaml/equal.h"

#include <stddef.h>

enum {
    DEPTH_MAX = 256,
    SEARCHES_MAX = 1000000 /* comparisons of branches that stand at another place */
};

/* Fields being compared, the innermost first: a schema that contains itself ends there. */
struct visit {
    const struct field *old, *new;
    const struct visit *outer;
    unsigned depth;
};

struct compare {
    struct changes *changes;
    struct departures *departures; /* of the model: what may have moved */
    const struct map *rekeyed;     /* columns, by name */
    bool is_plain; /* nothing is said elsewhere in either version: what is written alike says the same */
    struct uses uses;
    size_t searches; /* see SEARCHES_MAX */
};

static const char *name_of(struct changes *changes, struct str name)
{
    return utf8_quote(changes->arena, name);
}

static bool is_visited(const struct visit *visit, const struct field *old, const struct field *new)
{
    for (; visit; visit = visit->outer)
        if (visit->old == old && visit->new == new)
            return true;
    return false;
}

/* "`email`", and of what type where it says one. */
static const char *described(struct changes *changes, const struct shape_property *property)
{
    struct text type = SHAPE_TEXT(&property->shape, type);
    const char *name = name_of(changes, property->name);
    return text_has_value(type) ? text_print(changes->arena, "%s (%s)", name, name_of(changes, type.value)) : name;
}

static const struct node *node_of(const struct shape *shape)
{
    return shape->count ? shape->parts[0].field->at.node : NULL;
}

void change_tell_removed(struct changes *changes, const struct shape *survivor, const struct shape_property *property)
{
    bool is_announced = text_is_true(SHAPE_EXTRA(&property->shape, deprecated));
    struct change_place place =
        shape_place(changes, &property->shape.parts[0], property->shape.parts[0].field->at.node, NULL, NULL);
    place.survivor = node_of(survivor);
    change_add(changes, is_announced ? CHANGE_FIELD_REMOVED_AFTER_DEPRECATION : CHANGE_FIELD_REMOVED, place, "%s",
               described(changes, property));
}

static bool is_demanded(const struct shape_property *property)
{
    return property->is_required || text_is_true(SHAPE_TEXT(&property->shape, required)) ||
           text_is_true(SHAPE_TEXT(&property->shape, not_null));
}

void change_tell_added(struct changes *changes, const struct shape *before, const struct shape_property *property)
{
    bool is_required = is_demanded(property), was_closed = change_is_closed(before);
    enum change_id id = was_closed    ? CHANGE_FIELD_ADDED_TO_CLOSED_SCHEMA
                        : is_required ? CHANGE_REQUIRED_FIELD_ADDED
                                      : CHANGE_FIELD_ADDED;
    struct change_place place =
        shape_place(changes, NULL, NULL, &property->shape.parts[0], property->shape.parts[0].field->at.node);
    struct finding *finding = change_add(changes, id, place, "%s", described(changes, property));
    if (was_closed && is_required)
        change_set_writer(finding, VERDICT_BREAKS);
}

static void compare_presence(struct changes *changes, const struct shape_property *old,
                             const struct shape_property *new)
{
    if (old->is_required == new->is_required)
        return;
    const struct node *before = SHAPE_TEXT(&old->shape, required).node, *after = SHAPE_TEXT(&new->shape, required).node;
    bool is_said_at_field = before || after;
    struct change_place place =
        shape_place(changes, &old->shape.parts[0], is_said_at_field ? before : node_of(&old->shape),
                    &new->shape.parts[0], is_said_at_field ? after : node_of(&new->shape));
    place.survivor = node_of(&new->shape);
    if (new->is_required)
        change_add(changes, CHANGE_FIELD_BECAME_REQUIRED, place, "%s", name_of(changes, new->name));
    else
        change_add(changes, CHANGE_FIELD_BECAME_OPTIONAL, place, "%s", name_of(changes, new->name));
}

/* The lists of names and of properties are understood, whatever is in them. */
static void claim_lists(struct changes *changes, const struct shape *shape)
{
    for (size_t i = 0; i < shape->count; i++) {
        const struct field *inner = shape->parts[i].field->fields.first;
        change_claim(changes, shape->parts[i].field->required_list);
        while (inner && inner->role != FIELD_PROPERTY)
            inner = inner->at.next;
        if (inner && inner->at.node)
            change_understand(changes, inner->at.node->parent);
    }
}

static void compare_pair(struct compare *compare, const struct shape *old, const struct shape *new,
                         const struct visit *outer);

static void pair_parts(struct changes *changes, const struct shape *old, const struct shape *new)
{
    for (size_t i = 0; i < old->count && i < new->count; i++)
        change_pair_used(changes, old->parts[i].field->at.node, old->parts[i].use, new->parts[i].field->at.node,
                         new->parts[i].use);
}

/* A property may stand in another part of the schema than it did: so it is no news there and not gone here. */
static void claim_places(struct changes *changes, const struct shape_property *property)
{
    for (size_t i = 0; i < property->shape.count; i++)
        change_claim(changes, property->shape.parts[i].field->at.node);
}

static void compare_properties(struct compare *compare, const struct shape *old, const struct shape *new,
                               const struct visit *visit)
{
    struct changes *changes = compare->changes;
    size_t old_count, new_count;
    struct shape_property *before = shape_properties(changes->arena, old, &old_count);
    struct shape_property *after = shape_properties(changes->arena, new, &new_count);
    struct property_pairs pairs = properties_pair(changes, before, old_count, after, new_count);
    claim_lists(changes, old);
    claim_lists(changes, new);
    for (size_t i = 0; i < pairs.count; i++) {
        const struct property_pair *pair = &pairs.at[i];
        if (old->count > 1 || new->count > 1) {
            claim_places(changes, pair->old);
            claim_places(changes, pair->new);
        }
        if (pair->reason)
            change_add(changes, CHANGE_FIELD_RENAMED,
                       (struct change_place){
                           node_of(&pair->old->shape), node_of(&pair->new->shape), NULL,
                           places_path(changes->old.places, node_of(&pair->old->shape), pair->old->shape.parts[0].use)},
                       "%s to %s (%s)", name_of(changes, pair->old->name), name_of(changes, pair->new->name),
                       pair->reason);
        else
            compare_presence(changes, pair->old, pair->new);
        if (pair->reason)
            pair_parts(changes, &pair->old->shape, &pair->new->shape);
        compare_pair(compare, &pair->old->shape, &pair->new->shape, visit);
    }
    for (size_t i = 0; i < pairs.removed_count; i++)
        departures_add_removed(compare->departures, old, new, pairs.removed[i]);
    for (size_t i = 0; i < pairs.added_count; i++)
        departures_add_added(compare->departures, old, new, pairs.added[i]);
}

static void compare_inner(struct compare *compare, const struct shape *old, const struct shape *new,
                          const struct visit *visit)
{
    static const char *const keywords[] = {
        "items", "additionalProperties", "unevaluatedProperties", "values", "keys", "value", "key",
        NULL}; /* the last two: of a map in ODCS */
    for (const char *const *keyword = keywords; *keyword; keyword++) {
        struct shape before = shape_inner(compare->changes->arena, old, *keyword);
        struct shape after = shape_inner(compare->changes->arena, new, *keyword);
        if (before.count && after.count)
            compare_pair(compare, &before, &after, visit);
    }
}

static bool has_properties(const struct shape *shape)
{
    for (size_t i = 0; i < shape->count; i++)
        for (const struct field *inner = shape->parts[i].field->fields.first; inner; inner = inner->at.next)
            if (inner->role == FIELD_PROPERTY)
                return true;
    return false;
}

/* The field that the references of a field lead to. */
static const struct field *meant(const struct field *field)
{
    for (unsigned i = 0; i < DEPTH_MAX && field->referenced; i++)
        field = field->referenced;
    return field;
}

/* Says of the values what only values of some type can mean, or names one. */
static bool is_of_values(const struct keyword *keyword)
{
    return keyword && (keyword->types || keyword->id == KEYWORD_FORMAT || keyword->id == KEYWORD_DEFAULT);
}

/* Another type came: what is said of the values is no longer comparable. */
static void claim_values(struct changes *changes, const struct shape *shape)
{
    for (size_t i = 0; i < shape->count; i++) {
        const struct field *field = shape->parts[i].field;
        const struct node *const nodes[] = {field->enumeration,   field->extra->constant, field->extra->nullable.node,
                                            field->not_null.node, field->required.node,   field->required_list};
        for (size_t k = 0; k < sizeof nodes / sizeof *nodes; k++)
            change_claim(changes, nodes[k]);
        for (const struct keyword_use *use = field->keywords; use; use = use->next)
            if (is_of_values(use->keyword))
                change_claim(changes, use->value);
        for (const struct field *inner = field->fields.first; inner; inner = inner->at.next)
            change_claim(changes, inner->at.node);
    }
}

/* Forgets the findings that were added after `last`. */
static void forget_since(struct findings *findings, struct finding *last, size_t count)
{
    if (last)
        last->next = NULL;
    else
        findings->first = NULL;
    findings->last = last;
    findings->count = count;
}

static bool is_json_schema(const struct field_pair *pair)
{
    return pair->old_field->dataset->form == DATASET_JSON_SCHEMA &&
           pair->new_field->dataset->form == DATASET_JSON_SCHEMA;
}

/* What the schema says of the value itself. What is said in other words but allows the same is no change. Returns
   whether another type came. */
static bool compare_value(struct field_pair *pair)
{
    struct findings *findings = &pair->changes->findings;
    struct finding *last = findings->last;
    size_t count = findings->count;
    change_compare_all_of(pair, &pair->old, &pair->new);
    pair_parts(pair->changes, &pair->old, &pair->new);
    bool has_type_changed = change_compare_type(pair);
    if (!has_type_changed) {
        change_compare_nullable(pair);
        change_compare_values(pair);
        change_compare_keywords(pair);
        change_compare_composition(pair);
    }
    if (findings->count == count)
        return has_type_changed;
    bool is_plain = !has_properties(&pair->old) && !has_properties(&pair->new);
    if (is_plain && change_is_equivalent(pair, last)) {
        forget_since(findings, last, count);
        return false;
    }
    if (is_plain || is_json_schema(pair))
        change_drop_silent(pair, last);
    return has_type_changed;
}

static void compare_checks(const struct field_pair *pair)
{
    change_compare_checks(pair->changes, &pair->old_field->extra->quality, &pair->new_field->extra->quality,
                          node_resolve(pair->new_field->at.node), false);
}

/* Whether a finding after `last` says that the type is another one. */
static bool is_type_told_after(const struct findings *findings, const struct finding *last)
{
    const struct finding *finding = last ? last->next : findings->first;
    for (; finding; finding = finding->next) {
        ptrdiff_t id = change_rule_of(finding->rule) - change_rules;
        if ((id >= CHANGE_TYPE_CHANGED && id <= CHANGE_TYPE_CONSTRAINT_REMOVED) || id == CHANGE_TIMEZONE_CHANGED)
            return true;
    }
    return false;
}

/* What is not looked at is not known to be harmless. */
static void tell_unknown(const struct field_pair *pair, const char *reason)
{
    struct change_place place =
        shape_place(pair->changes, &pair->old.parts[0], node_of(&pair->old), &pair->new.parts[0], node_of(&pair->new));
    change_add(pair->changes, CHANGE_SCHEMA_COMPATIBILITY_UNKNOWN, place, "%s %s", change_field_name(pair), reason);
}

static bool is_like(const struct field *branch, const struct field *other)
{
    return change_is_union_branch(other) && node_equal(branch->at.node, other->at.node);
}

/* The branch of a shape that is written like `branch`; `use` is on the way to it. `guess` may be it, NULL is no guess.
   NULL when there is none. */
static const struct field *branch_like(struct compare *compare, const struct shape *shape, const struct field *branch,
                                       const struct field_entry *guess, const struct use **use)
{
    if (guess && is_like(branch, guess->field))
        return guess->field;
    for (size_t i = 0; i < shape->count; i++)
        for (const struct field_entry *entry = shape->parts[i].field->extra->branches.first; entry;
             entry = entry->at.next)
            if (compare->searches++ < SEARCHES_MAX && is_like(branch, entry->field)) {
                *use = shape->parts[i].use;
                return entry->field;
            }
    return NULL;
}

/* A branch that is written like another may refer to what has changed. */
static void compare_branches(struct compare *compare, const struct field_pair *pair, const struct visit *visit)
{
    struct arena *arena = compare->changes->arena;
    bool was_searching = compare->searches < SEARCHES_MAX;
    for (size_t i = 0; i < pair->new.count; i++) {
        const struct shape_part *part = &pair->new.parts[i];
        const struct field_entry *guess = i < pair->old.count ? pair->old.parts[i].field->extra->branches.first : NULL;
        for (const struct field_entry *entry = part->field->extra->branches.first; entry; entry = entry->at.next) {
            const struct use *use = guess ? pair->old.parts[i].use : NULL;
            bool may_differ = change_is_union_branch(entry->field) && change_refers(entry->field->at.node);
            const struct field *other = may_differ ? branch_like(compare, &pair->old, entry->field, guess, &use) : NULL;
            guess = guess ? guess->at.next : NULL;
            if (!other)
                continue;
            struct shape before = shape_of(arena, other, use), after = shape_of(arena, entry->field, part->use);
            compare_pair(compare, &before, &after, visit);
        }
    }
    if (was_searching && compare->searches >= SEARCHES_MAX)
        tell_unknown(pair, "has too many alternatives to be compared");
}

static const struct field *branch_at(const struct shape_part *part, const struct node *node)
{
    for (const struct field_entry *entry = part->field->extra->branches.first; entry; entry = entry->at.next)
        if (node_resolve(entry->field->at.node) == node)
            return entry->field;
    return NULL;
}

/* Branches that allow the same values may declare other fields. */
static void compare_reworded(struct compare *compare, const struct field_pair *pair, const struct visit *visit)
{
    static const enum keyword_id ids[] = {KEYWORD_ANY_OF, KEYWORD_ONE_OF};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        struct branch_pair *pairs;
        size_t count = change_reworded_branches(pair, ids[i], &pairs);
        for (size_t k = 0; k < count; k++) {
            const struct field *old = branch_at(pairs[k].old_part, pairs[k].old);
            const struct field *new = branch_at(pairs[k].new_part, pairs[k].new);
            if (!old || !new)
                continue;
            struct shape before = shape_of(compare->changes->arena, old, pairs[k].old_part->use);
            struct shape after = shape_of(compare->changes->arena, new, pairs[k].new_part->use);
            compare_pair(compare, &before, &after, visit);
        }
    }
}

static void compare_parts(struct compare *compare, struct field_pair *pair, const struct visit *visit)
{
    const struct shape old = pair->old, new = pair->new;
    const struct finding *last = compare->changes->findings.last;
    if (visit->depth > DEPTH_MAX) {
        tell_unknown(pair, "is too deep to be compared");
        return;
    }
    if (old.is_full || new.is_full)
        tell_unknown(pair, "has too many members of allOf to be compared");
    shapes_unwrap(compare->changes->arena, &pair->old, &pair->new);
    bool has_type_changed = compare_value(pair);
    change_compare_physical(pair, is_type_told_after(&compare->changes->findings, last));
    change_compare_keys(pair);
    change_compare_meaning(pair);
    compare_checks(pair);
    if (has_type_changed) {
        claim_values(compare->changes, &old);
        claim_values(compare->changes, &new);
        return;
    }
    change_compare_default(pair);
    change_compare_encoding(pair);
    compare_properties(compare, &pair->old, &pair->new, visit);
    compare_inner(compare, &pair->old, &pair->new, visit);
    if (is_json_schema(pair))
        compare_reworded(compare, pair, visit);
    bool is_unwrapped = pair->old.is_unwrapped || pair->new.is_unwrapped;
    if (!compare->is_plain && !is_unwrapped)
        compare_branches(compare, pair, visit);
}

/* Compares what may be used elsewhere, too. */
static void compare_use(struct compare *compare, struct field_pair *pair, const struct visit *visit)
{
    const struct departures *departures = compare->departures;
    struct use_count *use = uses_take(&compare->uses, visit->old, visit->new, pair);
    if (!use)
        return;
    size_t told = compare->changes->findings.count;
    struct departure **removed = departures->removed_end, **added = departures->added_end;
    compare_parts(compare, pair, visit);
    use->has_changed |=
        compare->changes->findings.count > told || departures->removed_end != removed || departures->added_end != added;
}

static bool is_written_alike(const struct shape *old, const struct shape *new)
{
    bool is_alike = old->count == new->count;
    for (size_t i = 0; i < old->count && is_alike; i++)
        is_alike = node_equal(old->parts[i].field->at.node, new->parts[i].field->at.node);
    return is_alike;
}

static void compare_pair(struct compare *compare, const struct shape *old, const struct shape *new,
                         const struct visit *outer)
{
    struct field_pair pair = {compare->changes, *old, *new, old->parts[0].field, new->parts[0].field, false};
    struct visit visit = {meant(pair.old_field), meant(pair.new_field), outer, outer ? outer->depth + 1 : 0};
    pair.is_rekeyed = visit.depth == 1 && map_get(compare->rekeyed, pair.new_field->name.value);
    if (is_visited(outer, visit.old, visit.new)) {
        change_claim(compare->changes, pair.old_field->reference.node);
        change_claim(compare->changes, pair.new_field->reference.node);
        return;
    }
    if (!compare->is_plain)
        compare_use(compare, &pair, &visit);
    else if (!is_written_alike(old, new))
        compare_parts(compare, &pair, &visit);
}

/* Whether what a field says stands elsewhere too: where a reference leads, in a check of the whole model, in the model
   that this is a version of. */
static bool is_said_elsewhere(const struct dataset *dataset)
{
    if (text_has_value(dataset->version))
        return true;
    for (const struct quality *check = dataset->quality.first; check; check = check->at.next)
        if (check->meaning != QUALITY_CHECK)
            return true;
    for (const struct field_entry *entry = dataset->fields.first; entry; entry = entry->at.next)
        if (text_is_present(entry->field->reference) || field_keyword(entry->field, KEYWORD_DYNAMIC_REF) ||
            field_keyword(entry->field, KEYWORD_RECURSIVE_REF))
            return true;
    return false;
}

/* A definition is compared where it is used, so it is no news where it stands. */
static void claim_definitions(struct changes *changes, const struct dataset *dataset)
{
    for (const struct field_entry *entry = dataset->fields.first; entry; entry = entry->at.next)
        if (entry->field->role == FIELD_DEFINITION)
            change_claim(changes, entry->field->at.node);
}

void change_compare_fields(struct changes *changes, const struct shape *old, const struct shape *new,
                           const struct map *rekeyed)
{
    struct departures departures;
    departures_init(&departures, changes);
    bool is_same_dialect = changes->old.document->dialect == changes->new.document->dialect;
    bool is_plain = is_same_dialect && !is_said_elsewhere(old->parts[0].field->dataset) &&
                    !is_said_elsewhere(new->parts[0].field->dataset);
    struct compare compare = {.changes = changes, .departures = &departures, .rekeyed = rekeyed, .is_plain = is_plain};
    claim_definitions(changes, old->parts[0].field->dataset);
    claim_definitions(changes, new->parts[0].field->dataset);
    uses_init(&compare.uses, changes);
    compare_pair(&compare, old, new, NULL);
    departures_tell(&departures);
    uses_tell_left_out(&compare.uses);
}

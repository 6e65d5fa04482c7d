#include "change/change_quality.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "change/change_list.h"
#include "change/change_subjects.h"
#include "change/quality_range.h"
#include "yaml/equal.h"

/* A check of one version and what it is paired with. */
struct check_entry {
    const struct quality *check;
    bool is_promise;           /* of fields, which tell what becomes of it */
    size_t index;              /* in its list */
    struct check_entry *other; /* NULL: none */
    struct check_entry *next;  /* of its name */
};

struct checks {
    struct check_entry *at;
    size_t count;
};

enum { COMPARISONS_MAX = 1000000 };

/* What a check says beside its demand: `known`, or in quality.tests the entry or the test's own arguments under `key`.
 */
static struct text note_of(const struct quality *check, struct text known, const char *key)
{
    if (text_has_value(known) || check->details != &quality_details_none || !node_is_mapping(check->at.node))
        return known;
    const struct node *note = node_find(check->at.node, key);
    if (!note && node_is_mapping(check->arguments))
        note = node_find(check->arguments, key);
    return note ? text_of(note) : known;
}

static struct text name_note(const struct quality *check)
{
    return note_of(check, check->details->name, "name");
}

static struct text severity_note(const struct quality *check)
{
    return note_of(check, check->details->severity, "severity");
}

static struct text schedule_note(const struct quality *check)
{
    return note_of(check, check->details->schedule, "schedule");
}

static struct text where_note(const struct quality *check)
{
    return note_of(check, check->details->where, "where");
}

/* Whether it stops a delivery: false only where it says so. */
static struct text enforced_note(const struct quality *check)
{
    return note_of(check, (struct text){.node = NULL}, "enforced");
}

/* Whether it is a promise of fields or of the model's key, or a service level, judged where they are; of several
 * together it is none. */
static bool is_promise(const struct quality *check)
{
    bool is_of_several =
        check->fields.count > 1 && (check->meaning == QUALITY_UNIQUE || check->meaning == QUALITY_ONE_OF);
    bool is_service_level = str_is(check->test.value, "dbt_utils.recency");
    return (check->meaning != QUALITY_CHECK && !is_of_several) || is_service_level;
}

static struct checks collect(struct changes *changes, const struct list *list, bool are_all_checks)
{
    struct checks checks = {.at = arena_alloc_array(changes->arena, list->count, sizeof(struct check_entry))};
    for (const struct quality *check = list->first; check; check = check->at.next) {
        struct check_entry *entry = &checks.at[checks.count];
        entry->check = check;
        entry->index = checks.count++;
        entry->is_promise = !are_all_checks && is_promise(check);
    }
    return checks;
}

static bool has_same_fields(const struct quality *a, const struct quality *b)
{
    const struct item *left = a->fields.first, *right = b->fields.first;
    while (left && right && str_equal(left->text.value, right->text.value)) {
        left = left->at.next;
        right = right->at.next;
    }
    return !left && !right;
}

enum { FIELDS_MAX = 100 /* of a check that is compared with checks of other fields */ };

/* Whether `all` names every field that `some` does. */
static bool has_fields_of(const struct quality *all, const struct quality *some)
{
    if (all->fields.count > FIELDS_MAX || some->fields.count > FIELDS_MAX)
        return false;
    for (const struct item *item = some->fields.first; item; item = item->at.next) {
        const struct item *at = all->fields.first;
        while (at && !str_equal(at->text.value, item->text.value))
            at = at->at.next;
        if (!at)
            return false;
    }
    return some->fields.count > 0;
}

/* Whether each of its fields is tested for itself, so that it promises less of fewer. */
static bool is_of_each_field(const struct quality *check)
{
    static const char *const tests[] = {"not_null", "not-null", "null-check", NULL};
    return check->meaning == QUALITY_CHECK && str_is_one_of(check->test.value, tests);
}

static enum quality_order compare_tested_fields(const struct quality *old, const struct quality *new)
{
    if (has_same_fields(old, new))
        return QUALITY_SAME;
    bool lost = !has_fields_of(new, old), gained = !has_fields_of(old, new);
    if (!is_of_each_field(new) || (lost && gained))
        return QUALITY_UNCLEAR;
    return lost ? QUALITY_LOOSER : gained ? QUALITY_STRICTER : QUALITY_SAME;
}

/* Of several of one name the first with the first. */
static void pair_by_name(struct arena *arena, struct checks *old, struct checks *new)
{
    struct map waiting; /* the first of each name that has no other; the rest follows it */
    map_init(&waiting, arena);
    for (size_t i = new->count; i-- > 0;)
        if (text_has_value(name_note(new->at[i].check)))
            new->at[i].next = map_put(&waiting, name_note(new->at[i].check).value, &new->at[i]);
    for (size_t i = 0; i < old->count; i++) {
        struct text name = name_note(old->at[i].check);
        struct check_entry *other = text_has_value(name) ? map_get(&waiting, name.value) : NULL;
        if (!other || other->other)
            continue;
        old->at[i].other = other;
        other->other = &old->at[i];
        if (other->next)
            map_put(&waiting, name.value, other->next);
    }
}

/* Several checks may stand in one entry, so the test must be the same too. */
static bool is_equal(const struct quality *a, const struct quality *b)
{
    return str_equal(a->test.value, b->test.value) && node_equal(a->at.node, b->at.node);
}

/* What names a measure is of the library, whether it says so or not. */
static struct str type_of(const struct quality *check)
{
    if (text_has_value(check->details->type))
        return check->details->type.value;
    return text_has_value(check->test) ? STR("library") : STR("");
}

static bool asks_the_same(const struct quality *a, const struct quality *b)
{
    return str_equal(a->test.value, b->test.value) && str_equal(type_of(a), type_of(b)) &&
           compare_tested_fields(a, b) != QUALITY_UNCLEAR;
}

static bool has_name(const struct check_entry *entry)
{
    return text_has_value(name_note(entry->check));
}

static bool are_equal(struct changes *changes, const struct check_entry *a, const struct check_entry *b)
{
    (void)changes;
    return is_equal(a->check, b->check);
}

static bool is_same_test(struct changes *changes, const struct check_entry *a, const struct check_entry *b)
{
    (void)changes;
    return !has_name(a) && !has_name(b) && has_same_fields(a->check, b->check) && asks_the_same(a->check, b->check);
}

/* Of more fields or fewer. */
static bool is_part_of_test(struct changes *changes, const struct check_entry *a, const struct check_entry *b)
{
    (void)changes;
    return !has_name(a) && !has_name(b) && a->check->fields.count && b->check->fields.count &&
           asks_the_same(a->check, b->check);
}

static bool node_differs(const struct node *old, const struct node *new)
{
    if (!old || !new)
        return old != new;
    return !node_equal(old, new);
}

/* Whether nothing but the name differs; of a rule in words these are what it is known by. */
static bool is_same_demand(struct changes *changes, const struct check_entry *a, const struct check_entry *b)
{
    const struct quality *old = a->check, *new = b->check;
    return (text_has_value(old->test) || old->body) && asks_the_same(old, new) && !node_differs(old->body, new->body) &&
           has_same_fields(old, new) && str_equal(where_note(old).value, where_note(new).value) &&
           quality_compare(changes->arena, old, new) == QUALITY_SAME;
}

/* What has no name is known by its place. */
static bool is_same_place(struct changes *changes, const struct check_entry *a, const struct check_entry *b)
{
    enum dialect dialect = changes->new.document->dialect;
    bool is_list = dialect == DIALECT_ODCS || dialect == DIALECT_DCS;
    return is_list && !has_name(a) && !has_name(b) && !a->is_promise && !b->is_promise && a->index == b->index;
}

typedef bool (*belong_together)(struct changes *changes, const struct check_entry *a, const struct check_entry *b);

static void pair_by(struct changes *changes, struct checks *old, struct checks *new, belong_together is_pair)
{
    size_t comparisons = 0, start = 0;
    for (size_t i = 0; i < old->count; i++) {
        while (start < new->count &&new->at[start].other)
            start++;
        for (size_t k = start; k < new->count && !old->at[i].other &&comparisons < COMPARISONS_MAX; k++) {
            comparisons++;
            if (new->at[k].other || !is_pair(changes, &old->at[i], &new->at[k]))
                continue;
            old->at[i].other = &new->at[k];
            new->at[k].other = &old->at[i];
        }
    }
}

static const char *name_of(struct changes *changes, const struct quality *check)
{
    struct arena *arena = changes->arena;
    if (text_has_value(name_note(check)))
        return utf8_quote(arena, name_note(check).value);
    const struct item *field = check->fields.first;
    const char *test = "a check";
    if (text_has_value(check->test))
        test = utf8_quote(arena, check->test.value);
    else if (text_has_value(check->details->description))
        test = utf8_quote(arena, check->details->description.value);
    else if (text_has_value(check->details->type))
        test = text_print(arena, "a check of type %s", utf8_quote(arena, check->details->type.value));
    return field ? text_print(arena, "%s of %s", test, utf8_quote(arena, field->text.value)) : test;
}

/* What happens when it fails; no severity counts as error. */
enum rank { RANK_INFO, RANK_WARNING, RANK_ERROR };

static enum rank rank_of(const struct quality *check)
{
    static const char *const warnings[] = {"warning", "warn", NULL};
    struct str severity = severity_note(check).value;
    if (str_is(severity, "info"))
        return RANK_INFO;
    bool is_loose = str_is_caseless(enforced_note(check).value, "false");
    return is_loose || str_is_one_of(severity, warnings) ? RANK_WARNING : RANK_ERROR;
}

/* Whether nobody is stopped when it fails. */
static bool is_soft(const struct quality *check)
{
    static const char *const types[] = {"text", "custom", NULL};
    return rank_of(check) < RANK_ERROR || str_is_one_of(check->details->type.value, types);
}

static struct change_place place_of(const struct quality *old, const struct quality *new, const struct node *survivor)
{
    return (struct change_place){old ? old->at.node : NULL, new ? new->at.node : NULL, survivor, {NULL, 0}};
}

/* "`freshness` was `< 24h`, is `< 48h`", or the first argument that differs: "`max_value` of `accepted_range` of `age`
   was `10`, is `20`"; the name where that does not tell it. */
static const char *words_of_arguments(struct changes *changes, const struct quality *old, const struct quality *new)
{
    struct arena *arena = changes->arena;
    const struct node *before = old->arguments, *after = new->arguments;
    const char *name = name_of(changes, new);
    const char *difference = node_is_mapping(after) ? NULL : change_difference(arena, before, after);
    if (difference)
        return text_print(arena, "%s %s", name, difference);
    for (const struct node *child = node_children(after); child; child = child->next) {
        const struct node *other = node_find_str(before, node_key(child));
        if (!other || node_equal(other, child))
            continue;
        difference = change_difference(arena, other, child);
        return text_print(arena, "%s of %s %s", utf8_quote(arena, node_key(child)), name,
                          difference ? difference : "differs");
    }
    return name;
}

static const char *bound_text(struct arena *arena, const struct quality_bound *bound)
{
    const char *value = utf8_quote(arena, bound->value.value);
    return text_has_value(bound->upper) ? text_print(arena, "%s to %s", value, utf8_quote(arena, bound->upper.value))
                                        : value;
}

/* "`mustBeLessThan` of `nulls` was `5`, is `50`" where each says one bound; elsewhere the name. */
static const char *words_of_bounds(struct changes *changes, const struct quality *old, const struct quality *new)
{
    struct arena *arena = changes->arena;
    const struct quality_bound *before = old->bounds.first, *after = new->bounds.first;
    const char *name = name_of(changes, new);
    if (!old->bounds.count && !new->bounds.count)
        return words_of_arguments(changes, old, new);
    if (old->bounds.count != 1 || new->bounds.count != 1)
        return name;
    struct str was = node_key(before->at.node), is = node_key(after->at.node);
    const char *is_now = str_equal(was, is) ? "is" : text_print(arena, "%s is", utf8_quote(arena, is));
    return text_print(arena, "%s of %s was %s, %s %s", utf8_quote(arena, was), name, bound_text(arena, before), is_now,
                      bound_text(arena, after));
}

/* Of a rule in words the words are the rule. */
static bool is_in_words(const struct quality *check)
{
    return str_is(check->details->type.value, "text");
}

static bool has_other_words(const struct quality *old, const struct quality *new)
{
    return is_in_words(old) && is_in_words(new) &&
           !str_equal(old->details->description.value, new->details->description.value);
}

static void compare_demand(struct changes *changes, const struct quality *old, const struct quality *new)
{
    static const enum change_id ids[] = {[QUALITY_LOOSER] = CHANGE_QUALITY_RULE_WEAKENED,
                                         [QUALITY_STRICTER] = CHANGE_QUALITY_RULE_STRENGTHENED,
                                         [QUALITY_UNCLEAR] = CHANGE_QUALITY_RULE_CHANGED};
    enum quality_order order =
        quality_combine(quality_compare(changes->arena, old, new), compare_tested_fields(old, new));
    bool has_other_body = node_differs(old->body, new->body) ||
                          !str_equal(where_note(old).value, where_note(new).value) || has_other_words(old, new);
    if (has_other_body)
        order = QUALITY_UNCLEAR;
    if (order == QUALITY_SAME)
        return;
    const char *facts = has_other_body ? name_of(changes, new) : words_of_bounds(changes, old, new);
    struct finding *finding = change_add(changes, ids[order], place_of(old, new, NULL), "%s", facts);
    if (order == QUALITY_LOOSER && is_soft(old))
        change_set_level(finding, LEVEL_DANGEROUS);
}

static bool is_type_default(const struct quality *check)
{
    return str_is(type_of(check), "library");
}

static void claim(struct changes *changes, const struct quality *check)
{
    const struct node *const nodes[] = {check->body,
                                        check->values,
                                        check->is_typed ? NULL : check->arguments,
                                        severity_note(check).node,
                                        schedule_note(check).node,
                                        enforced_note(check).node,
                                        where_note(check).node,
                                        check->details->unit.node,
                                        is_type_default(check) ? check->details->type.node : NULL,
                                        is_in_words(check) ? check->details->description.node : NULL,
                                        check->test.node != check->at.node ? check->test.node : NULL};
    for (size_t i = 0; i < sizeof nodes / sizeof *nodes; i++)
        change_claim(changes, nodes[i]);
    for (const struct quality_bound *bound = check->bounds.first; bound; bound = bound->at.next)
        change_claim(changes, bound->at.node);
    for (const struct node *child = check->is_typed ? node_children(check->arguments) : NULL; child;
         child = child->next)
        if (quality_is_demand(node_key(child)))
            change_claim(changes, child);
}

/* The name of what is otherwise the same. */
static void compare_name(struct changes *changes, const struct quality *old, const struct quality *new)
{
    struct text before = name_note(old), after = name_note(new);
    if (!change_differs(changes, before, after))
        return;
    change_add(changes, CHANGE_METADATA_CHANGED, change_place_of(before, after, new->at.node), "%s is called %s now",
               name_of(changes, old), name_of(changes, new));
}

static const char *schedule_words(struct changes *changes, const struct quality *check)
{
    struct text schedule = schedule_note(check);
    return text_has_value(schedule) ? utf8_quote(changes->arena, schedule.value) : "none";
}

static const char *severity_words(struct changes *changes, const struct quality *check)
{
    struct text severity = severity_note(check);
    if (str_is_caseless(enforced_note(check).value, "false"))
        return "`enforced: false`";
    return text_has_value(severity) ? utf8_quote(changes->arena, severity.value) : "`error`";
}

static void compare_severity(struct changes *changes, const struct quality *old, const struct quality *new)
{
    const char *name = name_of(changes, new), *was = severity_words(changes, old), *is = severity_words(changes, new);
    if (rank_of(new) < rank_of(old))
        change_add(changes, CHANGE_QUALITY_SEVERITY_LOWERED, place_of(old, new, NULL), "%s was %s, is %s", name, was,
                   is);
    else if (rank_of(new) > rank_of(old))
        change_add(changes, CHANGE_QUALITY_RULE_STRENGTHENED, place_of(old, new, NULL), "severity of %s was %s, is %s",
                   name, was, is);
}

/* Another question by the same name or in the same place: all that is said is about another thing. */
static void tell_replaced(struct changes *changes, const struct quality *old, const struct quality *new)
{
    const char *before = name_of(changes, old), *after = name_of(changes, new);
    bool is_one_name = str_equal(str_of(before), str_of(after));
    change_claim(changes, old->at.node);
    change_claim(changes, new->at.node);
    change_add(changes, CHANGE_QUALITY_RULE_CHANGED, place_of(old, new, NULL),
               is_one_name ? "%s asks for something else" : "%s is in the place of %s", after, before);
}

/* Two checks, or two entries that promise the same of their fields, which tell of it. */
static void compare_entries(struct changes *changes, const struct check_entry *before, const struct check_entry *after)
{
    const struct quality *old = before->check, *new = after->check;
    if (!asks_the_same(old, new)) {
        tell_replaced(changes, old, new);
        return;
    }
    bool is_of_columns = before->is_promise && old->meaning != QUALITY_KEY && old->meaning != QUALITY_REFERENCE;
    if (before->is_promise && !is_of_columns) {
        change_claim(changes, old->at.node);
        change_claim(changes, new->at.node);
    }
    claim(changes, old);
    claim(changes, new);
    if (node_is_mapping(old->at.node) && node_is_mapping(new->at.node) && old->is_constraint == new->is_constraint)
        change_pair(changes, old->at.node, new->at.node);
    if (!before->is_promise)
        compare_demand(changes, old, new);
    compare_name(changes, old, new);
    compare_severity(changes, old, new);
    if (!str_equal(schedule_note(old).value, schedule_note(new).value))
        change_add(changes, CHANGE_QUALITY_SCHEDULE_CHANGED, place_of(old, new, NULL), "%s was %s, is %s",
                   name_of(changes, new), schedule_words(changes, old), schedule_words(changes, new));
}

void change_compare_checks(struct changes *changes, const struct list *old_list, const struct list *new_list,
                           const struct node *survivor, bool are_all_checks)
{
    struct checks old = collect(changes, old_list, are_all_checks);
    struct checks new = collect(changes, new_list, are_all_checks);
    pair_by_name(changes->arena, &old, &new);
    pair_by(changes, &old, &new, are_equal);
    pair_by(changes, &old, &new, is_same_test);
    pair_by(changes, &old, &new, is_same_demand);
    pair_by(changes, &old, &new, is_part_of_test);
    pair_by(changes, &old, &new, is_same_place);
    for (size_t i = 0; i < old.count; i++) {
        const struct quality *check = old.at[i].check;
        const struct check_entry *other = old.at[i].other;
        if (other && other->is_promise == old.at[i].is_promise) {
            compare_entries(changes, &old.at[i], other);
            continue;
        }
        change_claim(changes, check->at.node);
        if (old.at[i].is_promise || (other && asks_the_same(check, other->check)))
            continue;
        struct finding *finding = change_add(changes, CHANGE_QUALITY_RULE_REMOVED, place_of(check, NULL, survivor),
                                             "%s", name_of(changes, check));
        if (is_soft(check))
            change_set_level(finding, LEVEL_DANGEROUS);
    }
    for (size_t i = 0; i < new.count; i++) {
        const struct check_entry *other = new.at[i].other;
        if (other && other->is_promise == new.at[i].is_promise)
            continue;
        change_claim(changes, new.at[i].check->at.node);
        if (new.at[i].is_promise || (other && asks_the_same(new.at[i].check, other->check)))
            continue;
        change_add(changes, CHANGE_QUALITY_RULE_ADDED, place_of(NULL, new.at[i].check, NULL), "%s",
                   name_of(changes, new.at[i].check));
    }
}

/* Thresholds: more is better, but of freshness. */

static const struct measure *find_measure(const struct list *list, struct str dimension)
{
    for (const struct measure *measure = list->first; measure; measure = measure->at.next)
        if (str_equal(measure->dimension.value, dimension))
            return measure;
    return NULL;
}

static enum quality_order compare_thresholds(struct arena *arena, const struct measure *old, const struct measure *new)
{
    struct number before, after;
    struct duration old_age, new_age;
    if (str_equal(old->value.value, new->value.value))
        return QUALITY_SAME;
    if (promise_ratio(arena, old->value, &before) && promise_ratio(arena, new->value, &after)) {
        int order = number_compare(after, before);
        return order == 0 ? QUALITY_SAME : order > 0 ? QUALITY_STRICTER : QUALITY_LOOSER;
    }
    if (!promise_duration(arena, old->value, &old_age) || !promise_duration(arena, new->value, &new_age))
        return QUALITY_UNCLEAR;
    switch (duration_compare(arena, new_age, old_age)) {
    case DURATION_SHORTER: return QUALITY_STRICTER;
    case DURATION_EQUAL: return QUALITY_SAME;
    case DURATION_LONGER: return QUALITY_LOOSER;
    default: return QUALITY_UNCLEAR;
    }
}

static void tell_threshold(struct changes *changes, enum change_id id, const struct measure *old,
                           const struct measure *new)
{
    const struct measure *shown = new ? new : old;
    struct change_place place = {
        old ? old->value.node : NULL, new ? new->value.node : NULL, changes->new.contract->quality.at.node, {NULL, 0}};
    const char *name = utf8_quote(changes->arena, shown->dimension.value);
    const char *value = utf8_quote(changes->arena, shown->value.value);
    if (old && new)
        change_add(changes, id, place, "threshold of %s was %s, is %s", name,
                   utf8_quote(changes->arena, old->value.value), value);
    else
        change_add(changes, id, place, "threshold of %s %s %s", name, new ? "is" : "was", value);
}

static void compare_all_thresholds(struct changes *changes)
{
    static const enum change_id ids[] = {[QUALITY_LOOSER] = CHANGE_QUALITY_RULE_WEAKENED,
                                         [QUALITY_STRICTER] = CHANGE_QUALITY_RULE_STRENGTHENED,
                                         [QUALITY_UNCLEAR] = CHANGE_QUALITY_RULE_CHANGED};
    const struct list *old = &changes->old.contract->quality.thresholds;
    const struct list *new = &changes->new.contract->quality.thresholds;
    for (const struct measure *measure = old->first; measure; measure = measure->at.next) {
        const struct measure *other = find_measure(new, measure->dimension.value);
        enum quality_order order = other ? compare_thresholds(changes->arena, measure, other) : QUALITY_SAME;
        change_claim(changes, measure->value.node);
        if (!other)
            tell_threshold(changes, CHANGE_QUALITY_RULE_REMOVED, measure, NULL);
        else if (order != QUALITY_SAME)
            tell_threshold(changes, ids[order], measure, other);
    }
    for (const struct measure *measure = new->first; measure; measure = measure->at.next) {
        change_claim(changes, measure->value.node);
        if (!find_measure(old, measure->dimension.value))
            tell_threshold(changes, CHANGE_QUALITY_RULE_ADDED, NULL, measure);
    }
}

void change_compare_quality(struct changes *changes)
{
    const struct quality_plan *old = &changes->old.contract->quality, *new = &changes->new.contract->quality;
    bool is_own_dialect =
        changes->new.document->dialect == DIALECT_DATA_PRODUCT || changes->new.document->dialect == DIALECT_DOMAINS;
    const struct node *survivor = new->at.node ? new->at.node : node_resolve(changes->new.contract->at.node);
    change_pair(changes, old->at.node, new->at.node);
    change_compare_checks(changes, &old->tests, &new->tests, survivor, is_own_dialect);
    compare_all_thresholds(changes);
}

#include "change/change_quality.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "change/change_check.h"
#include "change/change_list.h"
#include "change/change_subjects.h"
#include "yaml/equal.h"

static const char *name_of(struct changes *changes, const struct quality *check)
{
    struct arena *arena = changes->arena;
    if (text_has_value(check_name(check)))
        return utf8_quote(arena, check_name(check).value);
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
    struct str severity = check_severity(check).value;
    if (str_is(severity, "info"))
        return RANK_INFO;
    bool is_loose = str_is_caseless(check_enforced(check).value, "false");
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
        quality_combine(quality_compare(changes->arena, old, new), check_compare_fields(old, new));
    bool has_other_body = check_node_differs(old->body, new->body) ||
                          !str_equal(check_where(old).value, check_where(new).value) || has_other_words(old, new);
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
    return str_is(check_type(check), "library");
}

static void claim(struct changes *changes, const struct quality *check)
{
    const struct node *const nodes[] = {check->body,
                                        check->values,
                                        check->is_typed ? NULL : check->arguments,
                                        check_severity(check).node,
                                        check_schedule(check).node,
                                        check_enforced(check).node,
                                        check_where(check).node,
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
    struct text before = check_name(old), after = check_name(new);
    if (!change_differs(changes, before, after))
        return;
    change_add(changes, CHANGE_METADATA_CHANGED, change_place_of(before, after, new->at.node), "%s is called %s now",
               name_of(changes, old), name_of(changes, new));
}

static const char *schedule_words(struct changes *changes, const struct quality *check)
{
    struct text schedule = check_schedule(check);
    return text_has_value(schedule) ? utf8_quote(changes->arena, schedule.value) : "none";
}

static const char *severity_words(struct changes *changes, const struct quality *check)
{
    struct text severity = check_severity(check);
    if (str_is_caseless(check_enforced(check).value, "false"))
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
    if (!check_asks_the_same(old, new)) {
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
    if (!str_equal(check_schedule(old).value, check_schedule(new).value))
        change_add(changes, CHANGE_QUALITY_SCHEDULE_CHANGED, place_of(old, new, NULL), "%s was %s, is %s",
                   name_of(changes, new), schedule_words(changes, old), schedule_words(changes, new));
}

void change_compare_checks(struct changes *changes, const struct list *old_list, const struct list *new_list,
                           const struct node *survivor, bool are_all_checks)
{
    struct checks old, new;
    checks_pair(changes, old_list, new_list, are_all_checks, &old, &new);
    for (size_t i = 0; i < old.count; i++) {
        const struct quality *check = old.at[i].check;
        const struct check_entry *other = old.at[i].other;
        if (other && other->is_promise == old.at[i].is_promise) {
            compare_entries(changes, &old.at[i], other);
            continue;
        }
        change_claim(changes, check->at.node);
        if (old.at[i].is_promise || (other && check_asks_the_same(check, other->check)))
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
        if (new.at[i].is_promise || (other && check_asks_the_same(new.at[i].check, other->check)))
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

#include "change/change_quality.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "change/change_subjects.h"
#include "change/quality_range.h"
#include "yaml/equal.h"

/* A check of one version and what it is paired with. */
struct check_entry {
    const struct quality *check;
    struct check_entry *other; /* NULL: none */
    struct check_entry *next;  /* of its name */
};

struct checks {
    struct check_entry *at;
    size_t count;
};

enum { COMPARISONS_MAX = 1000000 };

/* Whether it is a promise of fields or of the model's key, judged where they are; of several together it is none. */
static bool is_promise(const struct quality *check)
{
    bool is_of_several =
        check->fields.count > 1 && (check->meaning == QUALITY_UNIQUE || check->meaning == QUALITY_ONE_OF);
    return check->meaning != QUALITY_CHECK && !is_of_several;
}

static struct checks collect(struct changes *changes, const struct list *list, bool are_all_checks)
{
    struct checks checks = {.at = arena_alloc_array(changes->arena, list->count, sizeof(struct check_entry))};
    for (const struct quality *check = list->first; check; check = check->at.next)
        if (are_all_checks || !is_promise(check))
            checks.at[checks.count++].check = check;
        else
            change_claim(changes, check->at.node);
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

/* Of several of one name the first with the first. */
static void pair_by_name(struct arena *arena, struct checks *old, struct checks *new)
{
    struct map waiting; /* the first of each name that has no other; the rest follows it */
    map_init(&waiting, arena);
    for (size_t i = new->count; i-- > 0;)
        if (text_has_value(new->at[i].check->details->name))
            new->at[i].next = map_put(&waiting, new->at[i].check->details->name.value, &new->at[i]);
    for (size_t i = 0; i < old->count; i++) {
        struct text name = old->at[i].check->details->name;
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

static bool is_same_test(const struct quality *a, const struct quality *b)
{
    return !text_has_value(a->details->name) && !text_has_value(b->details->name) &&
           str_equal(a->test.value, b->test.value) && str_equal(a->details->type.value, b->details->type.value) &&
           has_same_fields(a, b);
}

static void pair_by(struct checks *old, struct checks *new,
                    bool (*is_pair)(const struct quality *, const struct quality *))
{
    size_t comparisons = 0, start = 0;
    for (size_t i = 0; i < old->count; i++) {
        while (start < new->count &&new->at[start].other)
            start++;
        for (size_t k = start; k < new->count && !old->at[i].other &&comparisons < COMPARISONS_MAX; k++) {
            comparisons++;
            if (new->at[k].other || !is_pair(old->at[i].check, new->at[k].check))
                continue;
            old->at[i].other = &new->at[k];
            new->at[k].other = &old->at[i];
        }
    }
}

static const char *name_of(struct changes *changes, const struct quality *check)
{
    struct arena *arena = changes->arena;
    if (text_has_value(check->details->name))
        return utf8_quote(arena, check->details->name.value);
    const struct item *field = check->fields.first;
    const char *test = text_has_value(check->test) ? utf8_quote(arena, check->test.value) : "a check";
    return field ? text_print(arena, "%s of %s", test, utf8_quote(arena, field->text.value)) : test;
}

/* Whether nobody is stopped when it fails. */
static bool is_soft(const struct quality *check)
{
    static const char *const severities[] = {"info", "warning", NULL}, *const types[] = {"text", "custom", NULL};
    return str_is_one_of(check->details->severity.value, severities) ||
           str_is_one_of(check->details->type.value, types);
}

static int rank_of(struct text severity)
{
    if (str_is(severity.value, "info"))
        return 0;
    return str_is(severity.value, "warning") || str_is(severity.value, "warn") ? 1 : 2;
}

static struct change_place place_of(const struct quality *old, const struct quality *new, const struct node *survivor)
{
    return (struct change_place){old ? old->at.node : NULL, new ? new->at.node : NULL, survivor, {NULL, 0}};
}

static bool node_differs(const struct node *old, const struct node *new)
{
    if (!old || !new)
        return old != new;
    return !node_equal(old, new);
}

static void compare_demand(struct changes *changes, const struct quality *old, const struct quality *new)
{
    static const enum change_id ids[] = {[QUALITY_LOOSER] = CHANGE_QUALITY_RULE_WEAKENED,
                                         [QUALITY_STRICTER] = CHANGE_QUALITY_RULE_STRENGTHENED,
                                         [QUALITY_UNCLEAR] = CHANGE_QUALITY_RULE_CHANGED};
    enum quality_order order = quality_compare(changes->arena, old, new);
    bool has_other_body = node_differs(old->body, new->body) ||
                          !str_equal(old->details->where.value, new->details->where.value) ||
                          !str_equal(old->test.value, new->test.value) || !has_same_fields(old, new);
    if (has_other_body)
        order = QUALITY_UNCLEAR;
    if (order == QUALITY_SAME)
        return;
    struct finding *finding = change_add(changes, ids[order], place_of(old, new, NULL), "%s", name_of(changes, new));
    if (order == QUALITY_LOOSER && is_soft(old))
        change_set_level(finding, LEVEL_DANGEROUS);
}

static void claim(struct changes *changes, const struct quality *check)
{
    const struct node *const nodes[] = {check->body,
                                        check->values,
                                        check->arguments != check->at.node ? check->arguments : NULL,
                                        check->details->severity.node,
                                        check->details->schedule.node,
                                        check->details->unit.node,
                                        check->details->where.node,
                                        check->test.node != check->at.node ? check->test.node : NULL};
    for (size_t i = 0; i < sizeof nodes / sizeof *nodes; i++)
        change_claim(changes, nodes[i]);
    for (const struct quality_bound *bound = check->bounds.first; bound; bound = bound->at.next)
        change_claim(changes, bound->at.node);
}

static void compare_check(struct changes *changes, const struct quality *old, const struct quality *new)
{
    claim(changes, old);
    claim(changes, new);
    if (node_is_mapping(old->at.node) && node_is_mapping(new->at.node))
        change_pair(changes, old->at.node, new->at.node);
    compare_demand(changes, old, new);
    if (rank_of(new->details->severity) < rank_of(old->details->severity))
        change_add(changes, CHANGE_QUALITY_SEVERITY_LOWERED, place_of(old, new, NULL), "%s", name_of(changes, new));
    else if (rank_of(new->details->severity) > rank_of(old->details->severity))
        change_add(changes, CHANGE_QUALITY_RULE_STRENGTHENED, place_of(old, new, NULL), "%s is of severity %s",
                   name_of(changes, new),
                   text_has_value(new->details->severity) ? utf8_quote(changes->arena, new->details->severity.value)
                                                          : "`error`");
    if (!str_equal(old->details->schedule.value, new->details->schedule.value))
        change_add(changes, CHANGE_QUALITY_SCHEDULE_CHANGED, place_of(old, new, NULL), "%s", name_of(changes, new));
}

void change_compare_checks(struct changes *changes, const struct list *old_list, const struct list *new_list,
                           const struct node *survivor, bool are_all_checks)
{
    struct checks old = collect(changes, old_list, are_all_checks);
    struct checks new = collect(changes, new_list, are_all_checks);
    pair_by_name(changes->arena, &old, &new);
    pair_by(&old, &new, is_equal);
    pair_by(&old, &new, is_same_test);
    for (size_t i = 0; i < old.count; i++) {
        const struct quality *check = old.at[i].check;
        if (old.at[i].other) {
            compare_check(changes, check, old.at[i].other->check);
            continue;
        }
        change_claim(changes, check->at.node);
        struct finding *finding = change_add(changes, CHANGE_QUALITY_RULE_REMOVED, place_of(check, NULL, survivor),
                                             "%s", name_of(changes, check));
        if (is_soft(check))
            change_set_level(finding, LEVEL_DANGEROUS);
    }
    for (size_t i = 0; i < new.count; i++) {
        if (new.at[i].other)
            continue;
        change_claim(changes, new.at[i].check->at.node);
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
    change_add(changes, id, place, "threshold of %s %s %s", utf8_quote(changes->arena, shown->dimension.value),
               new ? "is" : "was", utf8_quote(changes->arena, shown->value.value));
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

#include "change/change_check.h"

#include "change/quality_range.h"
#include "yaml/equal.h"

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

struct text check_name(const struct quality *check)
{
    return note_of(check, check->details->name, "name");
}

struct text check_severity(const struct quality *check)
{
    return note_of(check, check->details->severity, "severity");
}

struct text check_schedule(const struct quality *check)
{
    return note_of(check, check->details->schedule, "schedule");
}

struct text check_where(const struct quality *check)
{
    return note_of(check, check->details->where, "where");
}

struct text check_enforced(const struct quality *check)
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

enum quality_order check_compare_fields(const struct quality *old, const struct quality *new)
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
        if (text_has_value(check_name(new->at[i].check)))
            new->at[i].next = map_put(&waiting, check_name(new->at[i].check).value, &new->at[i]);
    for (size_t i = 0; i < old->count; i++) {
        struct text name = check_name(old->at[i].check);
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

struct str check_type(const struct quality *check)
{
    if (text_has_value(check->details->type))
        return check->details->type.value;
    return text_has_value(check->test) ? STR("library") : STR("");
}

bool check_asks_the_same(const struct quality *a, const struct quality *b)
{
    return str_equal(a->test.value, b->test.value) && str_equal(check_type(a), check_type(b)) &&
           check_compare_fields(a, b) != QUALITY_UNCLEAR;
}

static bool has_name(const struct check_entry *entry)
{
    return text_has_value(check_name(entry->check));
}

static bool are_equal(struct changes *changes, const struct check_entry *a, const struct check_entry *b)
{
    (void)changes;
    return is_equal(a->check, b->check);
}

static bool is_same_test(struct changes *changes, const struct check_entry *a, const struct check_entry *b)
{
    (void)changes;
    return !has_name(a) && !has_name(b) && has_same_fields(a->check, b->check) &&
           check_asks_the_same(a->check, b->check);
}

/* Of more fields or fewer. */
static bool is_part_of_test(struct changes *changes, const struct check_entry *a, const struct check_entry *b)
{
    (void)changes;
    return !has_name(a) && !has_name(b) && a->check->fields.count && b->check->fields.count &&
           check_asks_the_same(a->check, b->check);
}

bool check_node_differs(const struct node *old, const struct node *new)
{
    if (!old || !new)
        return old != new;
    return !node_equal(old, new);
}

/* Whether nothing but the name differs; of a rule in words these are what it is known by. */
static bool is_same_demand(struct changes *changes, const struct check_entry *a, const struct check_entry *b)
{
    const struct quality *old = a->check, *new = b->check;
    return (text_has_value(old->test) || old->body) && check_asks_the_same(old, new) &&
           !check_node_differs(old->body, new->body) && has_same_fields(old, new) &&
           str_equal(check_where(old).value, check_where(new).value) &&
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

void checks_pair(struct changes *changes, const struct list *old_list, const struct list *new_list, bool are_all_checks,
                 struct checks *old, struct checks *new)
{
    *old = collect(changes, old_list, are_all_checks);
    *new = collect(changes, new_list, are_all_checks);
    pair_by_name(changes->arena, old, new);
    pair_by(changes, old, new, are_equal);
    pair_by(changes, old, new, is_same_test);
    pair_by(changes, old, new, is_same_demand);
    pair_by(changes, old, new, is_part_of_test);
    pair_by(changes, old, new, is_same_place);
}

#include "change/quality_range.h"

#include "yaml/equal.h"

/* The numbers from `low` to `high`; all others where it is negated. */
struct range_of_quality {
    struct number low, high;
    bool has_low, has_high, is_low_open, is_high_open, is_negated;
};

static bool read_number(struct arena *arena, struct text text, struct number *number)
{
    return number_parse_yaml(arena, text.value, number) || number_parse_percent(arena, text.value, number);
}

static bool read_bound(struct arena *arena, const struct quality_bound *bound, struct range_of_quality *range)
{
    struct number value;
    if (!read_number(arena, bound->value, &value))
        return false;
    enum comparison comparison = bound->comparison;
    bool is_low = comparison == COMPARE_GREATER || comparison == COMPARE_GREATER_EQUAL;
    bool is_high = comparison == COMPARE_LESS || comparison == COMPARE_LESS_EQUAL;
    bool is_between = comparison == COMPARE_BETWEEN || comparison == COMPARE_NOT_BETWEEN;
    *range =
        (struct range_of_quality){.low = value,
                                  .high = value,
                                  .has_low = !is_high,
                                  .has_high = !is_low,
                                  .is_low_open = comparison == COMPARE_GREATER,
                                  .is_high_open = comparison == COMPARE_LESS,
                                  .is_negated = comparison == COMPARE_NOT_EQUAL || comparison == COMPARE_NOT_BETWEEN};
    return !is_between || read_number(arena, bound->upper, &range->high);
}

/* Whether all of `inner` is in `outer`, negation aside. */
static bool is_inside(const struct range_of_quality *inner, const struct range_of_quality *outer)
{
    if (outer->has_low) {
        int order = inner->has_low ? number_compare(inner->low, outer->low) : -1;
        if (order < 0 || (order == 0 && outer->is_low_open && !inner->is_low_open))
            return false;
    }
    if (outer->has_high) {
        int order = inner->has_high ? number_compare(inner->high, outer->high) : 1;
        if (order > 0 || (order == 0 && outer->is_high_open && !inner->is_high_open))
            return false;
    }
    return true;
}

static enum quality_order order_of(bool is_new_in_old, bool is_old_in_new)
{
    if (is_new_in_old && is_old_in_new)
        return QUALITY_SAME;
    if (is_new_in_old)
        return QUALITY_STRICTER;
    return is_old_in_new ? QUALITY_LOOSER : QUALITY_UNCLEAR;
}

static enum quality_order compare_ranges(const struct range_of_quality *old, const struct range_of_quality *new)
{
    if (old->is_negated != new->is_negated)
        return QUALITY_UNCLEAR;
    bool is_new_in_old = is_inside(new, old), is_old_in_new = is_inside(old, new);
    return old->is_negated ? order_of(is_old_in_new, is_new_in_old) : order_of(is_new_in_old, is_old_in_new);
}

static bool is_same_unit(struct text a, struct text b)
{
    static const char *const percent[] = {"percent", "%", NULL}, *const rows[] = {"", "rows", NULL};
    return str_equal(a.value, b.value) || (str_is_one_of(a.value, percent) && str_is_one_of(b.value, percent)) ||
           (str_is_one_of(a.value, rows) && str_is_one_of(b.value, rows));
}

static bool is_same_bound(const struct quality_bound *a, const struct quality_bound *b)
{
    return a->comparison == b->comparison && node_equal(a->at.node, b->at.node);
}

/* A check has few bounds: one for each of the keys that say one. */
static bool has_all_bounds(const struct list *bounds, const struct list *of)
{
    for (const struct quality_bound *bound = of->first; bound; bound = bound->at.next) {
        const struct quality_bound *other = bounds->first;
        while (other && !is_same_bound(bound, other))
            other = other->at.next;
        if (!other)
            return false;
    }
    return true;
}

/* Leaves of the range what is in the other one too; both are not negated. */
static void narrow(struct range_of_quality *range, const struct range_of_quality *by)
{
    int low = range->has_low && by->has_low ? number_compare(by->low, range->low) : by->has_low ? 1 : -1;
    int high = range->has_high && by->has_high ? number_compare(by->high, range->high) : by->has_high ? -1 : 1;
    if (low > 0 || (low == 0 && by->is_low_open)) {
        range->low = by->low;
        range->has_low = true;
        range->is_low_open = by->is_low_open;
    }
    if (high < 0 || (high == 0 && by->is_high_open)) {
        range->high = by->high;
        range->has_high = true;
        range->is_high_open = by->is_high_open;
    }
}

/* What all bounds together leave; there is one at least. */
static bool read_bounds(struct arena *arena, const struct list *bounds, struct range_of_quality *range)
{
    const struct quality_bound *bound = bounds->first;
    if (!read_bound(arena, bound, range))
        return false;
    for (bound = bound->at.next; bound; bound = bound->at.next) {
        struct range_of_quality other;
        if (!read_bound(arena, bound, &other) || other.is_negated || range->is_negated)
            return false;
        narrow(range, &other);
    }
    return true;
}

static enum quality_order compare_bounds(struct arena *arena, const struct quality *old, const struct quality *new)
{
    const struct list *before = &old->bounds, *after = &new->bounds;
    struct range_of_quality old_range, new_range;
    bool is_same = is_same_unit(old->details->unit, new->details->unit);
    if (!before->count || !after->count)
        return before->count ? QUALITY_LOOSER : after->count ? QUALITY_STRICTER : QUALITY_SAME;
    if (is_same && has_all_bounds(before, after) && has_all_bounds(after, before))
        return QUALITY_SAME;
    if (!is_same || !read_bounds(arena, before, &old_range) || !read_bounds(arena, after, &new_range))
        return QUALITY_UNCLEAR;
    return compare_ranges(&old_range, &new_range);
}

/* Whether every value of one list is in the other. */
static bool has_all(const struct node *list, const struct node *of)
{
    for (const struct node *item = node_children(of); item; item = item->next) {
        bool is_found = false;
        for (const struct node *at = node_children(list); at && !is_found; at = at->next)
            is_found = node_equal(item, at);
        if (!is_found)
            return false;
    }
    return true;
}

static const struct node *values_of(const struct quality *check)
{
    return check->values ? check->values : node_find(check->arguments, "values");
}

enum { VALUES_MAX = 2000 };

static enum quality_order compare_values(const struct quality *old, const struct quality *new)
{
    const struct node *before = node_resolve(values_of(old)), *after = node_resolve(values_of(new));
    if (!before || !after)
        return before ? QUALITY_LOOSER : after ? QUALITY_STRICTER : QUALITY_SAME;
    if (before->count > VALUES_MAX || after->count > VALUES_MAX)
        return node_equal(before, after) ? QUALITY_SAME : QUALITY_UNCLEAR;
    return order_of(has_all(before, after), has_all(after, before));
}

static const struct node *find_either(const struct node *mapping, const char *key, const char *other)
{
    const struct node *found = node_find(mapping, key);
    return found ? found : node_find(mapping, other);
}

/* `{min_value: 0, max_value: 100}` of a range test, `{min: 1000}` of a count. */
static bool read_range(struct arena *arena, const struct node *arguments, struct range_of_quality *range)
{
    const struct node *low = find_either(arguments, "min_value", "min");
    const struct node *high = find_either(arguments, "max_value", "max");
    bool is_open = str_is_caseless(node_text(node_find(arguments, "inclusive")), "false");
    *range =
        (struct range_of_quality){.has_low = low, .has_high = high, .is_low_open = is_open, .is_high_open = is_open};
    return (low || high) && (!low || read_number(arena, text_of(low), &range->low)) &&
           (!high || read_number(arena, text_of(high), &range->high));
}

/* What says how a test is run and what becomes of it, not what it asks, or is compared apart. */
static bool is_argument(struct str key)
{
    static const char *const others[] = {"alias", "arguments",   "config", "description", "docs",
                                         "group", "meta",        "name",   "properties",  "severity",
                                         "tags",  "validValues", "values", "where",       NULL};
    return !str_is_one_of(key, others);
}

/* An argument of a test of dbt, wherever it stands: beside the others, below `arguments` or in `config`. */
static const struct node *argument_of(const struct node *arguments, struct str key)
{
    const struct node *found = node_find_str(arguments, key);
    if (!found)
        found = node_find_str(node_find(arguments, "arguments"), key);
    return found ? found : node_find_str(node_find(arguments, "config"), key);
}

static bool has_arguments(const struct node *arguments, const struct node *part)
{
    for (const struct node *child = node_children(part); child; child = child->next) {
        const struct node *other = is_argument(node_key(child)) ? argument_of(arguments, node_key(child)) : child;
        if (!other || !node_equal(other, child))
            return false;
    }
    return true;
}

/* Whether one mapping has all arguments of another. */
static bool has_all_arguments(const struct node *arguments, const struct node *of)
{
    return has_arguments(arguments, of) && has_arguments(arguments, node_find(of, "arguments")) &&
           has_arguments(arguments, node_find(of, "config"));
}

static bool has_same_arguments(const struct node *old, const struct node *new)
{
    if ((old && !node_is_mapping(old)) || (new && !node_is_mapping(new)))
        return old && new &&node_equal(old, new);
    return has_all_arguments(old, new) && has_all_arguments(new, old);
}

/* `> 100`, `<= 5`. */
static bool read_comparison(struct arena *arena, const struct node *node, struct range_of_quality *range)
{
    struct str text = str_trim(node_text(node));
    bool is_low = str_starts(text, ">"), is_high = str_starts(text, "<");
    if (!node_is_scalar(node) || (!is_low && !is_high))
        return false;
    size_t length = text.len > 1 && text.at[1] == '=' ? 2 : 1;
    *range = (struct range_of_quality){
        .has_low = is_low, .has_high = is_high, .is_low_open = length == 1, .is_high_open = length == 1};
    struct text number = {.value = str_trim(str_slice(text, length, text.len)), .node = node};
    return read_number(arena, number, is_low ? &range->low : &range->high);
}

static enum quality_order compare_ages(struct arena *arena, const struct duration_threshold *old,
                                       const struct duration_threshold *new)
{
    switch (duration_compare(arena, new->limit, old->limit)) {
    case DURATION_SHORTER: return QUALITY_STRICTER;
    case DURATION_LONGER: return QUALITY_LOOSER;
    case DURATION_EQUAL:
        return order_of(new->is_exclusive || !old->is_exclusive, old->is_exclusive || !new->is_exclusive);
    default: return QUALITY_UNCLEAR;
    }
}

/* Tests written as {type: …, threshold: …}. */

bool quality_is_demand(struct str key)
{
    static const char *const notes[] = {"name", "description", "severity", "enforced", "schedule", "tags", NULL};
    return !str_is_one_of(key, notes) && !str_starts(key, "x-");
}

/* What else it says but its fields, which are compared as such. */
static bool is_typed_argument(struct str key)
{
    static const char *const others[] = {"threshold", "columns", "column", "fields", "field", NULL};
    return quality_is_demand(key) && !str_is_one_of(key, others);
}

static bool has_other_arguments(const struct node *of, const struct node *in)
{
    for (const struct node *child = node_children(of); child; child = child->next) {
        const struct node *same = node_find_str(in, node_key(child));
        if (is_typed_argument(node_key(child)) && (!same || !node_equal(child, same)))
            return true;
    }
    return false;
}

/* Which thresholds of a test demand more. */
enum direction { DIRECTION_UNKNOWN, DIRECTION_MORE, DIRECTION_LESS };

static bool is_high_share(struct arena *arena, struct number share)
{
    struct number one = number_of(arena, 1);
    return number_compare(number_times(arena, share, 2), one) >= 0;
}

/* Of tests for what is missing or repeated people write the share that must pass or the one that may fail; what is near
   one end tells which. */
static enum direction direction_of(struct arena *arena, struct str test, struct number old, struct number new)
{
    static const char *const failing[] = {"null-check", "not-null", "not_null", "unique", "uniqueness", NULL};
    static const char *const passing[] = {"completeness", "validity",  "consistency", "accuracy",
                                          "row-count",    "row_count", "volume",      NULL};
    if (str_is_one_of(test, passing))
        return DIRECTION_MORE;
    bool was_high = is_high_share(arena, old), is_high = is_high_share(arena, new);
    if (!str_is_one_of(test, failing) || was_high != is_high)
        return DIRECTION_UNKNOWN;
    return is_high ? DIRECTION_MORE : DIRECTION_LESS;
}

static enum quality_order compare_thresholds(struct arena *arena, const struct quality *old, const struct quality *new)
{
    const struct node *before = node_find(old->arguments, "threshold"), *after = node_find(new->arguments, "threshold");
    struct duration_threshold old_age, new_age;
    struct number old_share, new_share;
    if ((!before && !after) || (before && after && node_equal(before, after)))
        return QUALITY_SAME;
    if (!before || !after)
        return QUALITY_UNCLEAR;
    if (number_parse_ratio(arena, node_text(before), &old_share) &&
        number_parse_ratio(arena, node_text(after), &new_share)) {
        enum direction direction = direction_of(arena, new->test.value, old_share, new_share);
        int order = number_compare(new_share, old_share);
        if (order == 0 || direction == DIRECTION_UNKNOWN)
            return order == 0 ? QUALITY_SAME : QUALITY_UNCLEAR;
        return (order > 0) == (direction == DIRECTION_MORE) ? QUALITY_STRICTER : QUALITY_LOOSER;
    }
    if (duration_parse_threshold(arena, node_text(before), &old_age) &&
        duration_parse_threshold(arena, node_text(after), &new_age))
        return compare_ages(arena, &old_age, &new_age);
    return QUALITY_UNCLEAR;
}

static enum quality_order compare_typed(struct arena *arena, const struct quality *old, const struct quality *new)
{
    if (has_other_arguments(old->arguments, new->arguments) || has_other_arguments(new->arguments, old->arguments))
        return QUALITY_UNCLEAR;
    return compare_thresholds(arena, old, new);
}

/* The short forms of data products: an age, a range, or nothing that can be compared. */
static enum quality_order compare_arguments(struct arena *arena, const struct quality *old, const struct quality *new)
{
    struct duration_threshold before, after;
    struct range_of_quality old_range, new_range;
    if (has_same_arguments(old->arguments, new->arguments))
        return QUALITY_SAME;
    if (!old->arguments || !new->arguments)
        return QUALITY_UNCLEAR;
    if (old->is_typed && new->is_typed)
        return compare_typed(arena, old, new);
    if (old->fields.count && !node_is_mapping(old->arguments) && !node_is_mapping(new->arguments))
        return QUALITY_SAME; /* they are its fields */
    if (node_is_scalar(old->arguments) && node_is_scalar(new->arguments) &&
        duration_parse_threshold(arena, node_text(old->arguments), &before) &&
        duration_parse_threshold(arena, node_text(new->arguments), &after))
        return compare_ages(arena, &before, &after);
    if ((read_range(arena, old->arguments, &old_range) && read_range(arena, new->arguments, &new_range)) ||
        (read_comparison(arena, old->arguments, &old_range) && read_comparison(arena, new->arguments, &new_range)))
        return compare_ranges(&old_range, &new_range);
    return values_of(old) && values_of(new) ? QUALITY_SAME : QUALITY_UNCLEAR;
}

enum quality_order quality_combine(enum quality_order a, enum quality_order b)
{
    if (a == QUALITY_SAME || a == b)
        return b;
    return b == QUALITY_SAME ? a : QUALITY_UNCLEAR;
}

/* Whether the bounds are said by the arguments and so compared with them. */
static bool has_bounds_inside(const struct quality *check)
{
    const struct quality_bound *bound = check->bounds.first;
    const struct node *at = bound ? bound->at.node : NULL;
    while (at && at != check->arguments)
        at = at->parent;
    return at != NULL;
}

enum quality_order quality_compare(struct arena *arena, const struct quality *old, const struct quality *new)
{
    bool are_bounds = has_bounds_inside(old) || has_bounds_inside(new);
    enum quality_order order = quality_combine(compare_bounds(arena, old, new), compare_values(old, new));
    return quality_combine(order, are_bounds ? QUALITY_SAME : compare_arguments(arena, old, new));
}

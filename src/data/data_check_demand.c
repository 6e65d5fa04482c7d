#include "data/data_check_demand.h"

#include "base/buf.h"
#include "base/datetime.h"
#include "base/utf8.h"
#include "check/quality_test.h"

enum { VALUES_MAX = 100000 };

struct str data_check_text(struct arena *arena, const struct node *value)
{
    const struct node *node = node_resolve(value);
    struct number number;
    if (!node || node->kind != NODE_SCALAR)
        return STR("");
    if (node->type == SCALAR_STRING)
        return node->text;
    if (number_parse_yaml(arena, node->text, &number))
        return number_print(arena, number);
    return str_lower(arena, node->text);
}

static bool read_number(struct arena *arena, struct str text, struct number *number, bool *is_percent)
{
    if (number_parse_yaml(arena, text, number))
        return true;
    *is_percent = true;
    return number_parse_percent(arena, text, number);
}

static bool is_percent(struct text unit)
{
    static const char *const names[] = {"percent", "%", NULL};
    return str_is_one_of(unit.value, names);
}

static bool read_bounds(struct arena *arena, enum dialect dialect, const struct quality *test, struct data_check *check)
{
    struct data_bound *bounds = arena_alloc_array(arena, test->bounds.count, sizeof *bounds);
    struct buf demand = {.arena = arena};
    for (const struct quality_bound *from = test->bounds.first; from; from = from->at.next) {
        struct data_bound *to = &bounds[check->bound_count++];
        *to = (struct data_bound){.comparison = from->comparison,
                                  .is_percent = is_percent(test->details->unit),
                                  .is_open = dialect == DIALECT_ODCS};
        bool has_upper = from->comparison == COMPARE_BETWEEN || from->comparison == COMPARE_NOT_BETWEEN;
        if (!read_number(arena, from->value.value, &to->value, &to->is_percent) ||
            (has_upper && !read_number(arena, from->upper.value, &to->upper, &to->is_percent)))
            return false;
        buf_print(&demand, "%s%s is %s", demand.len ? ", " : "", utf8_quote(arena, node_key(from->at.node)),
                  utf8_quote(arena, from->value.value));
        if (has_upper)
            buf_print(&demand, " and %s", utf8_quote(arena, from->upper.value));
        if (is_percent(test->details->unit))
            buf_add_c(&demand, " percent");
    }
    check->bounds = bounds;
    check->demand = buf_c(&demand);
    return true;
}

bool data_check_is_zero(const struct data_check *check)
{
    return check->bound_count == 1 && check->bounds->comparison == COMPARE_EQUAL &&
           number_is_zero(check->bounds->value);
}

void data_check_add_bound(struct arena *arena, struct data_check *check, enum comparison comparison,
                          struct number value)
{
    struct data_bound *bounds = arena_alloc_array(arena, check->bound_count + 1, sizeof *bounds);
    for (size_t i = 0; i < check->bound_count; i++)
        bounds[i] = check->bounds[i];
    bounds[check->bound_count++] = (struct data_bound){.comparison = comparison, .value = value};
    check->bounds = bounds;
}

/* `> 0`; a number alone may be the least, or the only one. */
static bool read_count_text(struct arena *arena, struct str text, struct data_check *check)
{
    static const struct {
        const char *sign;
        enum comparison comparison;
    } signs[] = {{">=", COMPARE_GREATER_EQUAL}, {"<=", COMPARE_LESS_EQUAL}, {"==", COMPARE_EQUAL},
                 {"!=", COMPARE_NOT_EQUAL},     {">", COMPARE_GREATER},     {"<", COMPARE_LESS},
                 {"=", COMPARE_EQUAL}};
    struct number number;
    text = str_trim(text);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (!str_starts(text, signs[i].sign))
            continue;
        if (!number_parse(arena, str_trim(str_slice(text, strlen(signs[i].sign), text.len)), &number))
            return false;
        data_check_add_bound(arena, check, signs[i].comparison, number);
        return true;
    }
    return false;
}

/* `{min: 1, max: 10}`. */
static bool read_count_mapping(struct arena *arena, const struct node *arguments, struct data_check *check)
{
    static const char *const least[] = {"min", "min_value", "minimum", NULL};
    static const char *const most[] = {"max", "max_value", "maximum", NULL};
    struct number number;
    for (const struct node *value = node_children(arguments); value; value = value->next) {
        bool is_least = str_is_one_of(node_key(value), least);
        if ((!is_least && !str_is_one_of(node_key(value), most)) ||
            !number_parse_yaml(arena, node_text(value), &number))
            return false;
        data_check_add_bound(arena, check, is_least ? COMPARE_GREATER_EQUAL : COMPARE_LESS_EQUAL, number);
    }
    return check->bound_count > 0;
}

static void read_rows(struct arena *arena, const struct quality *test, struct data_check *check)
{
    const struct node *arguments = node_resolve(test->arguments);
    if (test->bounds.count)
        return;
    bool is_read = node_is_mapping(arguments) ? read_count_mapping(arena, arguments, check)
                                              : read_count_text(arena, node_text(arguments), check);
    if (!is_read)
        check->unmeasured = "it is not clear what number it demands, write for example `row_count: '>= 1'`";
    else
        check->demand = text_print(arena, "it demands %s", node_quote(arena, arguments));
}

/* Numbers, or times. */
static bool read_limit(struct arena *arena, struct str text, bool *is_time, struct number *limit)
{
    struct instant instant;
    if (number_parse_yaml(arena, text, limit))
        return true;
    *is_time = datetime_parse_timestamp(text, &instant);
    if (*is_time)
        *limit = number_of(arena, instant.seconds);
    return *is_time;
}

static bool add_limit(struct arena *arena, struct data_range *range, bool is_low, bool is_open, struct str text)
{
    bool is_time = false, is_other = range->has_low || range->has_high;
    struct number limit;
    if (!read_limit(arena, text, &is_time, &limit) || (is_other && is_time != range->is_of_times))
        return false;
    range->is_of_times = is_time;
    *(is_low ? &range->low : &range->high) = limit;
    *(is_low ? &range->has_low : &range->has_high) = true;
    *(is_low ? &range->is_low_open : &range->is_high_open) = is_open;
    return true;
}

/* Of dbt the bounds, else the arguments `min_value` and `max_value`. */
static bool read_range(struct arena *arena, const struct quality *test, struct data_range *range)
{
    static const char *const names[] = {"max_value", "min_value"};
    bool is_open = str_is_caseless(node_text(node_find(test->arguments, "inclusive")), "false");
    for (const struct quality_bound *bound = test->bounds.first; bound; bound = bound->at.next) {
        bool is_low = bound->comparison == COMPARE_GREATER || bound->comparison == COMPARE_GREATER_EQUAL;
        bool is_strict = bound->comparison == COMPARE_GREATER || bound->comparison == COMPARE_LESS;
        if (!add_limit(arena, range, is_low, is_strict, bound->value.value))
            return false;
    }
    for (unsigned is_low = 0; is_low < 2 && !test->bounds.count; is_low++) {
        const struct node *value = node_find(test->arguments, names[is_low]);
        if (value && !add_limit(arena, range, is_low, is_open, node_text(value)))
            return false;
    }
    return range->has_low || range->has_high;
}

/* The values of a list that are no mappings or lists. */
static const struct map *values_of(struct arena *arena, const struct node *list)
{
    struct map *values = arena_new(arena, struct map);
    size_t count = 0;
    map_init(values, arena);
    for (const struct node *item = node_children(list); item && count < VALUES_MAX; item = item->next, count++)
        map_put(values, data_check_text(arena, item), values);
    return count && count < VALUES_MAX ? values : NULL;
}

static void read_values(struct arena *arena, const struct quality *test, struct data_check *check)
{
    const char *key = check->kind == CHECK_MISSING ? "missingValues" : "values";
    const struct node *list = node_find(test->arguments, key);
    const struct node *pattern = node_find(test->arguments, "pattern");
    struct pattern_problem problem;
    if (check->kind == CHECK_VALUES && test->values)
        list = test->values;
    if (node_is_sequence(list))
        check->values = values_of(arena, list);
    if (check->kind == CHECK_VALUES && pattern)
        check->pattern = pattern_parse(arena, node_text(pattern));
    bool is_bad = check->pattern && pattern_status(check->pattern, &problem) == PATTERN_INVALID;
    if ((!check->values && !check->pattern) || is_bad)
        check->unmeasured = "it is not clear which values it allows";
}

static void read_age(struct arena *arena, const struct quality *test, struct data_check *check)
{
    const struct node *value = test_age(test);
    struct duration_threshold threshold;
    if (!value || !duration_parse_threshold(arena, node_text(value), &threshold) ||
        !number_to_int64(number_truncate(duration_seconds(arena, threshold.limit)), &check->age))
        check->unmeasured = "it is not clear which age it demands";
    check->is_age_exclusive = threshold.is_exclusive;
    check->demand = text_print(arena, "it demands %s", node_quote(arena, value));
}

/* A null-check with a threshold that is not 0: of nulls, or of values? */
static bool has_unclear_threshold(struct arena *arena, const struct quality *test)
{
    const struct node *threshold = test->is_typed ? node_find(test->arguments, "threshold") : NULL;
    struct number number;
    bool is_zero = threshold && (number_parse_ratio(arena, node_text(threshold), &number)) && number_is_zero(number);
    return threshold && !is_zero;
}

void data_check_read_demand(struct arena *arena, enum dialect dialect, const struct quality *test,
                            struct data_check *check)
{
    bool is_list = check->kind == CHECK_NULLS || check->kind == CHECK_REPEATED;
    if (check->kind != CHECK_RANGE && !read_bounds(arena, dialect, test, check))
        check->unmeasured = "it is not clear what number it demands";
    else if (check->kind == CHECK_ROWS)
        read_rows(arena, test, check);
    else if (check->kind == CHECK_VALUES || check->kind == CHECK_MISSING)
        read_values(arena, test, check);
    else if (check->kind == CHECK_RANGE && !read_range(arena, test, &check->range))
        check->unmeasured = "it is not clear which range it demands";
    else if (check->kind == CHECK_AGE)
        read_age(arena, test, check);
    else if (is_list && has_unclear_threshold(arena, test))
        check->unmeasured = "it is not clear what its threshold is a share of";
}

#include "data/data_check.h"

#include "base/buf.h"
#include "base/datetime.h"
#include "base/utf8.h"
#include "check/quality_test.h"
#include "data/data_schema.h"

enum { CHECKS_MAX = 1000, VALUES_MAX = 100000 };

struct reading {
    struct arena *arena;
    const struct contract *contract;
    struct data_schema *schema;
    const struct field *const *sources;
    struct data_check *at;
    size_t count, left_out;
};

/* What a check is called in the dialects. Of those with a reason nothing is measured. */
static const struct {
    const char *name;
    enum data_check_kind kind;
    const char *reason;
} tests[] = {
    {"not_null", CHECK_NULLS, NULL},
    {"not-null", CHECK_NULLS, NULL},
    {"null-check", CHECK_NULLS, NULL},
    {"nullCheck", CHECK_NULLS, NULL},
    {"nullValues", CHECK_NULLS, NULL},
    {"dbt_expectations.expect_column_values_to_not_be_null", CHECK_NULLS, NULL},
    {"accepted_values", CHECK_VALUES, NULL},
    {"invalidValues", CHECK_VALUES, NULL},
    {"validValues", CHECK_VALUES, NULL},
    {"missingValues", CHECK_MISSING, NULL},
    {"accepted_range", CHECK_RANGE, NULL},
    {"dbt_utils.accepted_range", CHECK_RANGE, NULL},
    {"dbt_expectations.expect_column_values_to_be_between", CHECK_RANGE, NULL},
    {"unique", CHECK_REPEATED, NULL},
    {"uniqueness", CHECK_REPEATED, NULL},
    {"duplicateCount", CHECK_REPEATED, NULL},
    {"duplicateValues", CHECK_REPEATED, NULL},
    {"primary_key", CHECK_REPEATED, NULL},
    {"dbt_utils.unique_combination_of_columns", CHECK_REPEATED, NULL},
    {"dbt_expectations.expect_compound_columns_to_be_unique", CHECK_REPEATED, NULL},
    {"row_count", CHECK_ROWS, NULL},
    {"rowCount", CHECK_ROWS, NULL},
    {"dbt_expectations.expect_table_row_count_to_be_between", CHECK_ROWS, NULL},
    {"freshness", CHECK_AGE, NULL},
    {"relationships", CHECK_NOTHING, "it takes other data to compare with"},
    {"foreign_key", CHECK_NOTHING, "it takes other data to compare with"},
};

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

static uint32_t field_named(const struct reading *reading, struct str path)
{
    const struct data_field *field = data_field_find(reading->schema, path);
    return field ? (uint32_t)(field - reading->schema->fields) : 0;
}

static uint32_t parent_of(const struct data_schema *schema, uint32_t index)
{
    for (uint32_t i = 0; i < schema->field_count; i++)
        if (index >= schema->fields[i].first && index < schema->fields[i].first + schema->fields[i].count)
            return i;
    return 0;
}

/* What is demanded. */

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

static bool read_bounds(struct reading *reading, const struct quality *test, struct data_check *check)
{
    struct data_bound *bounds = arena_alloc_array(reading->arena, test->bounds.count, sizeof *bounds);
    struct buf demand = {.arena = reading->arena};
    for (const struct quality_bound *from = test->bounds.first; from; from = from->at.next) {
        struct data_bound *to = &bounds[check->bound_count++];
        *to = (struct data_bound){.comparison = from->comparison,
                                  .is_percent = is_percent(test->details->unit),
                                  .is_open = reading->contract->dialect == DIALECT_ODCS};
        bool has_upper = from->comparison == COMPARE_BETWEEN || from->comparison == COMPARE_NOT_BETWEEN;
        if (!read_number(reading->arena, from->value.value, &to->value, &to->is_percent) ||
            (has_upper && !read_number(reading->arena, from->upper.value, &to->upper, &to->is_percent)))
            return false;
        buf_print(&demand, "%s%s is %s", demand.len ? ", " : "", utf8_quote(reading->arena, node_key(from->at.node)),
                  utf8_quote(reading->arena, from->value.value));
        if (has_upper)
            buf_print(&demand, " and %s", utf8_quote(reading->arena, from->upper.value));
        if (is_percent(test->details->unit))
            buf_add_c(&demand, " percent");
    }
    check->bounds = bounds;
    check->demand = buf_c(&demand);
    return true;
}

static bool must_be_zero(const struct data_check *check)
{
    return check->bound_count == 1 && check->bounds->comparison == COMPARE_EQUAL &&
           number_is_zero(check->bounds->value);
}

static void add_bound(struct reading *reading, struct data_check *check, enum comparison comparison,
                      struct number value)
{
    struct data_bound *bounds = arena_alloc_array(reading->arena, check->bound_count + 1, sizeof *bounds);
    for (size_t i = 0; i < check->bound_count; i++)
        bounds[i] = check->bounds[i];
    bounds[check->bound_count++] = (struct data_bound){.comparison = comparison, .value = value};
    check->bounds = bounds;
}

/* `> 0`; a number alone may be the least, or the only one. */
static bool read_count_text(struct reading *reading, struct str text, struct data_check *check)
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
        if (!number_parse(reading->arena, str_trim(str_slice(text, strlen(signs[i].sign), text.len)), &number))
            return false;
        add_bound(reading, check, signs[i].comparison, number);
        return true;
    }
    return false;
}

/* `{min: 1, max: 10}`. */
static bool read_count_mapping(struct reading *reading, const struct node *arguments, struct data_check *check)
{
    static const char *const least[] = {"min", "min_value", "minimum", NULL};
    static const char *const most[] = {"max", "max_value", "maximum", NULL};
    struct number number;
    for (const struct node *value = node_children(arguments); value; value = value->next) {
        bool is_least = str_is_one_of(node_key(value), least);
        if ((!is_least && !str_is_one_of(node_key(value), most)) ||
            !number_parse_yaml(reading->arena, node_text(value), &number))
            return false;
        add_bound(reading, check, is_least ? COMPARE_GREATER_EQUAL : COMPARE_LESS_EQUAL, number);
    }
    return check->bound_count > 0;
}

static void read_rows(struct reading *reading, const struct quality *test, struct data_check *check)
{
    const struct node *arguments = node_resolve(test->arguments);
    if (test->bounds.count)
        return;
    bool is_read = node_is_mapping(arguments) ? read_count_mapping(reading, arguments, check)
                                              : read_count_text(reading, node_text(arguments), check);
    if (!is_read)
        check->unmeasured = "it is not clear what number it demands, write for example `row_count: '>= 1'`";
    else
        check->demand = text_print(reading->arena, "it demands %s", node_quote(reading->arena, arguments));
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

static void read_values(struct reading *reading, const struct quality *test, struct data_check *check)
{
    const char *key = check->kind == CHECK_MISSING ? "missingValues" : "values";
    const struct node *list = node_find(test->arguments, key);
    const struct node *pattern = node_find(test->arguments, "pattern");
    struct pattern_problem problem;
    if (check->kind == CHECK_VALUES && test->values)
        list = test->values;
    if (node_is_sequence(list))
        check->values = values_of(reading->arena, list);
    if (check->kind == CHECK_VALUES && pattern)
        check->pattern = pattern_parse(reading->arena, node_text(pattern));
    bool is_bad = check->pattern && pattern_status(check->pattern, &problem) == PATTERN_INVALID;
    if ((!check->values && !check->pattern) || is_bad)
        check->unmeasured = "it is not clear which values it allows";
}

static void read_age(struct reading *reading, const struct quality *test, struct data_check *check)
{
    const struct node *value = test_age(test);
    struct duration_threshold threshold;
    if (!value || !duration_parse_threshold(reading->arena, node_text(value), &threshold) ||
        !number_to_int64(number_truncate(duration_seconds(reading->arena, threshold.limit)), &check->age))
        check->unmeasured = "it is not clear which age it demands";
    check->is_age_exclusive = threshold.is_exclusive;
    check->demand = text_print(reading->arena, "it demands %s", node_quote(reading->arena, value));
}

/* A null-check with a threshold that is not 0: of nulls, or of values? */
static bool has_unclear_threshold(struct arena *arena, const struct quality *test)
{
    const struct node *threshold = test->is_typed ? node_find(test->arguments, "threshold") : NULL;
    struct number number;
    bool is_zero = threshold && (number_parse_ratio(arena, node_text(threshold), &number)) && number_is_zero(number);
    return threshold && !is_zero;
}

static void read_demand(struct reading *reading, const struct quality *test, struct data_check *check)
{
    bool is_list = check->kind == CHECK_NULLS || check->kind == CHECK_REPEATED;
    if (check->kind != CHECK_RANGE && !read_bounds(reading, test, check))
        check->unmeasured = "it is not clear what number it demands";
    else if (check->kind == CHECK_ROWS)
        read_rows(reading, test, check);
    else if (check->kind == CHECK_VALUES || check->kind == CHECK_MISSING)
        read_values(reading, test, check);
    else if (check->kind == CHECK_RANGE && !read_range(reading->arena, test, &check->range))
        check->unmeasured = "it is not clear which range it demands";
    else if (check->kind == CHECK_AGE)
        read_age(reading, test, check);
    else if (is_list && has_unclear_threshold(reading->arena, test))
        check->unmeasured = "it is not clear what its threshold is a share of";
}

/* Checks. */

static struct data_check *add_check(struct reading *reading, const struct node *node)
{
    if (reading->count == CHECKS_MAX) {
        reading->left_out++;
        return NULL;
    }
    struct data_check *check = &reading->at[reading->count++];
    *check = (struct data_check){.node = node};
    return check;
}

static const char *name_of(struct reading *reading, const struct quality *test, struct str fields)
{
    struct text name = text_has_value(test->test)            ? test->test
                       : text_has_value(test->details->name) ? test->details->name
                                                             : test->details->type;
    const char *quoted = text_has_value(name) ? utf8_quote(reading->arena, name.value) : "a check";
    return fields.len ? text_print(reading->arena, "%s of %s", quoted, utf8_quote(reading->arena, fields)) : quoted;
}

static bool is_soft(const struct quality *test)
{
    static const char *const names[] = {"info", "warning", "warn"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_is_caseless(test->details->severity.value, names[i]))
            return true;
    return false;
}

/* Why nothing is measured of it, whatever its name is; NULL: something may be. */
static const char *reason_against(const struct quality *test)
{
    struct str type = test->details->type.value;
    if (str_is(type, "text"))
        return "it is in words";
    if (str_is(type, "custom"))
        return "another engine runs it";
    if (str_is_caseless(type, "sql"))
        return "SQL is not run";
    if (test->body)
        return "expressions are not run";
    bool has_condition = text_has_value(test->details->where) || node_find(test->at.node, "where");
    return has_condition ? "it is about some of the records only" : NULL;
}

static void set_kind(struct data_check *check, const struct quality *test)
{
    check->kind = CHECK_NOTHING;
    check->unmeasured = "nothing is known of it";
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        if (str_is(test->test.value, tests[i].name)) {
            check->kind = tests[i].kind;
            check->unmeasured = tests[i].reason;
        }
    const char *reason = reason_against(test);
    check->unmeasured = reason ? reason : check->unmeasured;
}

/* Whether it is a promise of a field, which the schema demands. */
static bool is_promise(const struct quality *test)
{
    return test->meaning != QUALITY_CHECK && (test->fields.count <= 1 || test->meaning == QUALITY_NOT_NULL);
}

/* Only data products and dbt have checks that demand something without a number. */
static bool needs_number(const struct reading *reading, const struct data_check *check, const struct quality *test)
{
    enum dialect dialect = reading->contract->dialect;
    return (dialect == DIALECT_ODCS || dialect == DIALECT_DCS) && check->teller != TELLER_SCHEMA && !test->bounds.count;
}

static void set_teller(struct data_check *check, const struct quality *test)
{
    bool is_each = check->kind == CHECK_RANGE || !test->bounds.count || must_be_zero(check);
    check->teller = TELLER_RUN;
    if (is_promise(test))
        check->teller = TELLER_SCHEMA;
    else if (check->kind <= CHECK_RANGE && is_each)
        check->teller = TELLER_RECORD;
}

/* What the schema says of a missing and of a null value, so that it is told once. */
static void set_told(struct reading *reading, struct data_check *check)
{
    const struct data_field *field = &reading->schema->fields[check->field];
    const struct field *source = reading->sources[check->field];
    bool is_column = source->dataset->form != DATASET_JSON_SCHEMA;
    check->parent = parent_of(reading->schema, check->field);
    check->is_absence_told = is_column ? field->is_required : source->required_by != NULL;
    check->is_null_told = (is_column && field->is_required) || (field->types && !(field->types & JSON_TYPE_NULL));
}

static struct data_check *add_of_kind(struct reading *reading, const struct quality *test, struct str fields)
{
    struct data_check *check = add_check(reading, test->at.node);
    if (!check)
        return NULL;
    set_kind(check, test);
    check->name = name_of(reading, test, fields);
    check->is_soft = is_soft(test);
    if (!check->unmeasured)
        read_demand(reading, test, check);
    set_teller(check, test);
    if (!check->unmeasured && needs_number(reading, check, test))
        check->unmeasured = "it demands no number";
    return check;
}

/* About each of its fields on its own. */
static void add_of_field(struct reading *reading, const struct quality *test, uint32_t field, struct str name)
{
    struct data_check *check = add_of_kind(reading, test, name);
    if (!check)
        return;
    check->field = field;
    if (field)
        set_told(reading, check);
    else if (!check->unmeasured)
        check->unmeasured = "the schema has no such field, or it is in a list";
}

/* Fields that must be different together, or in a share of the records. */
static void add_of_key(struct reading *reading, const struct quality *test, const uint32_t *fields, size_t count,
                       struct str name)
{
    struct data_check *check = add_of_kind(reading, test, name);
    if (!check || check->unmeasured)
        return;
    struct data_key key = {.demand = test->at.node, .count = count};
    bool is_strict = test->meaning != QUALITY_CHECK || !test->bounds.count || must_be_zero(check);
    key.is_silent = !is_strict;
    memcpy(key.fields, fields, count * sizeof *fields);
    if (!count || !data_schema_add_key(reading->schema, &key, &check->key))
        check->unmeasured = count ? "there are too many keys" : "the schema has no such field, or it is in a list";
    if (is_strict)
        check->teller = TELLER_SCHEMA;
}

/* The fields that a check names, else the one at which it stands; 0 where one is not known. */
static size_t fields_of(const struct reading *reading, const struct quality *test, uint32_t own,
                        uint32_t fields[DATA_KEY_FIELDS_MAX])
{
    size_t count = 0;
    if (!test->fields.count && own)
        fields[count++] = own;
    for (const struct item *item = test->fields.first; item; item = item->at.next) {
        uint32_t field = field_named(reading, item->text.value);
        if (!field || count == DATA_KEY_FIELDS_MAX)
            return 0;
        fields[count++] = field;
    }
    return count;
}

static struct str names_of(struct arena *arena, const struct quality *test, struct str own)
{
    struct buf names = {.arena = arena};
    for (const struct item *item = test->fields.first; item; item = item->at.next)
        buf_print(&names, "%s%.*s", names.len ? ", " : "", STR_ARG(item->text.value));
    return names.len ? buf_str(&names) : own;
}

static bool is_about_values(enum data_check_kind kind)
{
    return kind <= CHECK_RANGE;
}

static void add_test(struct reading *reading, const struct quality *test, uint32_t own)
{
    struct data_check probe;
    struct str path = reading->schema->fields[own].path;
    own = reading->schema->fields[own].is_many ? 0 : own;
    uint32_t fields[DATA_KEY_FIELDS_MAX];
    if (test->is_typed && str_is(test->test.value, "schema")) /* which all of this is about */
        return;
    set_kind(&probe, test);
    if (probe.kind == CHECK_REPEATED)
        add_of_key(reading, test, fields, fields_of(reading, test, own, fields), names_of(reading->arena, test, path));
    else if (is_about_values(probe.kind) && test->fields.count)
        for (const struct item *item = test->fields.first; item; item = item->at.next)
            add_of_field(reading, test, field_named(reading, item->text.value), item->text.value);
    else if (is_about_values(probe.kind))
        add_of_field(reading, test, own, path);
    else
        add_of_kind(reading, test, names_of(reading->arena, test, path));
}

static void add_list(struct reading *reading, const struct list *list, uint32_t own)
{
    for (const struct quality *test = list->first; test; test = test->at.next)
        add_test(reading, test, own);
}

/* Thresholds of dimensions: a share, of freshness an age. */
static void add_threshold(struct reading *reading, const struct measure *measure)
{
    struct data_check *check = add_check(reading, measure->value.node);
    struct duration_threshold threshold;
    struct number share;
    if (!check)
        return;
    check->kind = CHECK_DIMENSION;
    check->name = text_print(reading->arena, "threshold of %s", utf8_quote(reading->arena, measure->dimension.value));
    check->demand = text_print(reading->arena, "it demands %s", utf8_quote(reading->arena, measure->value.value));
    while (weight_dimensions[check->dimension] &&
           !str_is(measure->dimension.value, weight_dimensions[check->dimension]))
        check->dimension++;
    if (!weight_dimensions[check->dimension]) {
        check->unmeasured = "records do not tell it";
    } else if (number_parse_ratio(reading->arena, measure->value.value, &share)) {
        add_bound(reading, check, COMPARE_GREATER_EQUAL, share);
    } else if (str_is(measure->dimension.value, "freshness") &&
               duration_parse_threshold(reading->arena, measure->value.value, &threshold) &&
               number_to_int64(number_truncate(duration_seconds(reading->arena, threshold.limit)), &check->age)) {
        check->kind = CHECK_AGE;
        check->is_age_exclusive = threshold.is_exclusive;
    } else {
        check->unmeasured = "it is not clear what it demands";
    }
}

/* Those that every record is asked about. */
static void list_of_record(struct reading *reading, struct data_checks *checks)
{
    uint32_t *list = arena_alloc_array(reading->arena, reading->count, sizeof *list);
    for (uint32_t i = 0; i < reading->count; i++)
        if (is_about_values(reading->at[i].kind) && !reading->at[i].unmeasured)
            list[checks->of_record_count++] = i;
    checks->of_record = list;
}

struct data_checks data_checks_make(struct arena *arena, const struct contract *contract, const struct dataset *dataset,
                                    struct data_schema *schema, const struct field *const *sources)
{
    struct reading reading = {.arena = arena, .contract = contract, .schema = schema, .sources = sources};
    reading.at = arena_alloc_array(arena, CHECKS_MAX, sizeof *reading.at);
    add_list(&reading, &contract->quality.tests, 0);
    for (const struct measure *measure = contract->quality.thresholds.first; measure; measure = measure->at.next)
        add_threshold(&reading, measure);
    add_list(&reading, &dataset->quality, 0);
    for (uint32_t i = 1; i < schema->field_count; i++)
        add_list(&reading, &sources[i]->extra->quality, i);
    struct data_checks checks = {.at = reading.at, .count = reading.count, .left_out = reading.left_out};
    list_of_record(&reading, &checks);
    return checks;
}

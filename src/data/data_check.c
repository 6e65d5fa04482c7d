#include "data/data_check.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "check/quality_test.h"
#include "data/data_check_demand.h"
#include "data/data_schema.h"

enum { CHECKS_MAX = 1000 };

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
    bool is_each = check->kind == CHECK_RANGE || !test->bounds.count || data_check_is_zero(check);
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
        data_check_read_demand(reading->arena, reading->contract->dialect, test, check);
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
    bool is_strict = test->meaning != QUALITY_CHECK || !test->bounds.count || data_check_is_zero(check);
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
        data_check_add_bound(reading->arena, check, COMPARE_GREATER_EQUAL, share);
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

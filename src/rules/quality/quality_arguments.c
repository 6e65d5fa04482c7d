#include "base/datetime.h"
#include "base/distance.h"
#include "base/number.h"
#include "check/quality_test.h"
#include "check/rule.h"

enum { ARGUMENTS_MAX = 4 };

enum argument_kind { ARGUMENT_FIELDS, ARGUMENT_NAME, ARGUMENT_VALUES, ARGUMENT_BOUND, ARGUMENT_BOOLEAN };

struct argument {
    const char *name;
    enum argument_kind kind;
    bool is_required;
};

/* What the mapping of a test holds. */
static const struct form {
    enum test_kind kind;
    struct argument arguments[ARGUMENTS_MAX];
    const char *example;
} forms[] = {
    {TEST_NOT_NULL, {{"field", ARGUMENT_FIELDS, true}}, "not_null: customer_id"},
    {TEST_UNIQUE, {{"field", ARGUMENT_FIELDS, true}}, "unique: customer_id"},
    {TEST_ACCEPTED_VALUES,
     {{"field", ARGUMENT_FIELDS, true}, {"values", ARGUMENT_VALUES, true}},
     "accepted_values: {field: status, values: [open, closed]}"},
    {TEST_ACCEPTED_RANGE,
     {{"field", ARGUMENT_FIELDS, true},
      {"min_value", ARGUMENT_BOUND, false},
      {"max_value", ARGUMENT_BOUND, false},
      {"inclusive", ARGUMENT_BOOLEAN, false}},
     "accepted_range: {field: amount, min_value: 0}"},
    {TEST_RELATIONSHIPS,
     {{"field", ARGUMENT_FIELDS, true}, {"to", ARGUMENT_NAME, true}, {"to_field", ARGUMENT_NAME, true}},
     "relationships: {field: order_id, to: orders, to_field: id}"},
};

static const struct {
    const char *wrong, *right;
} look_alikes[] = {
    {"column", "field"},       {"columns", "field"},     {"fields", "field"},      {"min", "min_value"},
    {"max", "max_value"},      {"minimum", "min_value"}, {"maximum", "max_value"}, {"accepted", "values"},
    {"allowed", "values"},     {"reference", "to"},      {"model", "to"},          {"table", "to"},
    {"to_column", "to_field"},
};

static const struct form *form_of(enum test_kind kind)
{
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (forms[i].kind == kind)
            return &forms[i];
    return NULL;
}

static const struct argument *argument_find(const struct form *form, struct str name)
{
    for (size_t i = 0; i < ARGUMENTS_MAX && form->arguments[i].name; i++)
        if (str_is(name, form->arguments[i].name))
            return &form->arguments[i];
    return NULL;
}

/* The argument that a misspelt or foreign name means. */
static const struct argument *argument_meant(const struct form *form, struct str name)
{
    const char *words[ARGUMENTS_MAX + 1] = {NULL};
    for (size_t i = 0; i < sizeof look_alikes / sizeof *look_alikes; i++) {
        const struct argument *right = argument_find(form, str_of(look_alikes[i].right));
        if (right && str_is_caseless(name, look_alikes[i].wrong))
            return right;
    }
    for (size_t i = 0; i < ARGUMENTS_MAX && form->arguments[i].name; i++)
        words[i] = form->arguments[i].name;
    const char *near = distance_nearest(name, words);
    return near ? argument_find(form, str_of(near)) : NULL;
}

/* A number, or a date in a range of days. */
static bool is_bound(struct check *check, const struct node *value)
{
    struct number number;
    struct instant instant;
    return node_is_scalar(value) && (number_parse_yaml(check->arena, node_text(value), &number) ||
                                     datetime_parse_any(node_text(value), &instant));
}

static bool is_boolean(const struct node *value)
{
    const struct node *target = node_resolve(value);
    return target && target->kind == NODE_SCALAR && target->type == SCALAR_BOOL;
}

/* What is wrong with a value that is not blank; NULL when nothing is. */
static const char *argument_error(struct check *check, enum argument_kind kind, const struct node *value)
{
    switch (kind) {
    case ARGUMENT_FIELDS:
        return node_is_scalar(value) || (node_is_sequence(value) && node_children(value)) ? NULL : "names no field";
    case ARGUMENT_NAME: return node_is_scalar(value) ? NULL : "is no name";
    case ARGUMENT_VALUES: return !node_is_sequence(value) ? "is no list" : node_children(value) ? NULL : "is empty";
    case ARGUMENT_BOUND: return is_bound(check, value) ? NULL : "is no number";
    case ARGUMENT_BOOLEAN: return is_boolean(value) ? NULL : "is neither true nor false";
    }
    return NULL;
}

static void check_argument(struct check *check, const struct argument *argument, const struct node *value)
{
    if (node_is_blank(value)) {
        finding_at_key(check, value, "`%s` is empty", argument->name);
        return;
    }
    const char *error = argument_error(check, argument->kind, value);
    if (error)
        finding_at(check, value, "`%s` %s, it is %s", argument->name, error, quote_node(check, value));
}

/* Reports a key that is no argument; returns the one that is meant. */
static const struct argument *report_unknown(struct check *check, const struct form *form, const struct quality *test,
                                             const struct node *value)
{
    const struct argument *meant = argument_meant(form, node_key(value));
    struct finding *finding =
        finding_at_key(check, value, "%s takes no %s", quote(check, test->test.value), quote(check, node_key(value)));
    if (meant)
        finding_help(check, finding, "did you mean `%s`?", meant->name);
    else
        finding_help(check, finding, "write `%s`", form->example);
    return meant;
}

static bool takes_fields_only(enum test_kind kind)
{
    return kind == TEST_NOT_NULL || kind == TEST_UNIQUE;
}

static bool is_field_list(const struct form *form, struct str name)
{
    static const char *const names[] = {"fields", "column", "columns", NULL};
    return takes_fields_only(form->kind) && str_is_one_of(name, names);
}

/* An unknown key may be a missing one under another name, so it stands for one of them. */
static void report_missing(struct check *check, const struct form *form, const struct quality *test, unsigned seen,
                           size_t unknown)
{
    for (size_t i = 0; i < ARGUMENTS_MAX && form->arguments[i].name; i++) {
        if (!form->arguments[i].is_required || (seen >> i & 1))
            continue;
        if (unknown) {
            unknown--;
            continue;
        }
        struct finding *finding = finding_missing(check, test->arguments, "%s has no `%s`",
                                                  quote(check, test->test.value), form->arguments[i].name);
        finding_help(check, finding, "write `%s`", form->example);
    }
    unsigned bounds = 1u << 1 | 1u << 2; /* the places of min_value and max_value */
    if (form->kind == TEST_ACCEPTED_RANGE && !(seen & bounds) && !unknown)
        finding_missing(check, test->arguments, "`accepted_range` has neither `min_value` nor `max_value`");
}

static void check_mapping(struct check *check, const struct form *form, const struct quality *test)
{
    unsigned seen = 0;
    size_t unknown = 0;
    for (const struct node *value = node_children(test->arguments); value; value = value->next) {
        struct str name = node_key(value);
        const struct argument *argument = argument_find(form, name);
        if (!argument && is_field_list(form, name))
            argument = &form->arguments[0];
        if (!argument && (str_is_one_of(name, test_notes) || str_starts(name, "x-")))
            continue;
        if (!argument)
            argument = report_unknown(check, form, test, value);
        unknown += !argument;
        if (!argument)
            continue;
        if (node_is_blank(value) && !argument->is_required)
            continue;
        seen |= 1u << (argument - form->arguments);
        check_argument(check, argument, value);
    }
    report_missing(check, form, test, seen, unknown);
}

static void report_whole(struct check *check, const struct quality *test, const char *what, const char *example)
{
    const struct node *value = test->arguments;
    const char *name = quote(check, test->test.value);
    struct finding *finding = !value ? finding_at(check, test->test.node, "%s %s", name, what)
                              : node_is_blank(value)
                                  ? finding_at_key(check, value, "%s %s", name, what)
                                  : finding_at(check, value, "%s %s, but not %s", name, what, quote_node(check, value));
    finding_help(check, finding, "write `%s`", example);
}

/* `not_null: a` and `not_null: [a, b]` are whole without a mapping. */
static bool is_list_of_fields(const struct form *form, const struct node *value)
{
    return takes_fields_only(form->kind) && value && !node_is_blank(value) &&
           (node_is_scalar(value) || node_children(value));
}

static void check_age(struct check *check, const struct quality *test)
{
    struct duration_threshold threshold;
    if (!test->arguments || !node_is_scalar(test->arguments) ||
        !duration_parse_threshold(check->arena, node_text(test->arguments), &threshold))
        report_whole(check, test, "takes a bound on the age of the data", "freshness: < 24h");
}

static bool has_digit(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (char_is_digit(text.at[i]))
            return true;
    return false;
}

/* `row_count` alone, `1000`, `> 0`, `{min: 1}`: nobody has set the form, so only what bounds nothing is wrong. */
static void check_count(struct check *check, const struct quality *test)
{
    const struct node *value = test->arguments;
    if (!value)
        return;
    bool is_count = node_is_mapping(value)
                        ? node_children(value) != NULL
                        : node_is_scalar(value) && has_digit(node_text(value)) && !str_starts(node_text(value), "-");
    if (!is_count)
        report_whole(check, test, "takes a number of rows", "row_count: {min: 1}");
}

/* A typed test may bring what its engine wants, so only a misspelt key is clear. Returns whether there is one. */
static bool report_misspelt_keys(struct check *check, const struct quality *test)
{
    static const char *const keys[] = {"type",      "columns",   "column", "fields",   "field", "values",
                                       "min_value", "max_value", "to",     "to_field", NULL};
    static const char *const likely[] = {"columns", "threshold", "enforced", NULL};
    bool is_misspelt = false;
    for (const struct node *value = node_children(test->arguments); value; value = value->next) {
        struct str name = node_key(value);
        const char *near = distance_nearest(name, likely);
        if (!near || str_is_one_of(name, keys) || str_is_one_of(name, test_notes) || node_find(test->arguments, near))
            continue;
        is_misspelt = true;
        struct finding *finding =
            finding_at_key(check, value, "%s takes no %s", quote(check, test->test.value), quote(check, name));
        finding_help(check, finding, "did you mean `%s`?", near);
    }
    return is_misspelt;
}

static void check_typed(struct check *check, const struct quality *test)
{
    const struct node *enforced = node_find(test->arguments, "enforced");
    bool wants_field = str_is(test->test.value, "not_null") || str_is(test->test.value, "unique");
    if (enforced && !node_is_blank(enforced) && !is_boolean(enforced))
        finding_at(check, enforced, "`enforced` is neither true nor false, it is %s", quote_node(check, enforced));
    if (!report_misspelt_keys(check, test) && wants_field && !test->fields.count)
        finding_missing(check, test->at.node, "%s has no `columns`", quote(check, test->test.value));
}

static void on_quality(struct check *check, const struct quality *test)
{
    enum test_kind kind = test_kind_of(test);
    const struct form *form = form_of(kind);
    if (test->is_typed)
        check_typed(check, test);
    else if (kind == TEST_FRESHNESS)
        check_age(check, test);
    else if (kind == TEST_ROW_COUNT)
        check_count(check, test);
    else if (form && node_is_mapping(test->arguments) && node_children(test->arguments))
        check_mapping(check, form, test);
    else if (form && !is_list_of_fields(form, test->arguments))
        report_whole(check, test, takes_fields_only(kind) ? "takes the name of a field" : "takes a mapping",
                     form->example);
}

const struct rule rule_quality_arguments = {
    .id = "quality-arguments",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a quality test has wrong arguments",
    .why = "A test whose arguments are missing or misspelt cannot run, so what it was meant to catch gets through.",
    .advice =
        "give the test the arguments it takes, such as `accepted_values: {field: status, values: [open, closed]}`",
    .dialects = IN_DATA_PRODUCT | IN_DOMAINS,
    .is_about_absence = true,
    .on_quality = on_quality,
};

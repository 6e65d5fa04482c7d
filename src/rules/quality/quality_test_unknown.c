#include "base/distance.h"
#include "check/quality_test.h"
#include "check/rule.h"

static const struct {
    const char *wrong, *right;
} look_alikes[] = {
    {"no_nulls", "not_null"},
    {"non_null", "not_null"},
    {"null-check", "not_null"},
    {"null_check", "not_null"},
    {"uniqueness", "unique"},
    {"distinct", "unique"},
    {"allowed_values", "accepted_values"},
    {"in_set", "accepted_values"},
    {"range", "accepted_range"},
    {"between", "accepted_range"},
    {"foreign_key", "relationships"},
    {"references", "relationships"},
    {"count", "row_count"},
    {"age", "freshness"},
    {"test", "type"},
    {"check", "type"},
};

static const char *short_form_meant(struct str name)
{
    for (size_t i = 0; i < sizeof look_alikes / sizeof *look_alikes; i++)
        if (distance_is_same_folded(name, str_of(look_alikes[i].wrong)))
            return look_alikes[i].right;
    return distance_nearest(name, test_names);
}

/* Types beyond the short forms; organisations add their own, so a far one is only worth a remark. */
static const char *const types[] = {
    "schema",      "null-check",      "not-null",        "not_null",       "unique",
    "uniqueness",  "freshness",       "completeness",    "accuracy",       "validity",
    "consistency", "accepted_values", "accepted_range",  "relationships",  "row_count",
    "row-count",   "range",           "accepted-values", "accepted-range", "duplicates",
    "volume",      "format",          "pattern",         "regex",          "sql",
    "custom",      "anomaly",         "distribution",    "statistics",     "referential-integrity",
    NULL};

static void check_type(struct check *check, const struct quality *test)
{
    struct str type = test->test.value;
    if (str_is_one_of(type, types))
        return;
    struct finding *finding = finding_at(check, test->test.node, "%s", quote(check, type));
    if (!finding_suggest(check, finding, type, types))
        finding_severity(check, finding, SEVERITY_INFO);
}

static void on_quality(struct check *check, const struct quality *test)
{
    struct str name = test->test.value;
    if (test->is_typed && text_has_value(test->test))
        check_type(check, test);
    if (test->is_typed || !text_has_value(test->test) || str_is_one_of(name, test_names))
        return;
    struct finding *finding = test->arguments ? finding_at_key(check, test->test.node, "%s", quote(check, name))
                                              : finding_at(check, test->test.node, "%s", quote(check, name));
    const char *meant = short_form_meant(name);
    bool is_of_a_package = str_index(name, '.') < name.len;
    if (meant)
        finding_help(check, finding, "did you mean `%s`?", meant);
    else if (is_of_a_package)
        finding_severity(check, finding, SEVERITY_INFO);
}

const struct rule rule_quality_test_unknown = {
    .id = "quality-test-unknown",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "no such quality test",
    .why = "A test that nothing knows is a test that nothing runs; the contract only looks as if somebody checked.",
    .advice = "write one of `not_null`, `unique`, `freshness`, `accepted_values`, `accepted_range`, `relationships` or "
              "`row_count`",
    .dialects = IN_DATA_PRODUCT | IN_DOMAINS,
    .is_about_absence = true,
    .on_quality = on_quality,
};

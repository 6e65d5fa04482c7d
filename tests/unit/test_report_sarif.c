#include "report/sarif.h"
#include "report_fixture.h"

static const struct report_summary nothing = {0};

static json_t *end(struct fixture *fixture, const struct report_summary *summary)
{
    fixture->report.format->end(&fixture->report, summary, &fixture->out);
    json_t *log = json_loadb(fixture->out.at, fixture->out.len, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(log);
    return log;
}

static void begin(struct fixture *fixture)
{
    fixture->report.format = report_format_find(STR("sarif"));
    fixture->report.format->begin(&fixture->report, &fixture->out);
}

/* What a path of keys and indexes leads to. */
static json_t *at(json_t *json, const char *path)
{
    for (struct str rest = str_of(path); rest.len;) {
        struct str key = str_slice(rest, 0, str_index(rest, '/'));
        rest = str_slice(rest, key.len + 1, rest.len);
        char name[64];
        snprintf(name, sizeof name, "%.*s", STR_ARG(key));
        json = json_is_array(json) ? json_array_get(json, (size_t)(name[0] - '0')) : json_object_get(json, name);
    }
    return json;
}

static const char *text_at(json_t *json, const char *path)
{
    const char *text = json_string_value(at(json, path));
    return text ? text : "";
}

static void says_what_was_not_checked(void **state)
{
    struct fixture *fixture = *state;
    struct lint_result *result = result_make(fixture, STR("a b.yaml"), STR(""));
    result->status = FILE_UNREADABLE;
    begin(fixture);
    fixture->report.format->file(&fixture->report, result, &fixture->out);
    json_t *log = end(fixture, &(struct report_summary){.is_incomplete = true});
    json_t *invocation = at(log, "runs/0/invocations/0"), *note = at(invocation, "toolExecutionNotifications/0");
    assert_true(json_is_false(at(invocation, "executionSuccessful")));
    assert_string_equal(text_at(note, "level"), "error");
    assert_string_equal(text_at(note, "message/text"), "not checked: the file could not be read");
    assert_string_equal(text_at(note, "locations/0/physicalLocation/artifactLocation/uri"), "a%20b.yaml");
    assert_string_equal(text_at(log, "runs/0/artifacts/0/location/uri"), "a%20b.yaml");
    json_decref(log);
}

/* GitHub refuses more than 25,000 results. */
static void leaves_out_what_would_be_refused(void **state)
{
    struct fixture *fixture = *state;
    struct lint_result *result = result_make(fixture, STR("a"), STR("a: 1\n"));
    for (size_t i = 0; i < 25002; i++)
        result_add(fixture, result, i % 2 ? &rule_a : &rule_b, SEVERITY_WARNING, 0, 1, "m");
    begin(fixture);
    fixture->report.format->file(&fixture->report, result, &fixture->out);
    json_t *log = end(fixture, &nothing), *run = at(log, "runs/0");
    assert_int_equal(json_array_size(at(run, "results")), 25000);
    assert_string_equal(text_at(run, "invocations/0/toolExecutionNotifications/0/message/text"),
                        "2 more findings are left out: GitHub takes 25000 at most");
    assert_string_equal(text_at(run, "tool/driver/rules/0/id"), "enum-duplicate");
    assert_string_equal(text_at(run, "tool/driver/rules/1/id"), "sla-freshness-duration");
    assert_int_equal(json_array_size(at(run, "tool/driver/rules")), 2);
    assert_int_equal(json_integer_value(at(run, "results/3/ruleIndex")), 1);
    json_decref(log);
}

/* The old side of a change lies in another revision, which a URI cannot say. */
static void names_revisions_and_no_links(void **state)
{
    struct fixture *fixture = *state;
    struct lint_result *result = result_make(fixture, STR("a"), STR("a: 1\n"));
    struct source old = *result->source;
    old.revision = STR("main");
    struct related related = {"was [x](0)", &old, {3, 4}, NULL};
    result_add(fixture, result, &rule_a, SEVERITY_ERROR, 0, 1, "[x](0)")->related = &related;
    begin(fixture);
    fixture->report.format->file(&fixture->report, result, &fixture->out);
    json_t *log = end(fixture, &nothing), *first = at(log, "runs/0/results/0");
    assert_string_equal(text_at(first, "message/text"), "[x\\](0)");
    assert_string_equal(text_at(first, "relatedLocations/0/message/text"), "was [x\\](0), at main");
    assert_int_equal(json_integer_value(at(first, "relatedLocations/0/physicalLocation/region/startColumn")), 4);
    json_decref(log);
}

static void shows_suppressed_ones_as_such(void **state)
{
    struct fixture *fixture = *state;
    struct lint_result *result = result_make(fixture, STR("a"), STR("a: 1\n"));
    result_add(fixture, result, &rule_a, SEVERITY_ERROR, 0, 1, "m");
    result_add(fixture, result, &rule_a, SEVERITY_ERROR, 0, 1, "m")->is_suppressed = true;
    fixture->settings.show_suppressed = true;
    begin(fixture);
    fixture->report.format->file(&fixture->report, result, &fixture->out);
    json_t *log = end(fixture, &nothing), *results = at(log, "runs/0/results");
    assert_int_equal(json_array_size(results), 2);
    assert_true(json_is_array(at(results, "0/suppressions")));
    assert_int_equal(json_array_size(at(results, "0/suppressions")), 0);
    assert_string_equal(text_at(results, "1/suppressions/0/kind"), "inSource");
    const json_t *first = json_object_get(at(results, "0/partialFingerprints"), "contractlint/v1");
    const json_t *second = json_object_get(at(results, "1/partialFingerprints"), "contractlint/v1");
    assert_int_equal(json_string_length(first), 32);
    assert_false(json_equal(first, second));
    json_decref(log);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(says_what_was_not_checked, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(leaves_out_what_would_be_refused, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(names_revisions_and_no_links, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(shows_suppressed_ones_as_such, fixture_setup, fixture_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

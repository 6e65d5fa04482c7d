/* What the formats for CI systems say about a file as a whole. */
#include "report_fixture.h"

static const char *report_of(struct fixture *fixture, const char *format, const struct lint_result *result,
                             const struct report_summary *summary)
{
    fixture->out.len = 0;
    fixture->report.format = report_format_find(str_of(format));
    if (fixture->report.format->begin)
        fixture->report.format->begin(&fixture->report, &fixture->out);
    if (result)
        fixture->report.format->file(&fixture->report, result, &fixture->out);
    fixture->report.format->end(&fixture->report, summary, &fixture->out);
    return buf_c(&fixture->out);
}

static void are_complete_without_files(void **state)
{
    struct fixture *fixture = *state;
    const struct report_summary none = {0};
    assert_string_equal(report_of(fixture, "gitlab", NULL, &none), "[]\n");
    assert_string_equal(report_of(fixture, "rdjson", NULL, &none),
                        "{\"source\": {\"name\": \"contractlint\"},\n\"diagnostics\": []}\n");
    assert_string_equal(report_of(fixture, "checkstyle", NULL, &none),
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n</checkstyle>\n");
    assert_string_equal(report_of(fixture, "markdown", NULL, &none), "## contractlint\n\nno contract was checked\n");
}

static void say_what_was_not_checked(void **state)
{
    struct fixture *fixture = *state;
    const struct report_summary summary = {.is_incomplete = true};
    struct lint_result *result = result_make(fixture, STR("<a|b>.yaml"), STR(""));
    result->status = FILE_UNREADABLE;
    assert_string_equal(report_of(fixture, "checkstyle", result, &summary),
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n"
                        "  <file name=\"&lt;a|b&gt;.yaml\">\n"
                        "    <exception>not checked: the file could not be read</exception>\n"
                        "  </file>\n</checkstyle>\n");
    assert_string_equal(report_of(fixture, "markdown", result, &summary),
                        "## contractlint\n\nno contract was checked\n"
                        "\n### <code>&#60;a&#124;b&#62;.yaml</code>\n\n"
                        "| place | severity | finding | rule |\n|---|---|---|---|\n"
                        "| | error | not checked: the file could not be read | |\n");
    assert_string_equal(report_of(fixture, "gitlab", result, &summary), "[]\n");
}

static void name_files_from_the_root(void **state)
{
    struct fixture *fixture = *state;
    const struct report_summary summary = {.files = 1, .errors = 1, .files_with_findings = 1};
    struct lint_result *result = result_make(fixture, STR("a.yaml"), STR("a: 1\n"));
    result_add(fixture, result, &rule_a, SEVERITY_ERROR, 0, 1, "no");
    fixture->settings.root = STR("/w");
    fixture->settings.folder = STR("/w/b");
    assert_non_null(strstr(report_of(fixture, "gitlab", result, &summary), "{\"path\": \"b/a.yaml\","));
    assert_non_null(strstr(report_of(fixture, "checkstyle", result, &summary), "<file name=\"b/a.yaml\">"));
    assert_non_null(strstr(report_of(fixture, "rdjson", result, &summary), "{\"path\": \"b/a.yaml\","));
    assert_non_null(strstr(report_of(fixture, "markdown", result, &summary), "### `b/a.yaml`\n"));
    assert_non_null(strstr(report_of(fixture, "sarif", result, &summary), "{\"uri\": \"b/a.yaml\","));
    assert_non_null(strstr(report_of(fixture, "github", result, &summary), "file=b/a.yaml,"));
    assert_non_null(strstr(report_of(fixture, "junit-extended", result, &summary), " file=\"b/a.yaml\""));
}

static void mark_what_is_suppressed(void **state)
{
    struct fixture *fixture = *state;
    const struct report_summary summary = {.files = 1, .suppressed = 1};
    struct lint_result *result = result_make(fixture, STR("a.yaml"), STR("a: 1\n"));
    result_add(fixture, result, &rule_a, SEVERITY_ERROR, 0, 1, "no")->is_suppressed = true;
    fixture->settings.show_suppressed = true;
    const char *gitlab = report_of(fixture, "gitlab", result, &summary);
    assert_non_null(strstr(gitlab, "\"severity\": \"info\""));
    assert_non_null(strstr(gitlab, "\"description\": \"sla-freshness-duration (suppressed): no\""));
    assert_non_null(
        strstr(report_of(fixture, "checkstyle", result, &summary), "severity=\"info\" message=\"no (suppressed)\""));
    const char *rdjson = report_of(fixture, "rdjson", result, &summary);
    assert_non_null(strstr(rdjson, "\"message\": \"no (suppressed)\""));
    assert_non_null(strstr(rdjson, "\"severity\": \"INFO\""));
    assert_non_null(strstr(report_of(fixture, "markdown", result, &summary), "| 1:1 | info | no (suppressed) | `sla-"));
}

/* A page of more than 60,000 bytes fits in no comment. */
static void cut_a_page(void **state)
{
    struct fixture *fixture = *state;
    const struct report_summary summary = {.files = 1, .errors = 1, .warnings = 5000, .files_with_findings = 1};
    struct lint_result *result = result_make(fixture, STR("a.yaml"), STR("a: 1\n"));
    for (size_t i = 0; i < 5000; i++)
        result_add(fixture, result, &rule_b, SEVERITY_WARNING, 0, 1, "twice");
    result_add(fixture, result, &rule_a, SEVERITY_ERROR, 3, 4, "last and worst");
    const char *page = report_of(fixture, "markdown", result, &summary);
    assert_in_range(strlen(page), 59000, 61000);
    assert_non_null(strstr(page, "| 1:4 | error | last and worst | `sla-freshness-duration` |\n"));
    size_t rows = 0;
    for (const char *row = page; (row = strstr(row, "\n| 1:")); row++)
        rows++;
    char left_out[100];
    snprintf(left_out, sizeof left_out, "\nleft out here, because the page would be too long: %zu findings\n",
             5001 - rows);
    assert_non_null(strstr(page, left_out));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(are_complete_without_files, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(say_what_was_not_checked, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(name_files_from_the_root, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(mark_what_is_suppressed, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(cut_a_page, fixture_setup, fixture_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

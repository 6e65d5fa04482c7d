#include "report/xml.h"
#include "report_fixture.h"

static void escapes_what_xml_and_logs_act_on(void **state)
{
    struct fixture *fixture = *state;
    const struct {
        struct str text;
        const char *expected, *attribute;
    } cases[] = {
        {STR("a<b>&\"']]>"), "a&lt;b&gt;&amp;&quot;']]&gt;", " n=\"a&lt;b&gt;&amp;&quot;']]&gt;\""},
        {STR("a\n\t\r"), "a\n&#9;&#13;", " n=\"a&#10;&#9;&#13;\""},
        {STR("\0\x1b\xFF\xEF\xBF\xBE"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD",
         " n=\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""},
        {STR("\x7f\xC2\x9B\xE2\x80\xA8"), "&#127;&#155;&#8232;", " n=\"&#127;&#155;&#8232;\""},
        {STR("##[x]#["), "##&#91;x]#[", " n=\"##&#91;x]#[\""},
        {STR("é\xF0\x9F\x98\x80"), "é\xF0\x9F\x98\x80", " n=\"é\xF0\x9F\x98\x80\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture->out.len = 0;
        xml_add(&fixture->out, cases[i].text);
        assert_string_equal(buf_c(&fixture->out), cases[i].expected);
        fixture->out.len = 0;
        xml_add_attribute(&fixture->out, "n", cases[i].text);
        assert_string_equal(buf_c(&fixture->out), cases[i].attribute);
    }
}

static void begin(struct fixture *fixture, struct str format)
{
    fixture->settings.now = 1767323045;
    fixture->report.format = report_format_find(format);
    fixture->report.format->begin(&fixture->report, &fixture->out);
}

#define PROPERTIES                                                                                                     \
    "    <properties>\n"                                                                                               \
    "      <property name=\"tool\" value=\"contractlint " CONTRACTLINT_VERSION "\"/>\n"                                \
    "    </properties>\n"
#define SUITE_END "    <system-err/>\n  </testsuite>\n"

static void makes_a_case_per_failure(void **state)
{
    struct fixture *fixture = *state;
    struct lint_result *result = result_make(fixture, STR("x/.v1.odcs.yaml"), STR("a: 1\nb: 2\n"));
    result_add(fixture, result, &rule_b, SEVERITY_WARNING, 0, 1, "below <it>");
    result_add(fixture, result, &rule_a, SEVERITY_ERROR, 5, 6, "bad & \"worse\"")->help = "stop";
    result_add(fixture, result, &rule_a, SEVERITY_ERROR, 5, 6, "again");
    begin(fixture, STR("junit"));
    fixture->report.format->file(&fixture->report, result, &fixture->out);
    fixture->report.format->end(&fixture->report, &(struct report_summary){0}, &fixture->out);
    assert_string_equal(
        buf_c(&fixture->out),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<testsuites>\n"
        "  <testsuite name=\"x/.v1.odcs.yaml\" id=\"0\" package=\"contractlint\" tests=\"2\" failures=\"2\" "
        "errors=\"0\" time=\"0.000\" timestamp=\"2026-01-02T03:04:05\" hostname=\"localhost\">\n" PROPERTIES
        "    <testcase name=\"sla-freshness-duration (.v1.odcs.yaml:2:1)\" classname=\"x/.v1\" time=\"0.000\">\n"
        "      <failure type=\"sla-freshness-duration\" message=\"bad &amp; &quot;worse&quot;\">"
        "x/.v1.odcs.yaml:2:1: error: bad &amp; &quot;worse&quot; [sla-freshness-duration]\n"
        " --&gt; x/.v1.odcs.yaml:2:1\n"
        "   2 | b: 2\n"
        "     | ^\n"
        "     help: stop\n"
        "</failure>\n"
        "    </testcase>\n"
        "    <testcase name=\"sla-freshness-duration (.v1.odcs.yaml:2:1) #2\" classname=\"x/.v1\" time=\"0.000\">\n"
        "      <failure type=\"sla-freshness-duration\" message=\"again\">"
        "x/.v1.odcs.yaml:2:1: error: again [sla-freshness-duration]\n"
        " --&gt; x/.v1.odcs.yaml:2:1\n"
        "   2 | b: 2\n"
        "     | ^\n"
        "</failure>\n"
        "    </testcase>\n"
        "    <system-out>x/.v1.odcs.yaml:1:1: warning: below &lt;it&gt; [enum-duplicate]\n"
        "</system-out>\n" SUITE_END "</testsuites>\n");
}

static void passes_where_nothing_fails(void **state)
{
    struct fixture *fixture = *state;
    fixture->settings.fail_on = SEVERITY_OFF;
    struct lint_result *result = result_make(fixture, STR("a.yaml"), STR("a: 1\n"));
    result_add(fixture, result, &rule_a, SEVERITY_ERROR, 0, 1, "m");
    struct lint_result *unreadable = result_make(fixture, STR("b.yaml"), STR(""));
    unreadable->status = FILE_UNREADABLE;
    begin(fixture, STR("junit"));
    fixture->out.len = 0;
    fixture->report.format->file(&fixture->report, result, &fixture->out);
    fixture->report.format->file(&fixture->report, unreadable, &fixture->out);
    assert_string_equal(
        buf_c(&fixture->out),
        "  <testsuite name=\"a.yaml\" id=\"0\" package=\"contractlint\" tests=\"1\" failures=\"0\" "
        "errors=\"0\" time=\"0.000\" timestamp=\"2026-01-02T03:04:05\" hostname=\"localhost\">\n" PROPERTIES
        "    <testcase name=\"a.yaml\" classname=\"a\" time=\"0.000\"/>\n"
        "    <system-out>a.yaml:1:1: error: m [sla-freshness-duration]\n"
        "</system-out>\n" SUITE_END
        "  <testsuite name=\"b.yaml\" id=\"1\" package=\"contractlint\" tests=\"1\" failures=\"0\" "
        "errors=\"1\" time=\"0.000\" timestamp=\"2026-01-02T03:04:05\" hostname=\"localhost\">\n" PROPERTIES
        "    <testcase name=\"b.yaml\" classname=\"b\" time=\"0.000\">\n"
        "      <error type=\"unreadable\" message=\"not checked: the file could not be read\">"
        "not checked: the file could not be read</error>\n"
        "    </testcase>\n"
        "    <system-out></system-out>\n" SUITE_END);
}

static void holds_a_case_even_when_nothing_was_found(void **state)
{
    struct fixture *fixture = *state;
    begin(fixture, STR("junit"));
    fixture->report.format->end(&fixture->report, &(struct report_summary){0}, &fixture->out);
    assert_true(str_contains(buf_str(&fixture->out),
                             "<testcase name=\"no contracts found\" classname=\"contractlint\" time=\"0.000\"/>"));
}

static void extended_names_file_and_line(void **state)
{
    struct fixture *fixture = *state;
    struct lint_result *result = result_make(fixture, STR("a b&c.yaml"), STR("\na: 1\n"));
    result_add(fixture, result, &rule_a, SEVERITY_ERROR, 1, 2, "m");
    begin(fixture, STR("junit-extended"));
    fixture->report.format->file(&fixture->report, result, &fixture->out);
    assert_true(str_contains(buf_str(&fixture->out),
                             "<testcase name=\"sla-freshness-duration (a b&amp;c.yaml:2:1)\" classname=\"a b&amp;c\" "
                             "time=\"0.000\" file=\"a b&amp;c.yaml\" line=\"2\">\n"));
}

static void bounds_time_stamps(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        int64_t now;
        const char *stamp;
    } cases[] = {{-1, "\"1970-01-01T00:00:00\""}, {INT64_MAX, "\"9999-12-31T23:59:59\""}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture->out.len = 0;
        begin(fixture, STR("junit"));
        fixture->settings.now = cases[i].now;
        fixture->report.format->end(&fixture->report, &(struct report_summary){0}, &fixture->out);
        assert_true(str_contains(buf_str(&fixture->out), cases[i].stamp));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(escapes_what_xml_and_logs_act_on, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(makes_a_case_per_failure, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(passes_where_nothing_fails, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(holds_a_case_even_when_nothing_was_found, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(extended_names_file_and_line, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(bounds_time_stamps, fixture_setup, fixture_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

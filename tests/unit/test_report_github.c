#include "report_fixture.h"

static void begin(struct fixture *fixture)
{
    fixture->report.format = report_format_find(STR("github"));
    fixture->report.format->begin(&fixture->report, &fixture->out);
}

static void annotates_errors_first(void **state)
{
    struct fixture *fixture = *state;
    struct lint_result *result = result_make(fixture, STR("a,b:%.yaml"), STR("a: 1\nb: 2\n"));
    result_add(fixture, result, &rule_b, SEVERITY_INFO, 0, 1, "50% of\tit");
    struct finding *error = result_add(fixture, result, &rule_a, SEVERITY_ERROR, 3, 7, "no");
    error->help = "say, yes: 100%";
    result_add(fixture, result, &rule_b, SEVERITY_WARNING, 5, 5, "##[x] ::y::");
    result_add(fixture, result, &rule_b, SEVERITY_ERROR, 5, 6, "quiet")->is_suppressed = true;
    begin(fixture);
    fixture->settings.show_suppressed = true;
    fixture->report.format->file(&fixture->report, result, &fixture->out);
    fixture->report.format->end(&fixture->report, &(struct report_summary){0}, &fixture->out);
    assert_string_equal(
        buf_c(&fixture->out),
        "::error title=contractlint (sla-freshness-duration),file=a%2Cb%3A%25.yaml,line=1,endLine=2::"
        "a,b:%25.yaml:1:4: no [sla-freshness-duration]%0Ahelp: say, yes: 100%25\n"
        "::warning title=contractlint (enum-duplicate),file=a%2Cb%3A%25.yaml,line=2,endLine=2,col=1,endColumn=1::"
        "a,b:%25.yaml:2:1: ##\\u{5b}x] ::y:: [enum-duplicate]\n"
        "::notice title=contractlint (enum-duplicate),file=a%2Cb%3A%25.yaml,line=1,endLine=1,col=1,endColumn=1::"
        "a,b:%25.yaml:1:1: 50%25 of\\u{9}it [enum-duplicate]\n"
        "::notice title=contractlint (enum-duplicate),file=a%2Cb%3A%25.yaml,line=2,endLine=2,col=1,endColumn=1::"
        "a,b:%25.yaml:2:1: quiet [enum-duplicate] (suppressed)\n");
}

static void add_many(struct fixture *fixture, struct lint_result *result, enum severity severity, size_t count)
{
    for (size_t i = 0; i < count; i++)
        result_add(fixture, result, &rule_a, severity, 0, 1, "m");
}

static const char *last_line(struct fixture *fixture, size_t errors, size_t warnings, size_t infos, bool is_truncated)
{
    fixture->out.len = 0;
    struct lint_result *result = result_make(fixture, STR("a%"), STR("a: 1\n"));
    add_many(fixture, result, SEVERITY_ERROR, errors);
    add_many(fixture, result, SEVERITY_WARNING, warnings);
    add_many(fixture, result, SEVERITY_INFO, infos);
    begin(fixture);
    fixture->report.format->file(&fixture->report, result, &fixture->out);
    const size_t start = fixture->out.len;
    fixture->report.format->end(&fixture->report, &(struct report_summary){.is_truncated = is_truncated},
                                &fixture->out);
    return buf_c(&fixture->out) + start;
}

static void says_what_github_will_not_show(void **state)
{
    struct fixture *fixture = *state;
    assert_string_equal(last_line(fixture, 10, 0, 10, false), "");
    assert_string_equal(
        last_line(fixture, 11, 0, 0, false),
        "::notice title=contractlint,file=a%25::1 more finding than GitHub annotates (10 of a kind in a "
        "step), from here on: see the log of this step\n");
    assert_string_equal(
        last_line(fixture, 12, 0, 13, true),
        "::warning title=contractlint,file=a%25::5 more findings than GitHub annotates (10 of a kind in a "
        "step), from here on: see the log of this step; some findings are not shown (--max-findings)\n");
    assert_string_equal(last_line(fixture, 1, 0, 0, true),
                        "::notice title=contractlint::some findings are not shown (--max-findings)\n");
    assert_string_equal(last_line(fixture, 9, 10, 11, false),
                        "::error title=contractlint,file=a%25::1 more finding than GitHub annotates (10 of a kind in a "
                        "step), from here on: see the log of this step\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(annotates_errors_first, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(says_what_github_will_not_show, fixture_setup, fixture_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

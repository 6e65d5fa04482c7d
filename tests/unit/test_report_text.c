#include "report_fixture.h"

static struct lint_result *sample(struct fixture *fixture)
{
    struct lint_result *result =
        result_make(fixture, STR("sales/a.yaml"), STR("sla:\n  freshness: 15m\n  x: [b, b]\n"));
    struct finding *first = result_add(fixture, result, &rule_a, SEVERITY_ERROR, 18, 21, "no duration: `15m`");
    first->help = "write `PT15M`";
    struct finding *second = result_add(fixture, result, &rule_b, SEVERITY_WARNING, 31, 32, "value repeated: `b`");
    struct related *related = arena_new(&fixture->arena, struct related);
    *related = (struct related){"first defined here", result->source, {28, 29}, NULL};
    second->related = related;
    return result;
}

static const char *printed(struct fixture *fixture, const char *format, const struct lint_result *result)
{
    const struct report_format *found = report_format_find(str_of(format));
    assert_non_null(found);
    fixture->report.format = found;
    fixture->out.len = 0;
    if (found->begin)
        found->begin(&fixture->report, &fixture->out);
    found->file(&fixture->report, result, &fixture->out);
    return buf_c(&fixture->out);
}

static void shows_place_line_carets_help_and_notes(void **state)
{
    struct fixture *fixture = *state;
    assert_string_equal(printed(fixture, "text", sample(fixture)),
                        "sales/a.yaml:2:14: error: no duration: `15m` [sla-freshness-duration]\n"
                        "   2 |   freshness: 15m\n"
                        "     |              ^^^\n"
                        "     help: write `PT15M`\n"
                        "\n"
                        "sales/a.yaml:3:10: warning: value repeated: `b` [enum-duplicate]\n"
                        "   3 |   x: [b, b]\n"
                        "     |          ^\n"
                        "     note: sales/a.yaml:3:7: first defined here\n"
                        "\n");
}

static void colors_when_asked(void **state)
{
    struct fixture *fixture = *state;
    fixture->settings.has_color = true;
    fixture->settings.min_severity = SEVERITY_ERROR;
    assert_string_equal(printed(fixture, "text", sample(fixture)),
                        "sales/a.yaml:2:14: \033[1;31merror\033[0m: \033[1mno duration: `15m`\033[0m "
                        "[sla-freshness-duration]\n"
                        "   2 |   freshness: 15m\n"
                        "     |              \033[1;31m^^^\033[0m\n"
                        "     help: write `PT15M`\n"
                        "\n");
}

static void short_is_one_line_each(void **state)
{
    struct fixture *fixture = *state;
    assert_string_equal(printed(fixture, "short", sample(fixture)),
                        "sales/a.yaml:2:14: error: no duration: `15m` [sla-freshness-duration]\n"
                        "sales/a.yaml:3:10: warning: value repeated: `b` [enum-duplicate]\n");
}

static void shows_what_the_settings_ask_for(void **state)
{
    struct fixture *fixture = *state;
    struct lint_result *result = sample(fixture);
    fixture->settings.max_findings = 1;
    assert_string_equal(printed(fixture, "short", result),
                        "sales/a.yaml:2:14: error: no duration: `15m` [sla-freshness-duration]\n");
    result->findings.first->is_suppressed = true;
    assert_string_equal(printed(fixture, "short", result),
                        "sales/a.yaml:3:10: warning: value repeated: `b` [enum-duplicate]\n");
    fixture->settings.show_suppressed = true;
    assert_string_equal(printed(fixture, "short", result),
                        "sales/a.yaml:2:14: error: no duration: `15m` [sla-freshness-duration] (suppressed)\n");
}

static void lets_no_text_act_on_a_log(void **state)
{
    struct fixture *fixture = *state;
    const struct {
        struct str name;
        const char *message, *expected;
    } cases[] = {
        {STR("::error::x"), "m", "\\u{3a}:error::x:1:1: error: m [sla-freshness-duration]\n"},
        {STR("\xC2\xA0\xE3\x80\x80 ::add-mask::x"), "m",
         "\xC2\xA0\xE3\x80\x80 \\u{3a}:add-mask::x:1:1: error: m [sla-freshness-duration]\n"},
        {STR(":"), "m", "\\u{3a}:1:1: error: m [sla-freshness-duration]\n"},
        {STR("a\n::b"), "m", "a\\u{a}::b:1:1: error: m [sla-freshness-duration]\n"},
        {STR("\xFF\x1b[2J"), "m", "\\x{ff}\\u{1b}[2J:1:1: error: m [sla-freshness-duration]\n"},
        {STR("a"), "##[error]x", "a:1:1: error: ##\\u{5b}error]x [sla-freshness-duration]\n"},
        {STR("a##[b"), "\xE2\x80\xAE\xC2\x9B", "a##\\u{5b}b:1:1: error: \\u{202e}\\u{9b} [sla-freshness-duration]\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct lint_result *result = result_make(fixture, cases[i].name, STR("a: 1\n"));
        result_add(fixture, result, &rule_a, SEVERITY_ERROR, 0, 1, cases[i].message);
        assert_string_equal(printed(fixture, "short", result), cases[i].expected);
    }
}

static void cuts_very_long_texts(void **state)
{
    struct fixture *fixture = *state;
    char message[5001] = {0};
    memset(message, 'x', 5000);
    struct lint_result *result = result_make(fixture, STR("a"), STR("a: 1\n"));
    result_add(fixture, result, &rule_a, SEVERITY_ERROR, 0, 1, message);
    struct str line = str_of(printed(fixture, "short", result));
    assert_int_equal(line.len, strlen("a:1:1: error: … [sla-freshness-duration]\n") + 1000);
    assert_true(str_ends(line, "xx… [sla-freshness-duration]\n"));
}

static void sums_up(void **state)
{
    struct fixture *fixture = *state;
    const struct {
        struct report_summary summary;
        bool show_duration;
        const char *expected;
    } cases[] = {
        {{.files = 14, .files_with_findings = 2, .errors = 3, .warnings = 1},
         false,
         "3 errors, 1 warning in 2 of 14 contracts\n"},
        {{.files = 14}, false, "no problems in 14 contracts\n"},
        {{.files = 1, .suppressed = 2}, false, "no problems in 1 contract, 2 suppressed\n"},
        {{.files = 1, .files_with_findings = 1, .infos = 2, .fixable = 1, .seconds = 1.238},
         true,
         "2 infos in 1 of 1 contract (1.24 s)\n1 can be fixed with --fix\n"},
        {{.files = 1, .files_with_findings = 1, .errors = 1, .is_truncated = true},
         false,
         "1 error in 1 of 1 contract\nsome findings are not shown (--max-findings)\n"},
        {{.files = 0}, false, ""},
    };
    const struct report_format *text = report_format_find(STR("text"));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture->settings.show_duration = cases[i].show_duration;
        fixture->out.len = 0;
        text->end(&fixture->report, &cases[i].summary, &fixture->out);
        assert_string_equal(buf_c(&fixture->out), cases[i].expected);
    }
    assert_null(report_format_find(STR("short"))->end);
}

static void counts_per_rule(void **state)
{
    struct fixture *fixture = *state;
    static const struct rule fixable = {.id = "naming-field", .is_fixable = true}, unused = {.id = "yaml-syntax"};
    const struct rule *rules[] = {&rule_b, &fixable, &rule_a, &unused};
    const struct rule_set set = {rules, 4};
    fixture->settings.rules = &set;
    struct lint_result *result = sample(fixture);
    result_add(fixture, result, &rule_a, SEVERITY_ERROR, 0, 1, "m");
    struct fix *fix = arena_new(&fixture->arena, struct fix);
    fix->message = "write it so";
    result_add(fixture, result, &fixable, SEVERITY_INFO, 0, 1, "m")->fix = fix;
    report_statistics.begin(&fixture->report, &fixture->out);
    report_statistics.file(&fixture->report, result, &fixture->out);
    const struct report_summary summary = {
        .files = 1, .files_with_findings = 1, .errors = 2, .warnings = 1, .infos = 1};
    report_statistics.end(&fixture->report, &summary, &fixture->out);
    assert_string_equal(buf_c(&fixture->out), "      2  sla-freshness-duration\n"
                                              "      1  enum-duplicate\n"
                                              "      1  naming-field  (fixable)\n"
                                              "2 errors, 1 warning, 1 info in 1 of 1 contract\n");
}

static void finds_formats_by_name(void **state)
{
    (void)state;
    for (const struct report_format *const *format = report_formats; *format; format++)
        assert_ptr_equal(report_format_find(str_of((*format)->name)), *format);
    assert_null(report_format_find(STR("statistics")));
    assert_null(report_format_find(STR("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(shows_place_line_carets_help_and_notes, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(colors_when_asked, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(short_is_one_line_each, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(shows_what_the_settings_ask_for, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(lets_no_text_act_on_a_log, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(cuts_very_long_texts, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(sums_up, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(counts_per_rule, fixture_setup, fixture_teardown),
        cmocka_unit_test(finds_formats_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

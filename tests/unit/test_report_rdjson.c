#include "report_fixture.h"

/* The report of one finding whose fix has the edits. */
static const char *report_of(struct fixture *fixture, struct str text, struct span hidden, const struct fix_edit *edits)
{
    struct lint_result *result = result_make(fixture, STR("a.yaml"), text);
    struct source *source = arena_new(&fixture->arena, struct source);
    *source = *result->source;
    source->hidden = hidden.end ? &hidden : NULL;
    source->hidden_count = hidden.end ? 1 : 0;
    result->source = source;
    struct fix fix = {"write it", false, edits};
    struct finding *finding = result_add(fixture, result, &rule_b, SEVERITY_WARNING, 0, 1, "twice");
    finding->fix = &fix;
    finding->help = "remove one";
    fixture->out.len = 0;
    fixture->report.format = report_format_find(STR("rdjson"));
    fixture->report.format->begin(&fixture->report, &fixture->out);
    fixture->report.format->file(&fixture->report, result, &fixture->out);
    fixture->report.format->end(&fixture->report, &(struct report_summary){0}, &fixture->out);
    return buf_c(&fixture->out);
}

#define REPORT(location, suggestions)                                                                                  \
    "{\"source\": {\"name\": \"contractlint\"},\n\"diagnostics\": [\n"                                                 \
    "{\"message\": \"twice\\nhelp: remove one\", \"location\": {\"path\": \"a.yaml\", \"range\": {\"start\": "         \
    "{\"line\": 1, \"column\": " location                                                                              \
    "}}}, \"severity\": \"WARNING\", \"code\": {\"value\": \"enum-duplicate\"}, "                                      \
    "\"suggestions\": [" suggestions "]}\n]}\n"
#define RANGE(start, end, text) "{\"range\": {\"start\": {" start "}, \"end\": {" end "}}, \"text\": \"" text "\"}"
#define FIRST                   "1}, \"end\": {\"line\": 1, \"column\": 2"

/* Two edits are one suggestion; columns are bytes: U+00E9 has two. */
static void joins_edits(void **state)
{
    struct fixture *fixture = *state;
    const struct fix_edit second = {{9, 10}, STR("Y"), NULL}, first = {{3, 4}, STR("X"), &second};
    assert_string_equal(report_of(fixture, STR("\xc3\xa9:ab\nc: d\n"), (struct span){0, 0}, &first),
                        REPORT(FIRST, RANGE("\"line\": 1, \"column\": 4", "\"line\": 2, \"column\": 5", "Xb\\nc: Y")));
}

static void counts_the_byte_order_mark(void **state)
{
    struct fixture *fixture = *state;
    const struct fix_edit edit = {{3, 4}, STR("X"), NULL};
    assert_string_equal(report_of(fixture,
                                  STR("\xef\xbb\xbf"
                                      "a: b\n"),
                                  (struct span){0, 0}, &edit),
                        REPORT("4}, \"end\": {\"line\": 1, \"column\": 5",
                               RANGE("\"line\": 1, \"column\": 7", "\"line\": 1, \"column\": 8", "X")));
}

static void suggests_nothing_over_a_secret(void **state)
{
    struct fixture *fixture = *state;
    const struct fix_edit second = {{10, 11}, STR("Y"), NULL}, first = {{0, 1}, STR("X"), &second};
    assert_string_equal(report_of(fixture, STR("a: hunter2\n"), (struct span){5, 10}, &first), REPORT(FIRST, ""));
}

static void suggests_nothing_too_long_to_judge(void **state)
{
    struct fixture *fixture = *state;
    static char text[5001];
    memset(text, 'a', sizeof text - 1);
    const struct fix_edit second = {{4096, 4097}, STR("Y"), NULL}, first = {{0, 1}, STR("X"), &second};
    assert_string_equal(report_of(fixture, str_of(text), (struct span){0, 0}, &first), REPORT(FIRST, ""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(joins_edits, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(counts_the_byte_order_mark, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(suggests_nothing_over_a_secret, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(suggests_nothing_too_long_to_judge, fixture_setup, fixture_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

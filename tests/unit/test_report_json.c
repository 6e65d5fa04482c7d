#include "report/json_text.h"
#include "report_fixture.h"

static const char *printed(struct fixture *fixture, json_t *json)
{
    fixture->out.len = 0;
    json_print(&fixture->out, json);
    return buf_c(&fixture->out);
}

static void escapes_what_others_act_on(void **state)
{
    struct fixture *fixture = *state;
    const struct {
        struct str text;
        const char *expected;
    } cases[] = {
        {STR(""), "\"\""},
        {{NULL, 0}, "\"\""},
        {STR("a\"\\\n\x1b\0z"), "\"a\\\"\\\\\\n\\u001B\\u0000z\""},
        {STR("\x7f\xC2\x9B\xE2\x80\xA8\xE2\x80\xAE"), "\"\\u007F\\u009B\\u2028\\u202E\""},
        {STR("##[x] #[ ###["), "\"##\\u005Bx] #[ ###\\u005B\""},
        {STR("\xF3\xA0\x80\x81\xF0\x9F\x98\x80"), "\"\\uDB40\\uDC01\xF0\x9F\x98\x80\""},
        {STR("\xFFz\xC3"), "\"\xEF\xBF\xBDz\xEF\xBF\xBD\""},
        {STR("é漢"), "\"é漢\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(printed(fixture, json_text(&fixture->arena, cases[i].text)), cases[i].expected);
    assert_string_equal(printed(fixture, json_text_or_null(&fixture->arena, NULL)), "null");
}

static void keeps_the_order_of_keys(void **state)
{
    struct fixture *fixture = *state;
    json_t *json = json_new_object(&fixture->arena), *list = json_new_array(&fixture->arena);
    json_append(&fixture->arena, list, json_null());
    json_set_count(&fixture->arena, json, "z", 4294967295u);
    json_set(&fixture->arena, json, "a", list);
    assert_string_equal(printed(fixture, json), "{\"z\": 4294967295, \"a\": [null]}");
}

static void begin(struct fixture *fixture)
{
    fixture->report.format = report_format_find(STR("json"));
    fixture->report.format->begin(&fixture->report, &fixture->out);
}

static void writes_an_empty_report(void **state)
{
    struct fixture *fixture = *state;
    begin(fixture);
    fixture->report.format->end(&fixture->report, &(struct report_summary){0}, &fixture->out);
    assert_string_equal(buf_c(&fixture->out),
                        "{\"schema_version\": 1, \"tool\": {\"name\": \"contractlint\", \"version\": "
                        "\"" CONTRACTLINT_VERSION "\"},\n"
                        "\"findings\": [],\n"
                        "\"files\": [],\n"
                        "\"summary\": {\"files\": 0, \"errors\": 0, \"warnings\": 0, \"infos\": 0, \"suppressed\": 0, "
                        "\"fixable\": 0, \"truncated\": false}}\n");
}

static void writes_every_key_in_order(void **state)
{
    struct fixture *fixture = *state;
    struct lint_result *result = result_make(fixture, STR("é.yaml"), STR("sla:\n  freshness: 15m\n"));
    result->dialect = DIALECT_ODCS;
    result->dialect_version = STR("3.1.0");
    result_add(fixture, result, &rule_b, SEVERITY_INFO, 0, 3, "m");
    struct finding *full = result_add(fixture, result, &rule_a, SEVERITY_ERROR, 18, 21, "no duration");
    full->help = "write `PT15M`";
    full->path = STR("/sla/freshness");
    full->document = 2;
    struct source old = {.name = STR("é.yaml"), .revision = STR("main")};
    struct related here = {"here", result->source, {5, 6}, NULL}, there = {"was", &old, {9, 9}, &here};
    full->related = &there;
    const struct fix_edit edit = {{18, 21}, STR("PT15M"), NULL};
    struct fix fix = {"write `PT15M`", false, &edit};
    full->fix = &fix;
    begin(fixture);
    fixture->report.format->file(&fixture->report, result, &fixture->out);
    struct lint_result *unreadable = result_make(fixture, STR("z"), STR(""));
    unreadable->status = FILE_UNREADABLE;
    unreadable->documents = 0;
    fixture->report.format->file(&fixture->report, unreadable, &fixture->out);
    const struct report_summary summary = {
        .files = 1, .errors = 1, .infos = 1, .suppressed = 3, .fixable = 1, .is_truncated = true};
    fixture->report.format->end(&fixture->report, &summary, &fixture->out);
    const char *text = strchr(buf_c(&fixture->out), '\n') + 1;
    assert_string_equal(
        text,
        "\"findings\": [\n"
        "{\"rule\": \"enum-duplicate\", \"severity\": \"info\", \"message\": \"m\", \"help\": null, \"file\": "
        "\"é.yaml\", \"document\": 1, \"line\": 1, \"column\": 1, \"end_line\": 1, \"end_column\": 4, \"path\": \"\", "
        "\"standards\": [], \"related\": [], \"change\": null, \"accepted\": null, \"fix\": null},\n"
        "{\"rule\": \"sla-freshness-duration\", \"severity\": \"error\", \"message\": \"no duration\", \"help\": "
        "\"write `PT15M`\", \"file\": \"é.yaml\", \"document\": 2, \"line\": 2, \"column\": 14, \"end_line\": 2, "
        "\"end_column\": 17, \"path\": \"/sla/freshness\", \"standards\": [], \"related\": [{\"message\": \"was\", "
        "\"file\": \"é.yaml\", \"revision\": \"main\", \"line\": 1, \"column\": 1}, {\"message\": \"here\", "
        "\"file\": \"é.yaml\", \"revision\": null, \"line\": 2, \"column\": 1}], \"change\": null, \"accepted\": null, "
        "\"fix\": {\"message\": \"write `PT15M`\", \"edits\": [{\"start_line\": 2, \"start_column\": 14, "
        "\"end_line\": 2, \"end_column\": 17, \"text\": \"PT15M\"}]}}\n"
        "],\n"
        "\"files\": [\n"
        "{\"file\": \"é.yaml\", \"dialect\": \"odcs\", \"dialect_version\": \"3.1.0\", \"documents\": 1, \"status\": "
        "\"checked\", \"findings\": 2},\n"
        "{\"file\": \"z\", \"dialect\": null, \"dialect_version\": null, \"documents\": 0, \"status\": \"unreadable\", "
        "\"findings\": 0}\n"
        "],\n"
        "\"summary\": {\"files\": 1, \"errors\": 1, \"warnings\": 0, \"infos\": 1, \"suppressed\": 3, \"fixable\": 1, "
        "\"truncated\": true}}\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(escapes_what_others_act_on, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(keeps_the_order_of_keys, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(writes_an_empty_report, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(writes_every_key_in_order, fixture_setup, fixture_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "report/snippet.h"
#include "report_fixture.h"

static const char *shown(struct fixture *fixture, struct str text, struct span span, unsigned width)
{
    const struct lint_result *result = result_make(fixture, STR("a.yaml"), text);
    fixture->out.len = 0;
    snippet_add(&fixture->out, result->source, span, width, "", "");
    return buf_c(&fixture->out);
}

static void underlines_what_is_shown(void **state)
{
    const struct {
        struct str text;
        struct span span;
        const char *expected;
    } cases[] = {
        {STR("a: b\nsla: {freshness: 15m}\n"), {22, 25}, "   2 | sla: {freshness: 15m}\n     |                  ^^^\n"},
        {STR("a: 1\n"), {0, 0}, "   1 | a: 1\n     | ^\n"},
        {STR("a: 1\n"), {4, 4}, "   1 | a: 1\n     |     ^\n"},
        {STR("a: 1\r\nb"), {3, 7}, "   1 | a: 1\n     |    ^\n"},
        {STR(""), {0, 0}, "   1 |\n     | ^\n"},
        {STR("\n\n"), {1, 1}, "   2 |\n     | ^\n"},
        {STR("\ta: x"), {4, 5}, "   1 |     a: x\n     |        ^\n"},
        {STR("a: 漢字 b"), {3, 9}, "   1 | a: 漢字 b\n     |    ^^^^\n"},
        {STR("漢: b"), {5, 6}, "   1 | 漢: b\n     |     ^\n"},
        {STR("e\xCC\x81: b"), {5, 6}, "   1 | e\xCC\x81: b\n     |    ^\n"},
        {STR("a: \x1b[0m"), {3, 4}, "   1 | a: \\u{1b}[0m\n     |    ^^^^^^\n"},
        {STR("\xFF: b"), {3, 4}, "   1 | \\x{ff}: b\n     |         ^\n"},
        {STR("\xE2\x80\xAE: b"), {5, 6}, "   1 | \\u{202e}: b\n     |           ^\n"},
        {STR("##[x]"), {3, 4}, "   1 | ##\\u{5b}x]\n     |         ^\n"},
        {STR("::error::x"), {0, 1}, "   1 | ::error::x\n     | ^\n"},
        {STR("a\0b"), {2, 3}, "   1 | a\\u{0}b\n     |       ^\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(shown(*state, cases[i].text, cases[i].span, 0), cases[i].expected);
}

static void stars_what_is_hidden(void **state)
{
    struct fixture *fixture = *state;
    const struct span hidden[] = {{5, 9}, {12, 15}};
    struct source source = source_make(&fixture->arena, STR("a.yaml"), STR("a: se\xE6\xBC\xA2t # pw\x1b\n"));
    source_index_lines(&source, &fixture->arena);
    source.hidden = hidden;
    source.hidden_count = 2;
    fixture->out.len = 0;
    snippet_add(&fixture->out, &source, (struct span){3, 9}, 0, "", "");
    assert_string_equal(buf_c(&fixture->out), "   1 | a: se** # ***\n     |    ^^^^\n");
}

/* 400 digits, in the middle an X. */
static void cuts_long_lines_around_the_carets(void **state)
{
    char text[401];
    for (size_t i = 0; i < 400; i++)
        text[i] = (char)('0' + i % 10);
    text[200] = 'X';
    text[400] = '\0';
    const struct {
        struct span span;
        const char *expected;
    } cases[] = {
        {{200, 201}, "   1 | …4567890123456789X12345678901234…\n     |                  ^\n"},
        {{0, 2}, "   1 | 0123456789012345678901234567890…\n     | ^^\n"},
        {{200, 390}, "   1 | …4567890123456789X12345678901234…\n     |                  ^^^^^^^^^^^^^^^\n"},
        {{399, 400}, "   1 | …9012345678901234567890123456789\n     |                                ^\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(shown(*state, (struct str){text, 400}, cases[i].span, 40), cases[i].expected);
}

static void bounds_runs_of_combining_characters(void **state)
{
    char text[8002];
    text[0] = 'a';
    for (size_t i = 1; i < 8001; i += 2)
        memcpy(text + i, "\xCC\x81", 2);
    text[8001] = '\0';
    assert_true(strlen(shown(*state, (struct str){text, 8001}, (struct span){0, 1}, 40)) < 200);
}

static void marks_the_line_number(void **state)
{
    char text[12001];
    memset(text, '\n', 12000);
    text[12000] = '\0';
    assert_string_equal(shown(*state, (struct str){text, 12000}, (struct span){11999, 11999}, 0),
                        "12000 |\n      | ^\n");
}

static void shows_nothing_of_an_unreadable_file(void **state)
{
    struct fixture *fixture = *state;
    snippet_add(&fixture->out, &(struct source){.name = STR("a")}, (struct span){0, 0}, 0, "", "");
    assert_int_equal(fixture->out.len, 0);
}

static void puts_colors_around_the_carets(void **state)
{
    struct fixture *fixture = *state;
    const struct lint_result *result = result_make(fixture, STR("a.yaml"), STR("a: b c"));
    snippet_add(&fixture->out, result->source, (struct span){3, 4}, 0, "<", ">");
    assert_string_equal(buf_c(&fixture->out), "   1 | a: b c\n     |    <^>\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(underlines_what_is_shown, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(stars_what_is_hidden, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(cuts_long_lines_around_the_carets, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(bounds_runs_of_combining_characters, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(marks_the_line_number, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(shows_nothing_of_an_unreadable_file, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(puts_colors_around_the_carets, fixture_setup, fixture_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

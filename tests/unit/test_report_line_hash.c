#include "report/line_hash.h"
#include "report_fixture.h"

static struct source make(struct fixture *fixture, const char *text)
{
    struct source source = source_make(&fixture->arena, STR("a"), str_of(text));
    source_index_lines(&source, &fixture->arena);
    return source;
}

#define GREETING                                                                                                       \
    {                                                                                                                  \
        "e9496ae3ebfced30:1", "fb7c023a8b9ccb3f:1", "ce8ba1a563dcdaca:1", "e20e36e16fcb0cc8:1", "b3edc88f2938467e:1",  \
            "c8e28b0b4002a3a0:1", "c129715d7a2bc9a3:1"                                                                 \
    }
#define LOREM "Lorem ipsum dolor sit amet.\n"

/* The values that github/codeql-action tests its own with (src/fingerprints.test.ts). */
static void agrees_with_codeql_action(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        const char *text;
        const char *hashes[12];
    } rows[] = {
        {"", {"c129715d7a2bc9a3:1"}},
        {" a\nb\n  \t\tc\n d", {"271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"}},
        {" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End",
         {"8b7cf3e952e7aeb2:1", "b1ae1287ec4718d9:1", "bff680108adb0fcc:1", "c6805c5e1288b612:1", "b86d3392aea1be30:1",
          "e6ceba753e1a442:1"}},
        {" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n", GREETING},
        {" hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r", GREETING},
        {" hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n", GREETING},
        {" hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n", GREETING},
        {LOREM LOREM LOREM LOREM LOREM LOREM LOREM LOREM LOREM LOREM,
         {"a7f2ff13bc495cf2:1", "a7f2ff13bc495cf2:2", "a7f2ff13bc495cf2:3", "a7f2ff13bc495cf2:4", "a7f2ff13bc495cf2:5",
          "a7f2ff13bc495cf2:6", "a7f2ff1481e87703:1", "a9cf91f7bbf1862b:1", "55ec222b86bcae53:1", "cc97dc7b1d7d8f7b:1",
          "c129715d7a2bc9a3:1"}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct source source = make(fixture, rows[i].text);
        struct line_hash lines[12];
        uint32_t count = 0;
        for (; rows[i].hashes[count]; count++)
            lines[count] = (struct line_hash){count + 1, {NULL, 0}};
        assert_int_equal(count, source.line_count);
        line_hash_all(&fixture->arena, &source, lines, count);
        for (size_t n = 0; n < count; n++)
            assert_string_equal(str_c(&fixture->arena, lines[n].text), rows[i].hashes[n]);
    }
}

static const char *hash_of(struct fixture *fixture, const char *text, uint32_t line)
{
    struct source source = make(fixture, text);
    struct line_hash hash = {line, {NULL, 0}};
    line_hash_all(&fixture->arena, &source, &hash, 1);
    return str_c(&fixture->arena, hash.text);
}

static void does_not_depend_on_blanks_and_line_ends(void **state)
{
    struct fixture *fixture = *state;
    const char *hash = hash_of(fixture, "one\ntwo: 3\n", 2);
    assert_string_equal(hash_of(fixture, "# more\n\n\none\ntwo: 3\n", 5), hash);
    assert_string_equal(hash_of(fixture, "one\r\n  two:\t3\r\n", 2), hash);
    assert_string_equal(hash_of(fixture, "one\rtwo:3\r", 2), hash);
    assert_string_not_equal(hash_of(fixture, "one\ntwo: 4\n", 2), hash);
}

static void says_nothing_of_secrets(void **state)
{
    struct fixture *fixture = *state;
    struct source source = make(fixture, "a: 1\nb: hunter2\nc: 3\n");
    const struct span secret = {8, 15};
    struct line_hash lines[] = {{1, {NULL, 0}}, {2, {NULL, 0}}, {3, {NULL, 0}}};
    source.hidden = &secret;
    source.hidden_count = 1;
    line_hash_all(&fixture->arena, &source, lines, 3);
    assert_int_equal(lines[0].text.len, 0);
    assert_int_equal(lines[1].text.len, 0);
    assert_int_not_equal(lines[2].text.len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(agrees_with_codeql_action, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(does_not_depend_on_blanks_and_line_ends, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(says_nothing_of_secrets, fixture_setup, fixture_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

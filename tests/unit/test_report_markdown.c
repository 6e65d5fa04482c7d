#include "report/digest.h"
#include "report/markdown_text.h"
#include "report_fixture.h"

static void shows_text_as_text(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        const char *text, *markdown;
    } rows[] = {
        {"unknown key: `contcat`", "unknown key: `contcat`"},
        {"*a* _b_ ~c~", "&#42;a&#42; &#95;b&#95; &#126;&#8203;c&#126;"},
        {"a|b", "a&#124;b"},
        {"`a|b`", "<code>a&#124;b</code>"},
        {"`a\\`", "<code>a&#92;</code>"},
        {"`a``b`", "`a`<code>b</code>"},
        {"```", "&#96;&#96;&#96;"},
        {"a`b", "a&#96;b"},
        {"` `", "<code> </code>"},
        {"[x](y) ![z](w)", "&#91;x&#93;(y) &#33;&#8203;&#91;z&#93;(w)"},
        {"<script>&amp;", "&#60;script&#62;&#38;&#8203;amp;"},
        {"@all #1 !2 $3", "&#64;&#8203;all &#35;&#8203;1 &#33;&#8203;2 &#36;&#8203;3"},
        {"5% of # and @", "5&#37; of &#35; and &#64;"},
        {"http://x www.x", "http:&#8203;//x www&#46;&#8203;x"},
        {"a\nb\x1b[0m", "a&#92;u&#123;a&#125;b&#92;u&#123;1b&#125;&#91;0m"},
        {"\xe2\x80\xae", "&#92;u&#123;202e&#125;"},
        {"\xff", "&#92;x&#123;ff&#125;"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf out = {.arena = &fixture->arena};
        markdown_add(&out, str_of(rows[i].text));
        assert_string_equal(buf_c(&out), rows[i].markdown);
    }
}

static const char *digest_of(struct fixture *fixture, size_t limit, size_t *left_out)
{
    struct digest *digest = digest_new(&fixture->arena, limit);
    struct buf out = {.arena = &fixture->arena};
    digest_start(digest, STR("# clean\n"));
    digest_start(digest, STR("# one\n"));
    digest_add(digest, SEVERITY_INFO, STR("info 1\n"));
    digest_add(digest, SEVERITY_ERROR, STR("error 1\n"));
    digest_start(digest, STR("# two\n"));
    digest_add(digest, SEVERITY_WARNING, STR("warning 2\n"));
    digest_add(digest, SEVERITY_ERROR, STR("error 2\n"));
    *left_out = digest_print(digest, &out);
    return buf_c(&out);
}

static void keeps_the_most_severe(void **state)
{
    struct fixture *fixture = *state;
    size_t left_out;
    assert_string_equal(digest_of(fixture, 100, &left_out), "# one\ninfo 1\nerror 1\n# two\nwarning 2\nerror 2\n");
    assert_int_equal(left_out, 0);
    assert_string_equal(digest_of(fixture, 38, &left_out), "# one\nerror 1\n# two\nwarning 2\nerror 2\n");
    assert_int_equal(left_out, 1);
    assert_string_equal(digest_of(fixture, 37, &left_out), "# one\nerror 1\n# two\nerror 2\n");
    assert_int_equal(left_out, 2);
    assert_string_equal(digest_of(fixture, 27, &left_out), "# one\nerror 1\n");
    assert_int_equal(left_out, 3);
    assert_string_equal(digest_of(fixture, 7, &left_out), "");
    assert_int_equal(left_out, 4);
}

/* What is not shown is not kept: a hundred times the limit costs no more than some of it. */
static void stays_small(void **state)
{
    struct fixture *fixture = *state;
    struct digest *digest = digest_new(&fixture->arena, 1000);
    struct buf out = {.arena = &fixture->arena};
    for (size_t i = 0; i < 100000; i++) {
        digest_start(digest, STR("h"));
        digest_add(digest, i % 2 ? SEVERITY_WARNING : SEVERITY_INFO, STR("0123456789"));
    }
    assert_int_equal(digest_print(digest, &out), 100000 - 1000 / 11);
    assert_int_equal(buf_str(&out).len, 1000 / 11 * 11);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(shows_text_as_text, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(keeps_the_most_severe, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(stays_small, fixture_setup, fixture_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

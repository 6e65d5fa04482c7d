#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/glob.h"

#include <time.h>

static void matches_like_wildmatch(void **state)
{
    (void)state;
    static const struct {
        const char *pattern, *path;
        bool is_match;
    } cases[] = {
        {"foo", "foo", true},
        {"foo", "foobar", false},
        {"", "", true},
        {"", "a", false},
        {"?", "a", true},
        {"?", "/", false},
        {"?", "", false},
        {"*", "", true},
        {"*", "abc", true},
        {"*", "a/b", false},
        {"*f", "foof", true},
        {"*a*a*b", "aaaaab", true},
        {"*a*a*b", "aaaaac", false},
        {"a*/b", "ax/b", true},
        {"a*/b", "a/b", true},
        {"a*/b", "ax/y/b", false},
        {"**", "a/b/c", true},
        {"**/c", "c", true},
        {"**/c", "a/b/c", true},
        {"**/c", "a/bc", false},
        {"**/a*/c", "x/ab/y/ac/c", true},
        {"a/**", "a/b/c", true},
        {"a/**", "a", false},
        {"a/**/b", "a/b", true},
        {"a/**/b", "a/x/y/b", true},
        {"a/**/b", "a/xb", false},
        {"a/**/b/**/c", "a/b/x/b/y/c", true},
        {"a/**\\/b", "a/b", false},
        {"a/**\\/b", "a/x/b", true},
        {"a**b", "axyb", true},
        {"a**b", "ax/yb", false},
        {"a**/b", "ax/y/b", false},
        {"a/***/b", "a/x/y/b", true},
        {"\\*", "*", true},
        {"\\*", "a", false},
        {"\\\\", "\\", true},
        {"a\\", "a", false},
        {"a\\", "a\\", false},
        {"[abc]", "b", true},
        {"[abc]", "d", false},
        {"[a-c]x", "bx", true},
        {"[c-a]", "b", false},
        {"[!a-c]", "b", false},
        {"[^a-c]", "d", true},
        {"[!a]", "/", false},
        {"[/]", "/", false},
        {"a[,-.]b", "a-b", true},
        {"[]]", "]", true},
        {"[]-a]", "^", true},
        {"[!]]", "]", false},
        {"[a-]", "-", true},
        {"[-a]", "-", true},
        {"[\\]]", "]", true},
        {"[\\-_]", "-", true},
        {"[\\a-\\c]", "b", true},
        {"[[:digit:]]", "7", true},
        {"[[:digit:][:upper:]]", "Q", true},
        {"[![:digit:]]", "7", false},
        {"[[:digit:]-z]", "-", true},
        {"[[:xdigit:]][[:punct:]][[:space:]]", "f! ", true},
        {"[[:]", ":", true},
        {"[[:a]", "[", true},
        {"[[:frob:]]", "a", false},
        {"[[::]]", ":", false},
        {"[a", "a", false},
        {"[", "[", false},
        {"[!", "a", false},
        {"[a-", "a", false},
        {"[\\", "\\", false},
        {"\xC3?", "\xC3\xA9", true},
        {"[\x80-\xFF]", "\xE9", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (glob_match(str_of(cases[i].pattern), str_of(cases[i].path)) != cases[i].is_match)
            fail_msg("pattern \"%s\" and path \"%s\"", cases[i].pattern, cases[i].path);
}

static void bounds_hostile_patterns(void **state)
{
    (void)state;
    static char pattern[4096], path[4096];
    static const char *const parts[] = {"*a", "**/", "**/*a", "*[a-z]", "*?", "[[:alpha:]]*"};
    clock_t start = clock();
    for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) {
        size_t len = 0;
        for (size_t part = strlen(parts[k]); len + part < sizeof pattern - 1; len += part)
            memcpy(pattern + len, parts[k], part);
        pattern[len++] = 'b';
        memset(path, 'a', sizeof path);
        assert_false(glob_match((struct str){pattern, len}, (struct str){path, sizeof path}));
        for (size_t i = 2; i < sizeof path; i += 3)
            path[i] = '/';
        assert_false(glob_match((struct str){pattern, len}, (struct str){path, sizeof path}));
    }
    assert_true(clock() - start < 2 * CLOCKS_PER_SEC);
}

static void last_match_wins(void **state)
{
    (void)state;
    static const struct {
        const char *lines, *path;
        bool is_folder;
        enum glob_verdict verdict;
    } cases[] = {
        {"*.yaml", "a/b.yaml", false, GLOB_MATCH},
        {"*.yaml\n!b.yaml", "a/b.yaml", false, GLOB_NEGATED},
        {"!b.yaml\n*.yaml", "a/b.yaml", false, GLOB_MATCH},
        {"*.yaml", "a/b.yml", false, GLOB_NO_MATCH},
        {"/b", "b", false, GLOB_MATCH},
        {"/b", "a/b", false, GLOB_NO_MATCH},
        {"a/b", "a/b", false, GLOB_MATCH},
        {"a/b", "x/a/b", false, GLOB_NO_MATCH},
        {"**/a/b", "x/a/b", false, GLOB_MATCH},
        {"b/", "a/b", true, GLOB_MATCH},
        {"b/", "a/b", false, GLOB_NO_MATCH},
        {"# b\n\n   \n", "# b", false, GLOB_NO_MATCH},
        {"\\#b", "#b", false, GLOB_MATCH},
        {"\\!b", "!b", false, GLOB_MATCH},
        {"!!b", "!b", false, GLOB_NEGATED},
        {"b  ", "b", false, GLOB_MATCH},
        {"b\\ ", "b ", false, GLOB_MATCH},
        {"b\\  ", "b ", false, GLOB_MATCH},
        {"b\t", "b", false, GLOB_NO_MATCH},
        {"b\r\n", "b", false, GLOB_MATCH},
        {"b\r", "b", false, GLOB_MATCH},
        {"\xEF\xBB\xBF"
         "b",
         "b", false, GLOB_MATCH},
        {"/", "b", true, GLOB_NO_MATCH},
        {"!", "b", true, GLOB_NO_MATCH},
        {"*", ".b", false, GLOB_MATCH},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena;
        arena_init(&arena, NULL);
        struct glob_list list = {.arena = &arena};
        glob_list_add_lines(&list, str_of(cases[i].lines));
        enum glob_verdict verdict = glob_list_judge(&list, str_of(cases[i].path), cases[i].is_folder);
        if (verdict != cases[i].verdict)
            fail_msg("\"%s\" on \"%s\" says %d", cases[i].lines, cases[i].path, (int)verdict);
        arena_free(&arena);
    }
}

static void passes_over_a_pattern_longer_than_any_path(void **state)
{
    (void)state;
    static char stars[GLOB_LENGTH_MAX + 1];
    struct arena arena;
    arena_init(&arena, NULL);
    struct glob_list list = {.arena = &arena};
    memset(stars, '*', sizeof stars);
    glob_list_add(&list, (struct str){stars, sizeof stars});
    assert_int_equal(glob_list_judge(&list, STR("a"), false), GLOB_NO_MATCH);
    glob_list_add(&list, (struct str){stars, GLOB_LENGTH_MAX});
    assert_int_equal(glob_list_judge(&list, STR("a"), false), GLOB_MATCH);
    arena_free(&arena);
}

static void a_hidden_folder_hides_everything_below(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, NULL);
    struct glob_list list = {.arena = &arena};
    glob_list_add(&list, STR("drafts"));
    glob_list_add(&list, STR("!drafts/kept.yaml"));
    glob_list_add(&list, STR("other/*"));
    glob_list_add(&list, STR("!other/kept.yaml"));
    assert_true(glob_list_has(&list, STR("x/drafts/kept.yaml")));
    assert_true(glob_list_has(&list, STR("drafts/kept.yaml")));
    assert_true(glob_list_has(&list, STR("other/left.yaml")));
    assert_false(glob_list_has(&list, STR("other/kept.yaml")));
    assert_false(glob_list_has(&list, STR("x/other/left.yaml")));
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(matches_like_wildmatch),
        cmocka_unit_test(bounds_hostile_patterns),
        cmocka_unit_test(last_match_wins),
        cmocka_unit_test(passes_over_a_pattern_longer_than_any_path),
        cmocka_unit_test(a_hidden_folder_hides_everything_below),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

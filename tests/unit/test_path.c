#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/path.h"

static void assert_str(struct str found, const char *wanted)
{
    if (!str_is(found, wanted))
        fail_msg("`%.*s`, not `%s`", STR_ARG(found), wanted);
}

static void paths_are_joined(void **state)
{
    (void)state;
    static const char *const rows[][3] = {
        {"", "", "."},
        {"", "a", "a"},
        {"a", "", "a"},
        {"a", "b", "a/b"},
        {"/", "a", "/a"},
        {"/a/b", "../c", "/a/c"},
        {"/a", "../../..", "/"},
        {"/a", "../..//b/./c/", "/b/c"},
        {"a", "..", "."},
        {"a", "../../b", "../b"},
        {"..", "../b", "../../b"},
        {"a/b", "/c", "/c"},
        {".", "./a", "a"},
        {"a", "..b", "a/..b"},
        {"..b", "..", "."},
        {"x/..y", "../..", "."},
        {"/x", "/../y", "/y"},
    };
    struct arena arena;
    arena_init(&arena, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str path = path_join(&arena, str_of(rows[i][0]), str_of(rows[i][1]));
        assert_str(path, rows[i][2]);
        assert_int_equal(path.at[path.len], 0);
    }
    arena_free(&arena);
}

static void folders_are_told(void **state)
{
    (void)state;
    assert_str(path_folder(STR("a/b/c")), "a/b");
    assert_str(path_folder(STR("c")), ".");
    assert_str(path_folder(STR("/c")), "/");
    assert_str(path_folder(STR("/")), "/");
}

static void what_lies_below_is_told(void **state)
{
    (void)state;
    struct str rest;
    assert_true(path_below(STR("/a"), STR("/a/b/c"), &rest));
    assert_str(rest, "b/c");
    assert_true(path_below(STR("/"), STR("/a"), &rest));
    assert_str(rest, "a");
    assert_false(path_below(STR("/a"), STR("/ab/c"), &rest));
    assert_false(path_below(STR("/a"), STR("/a"), &rest));
    assert_false(path_below(STR("/a/b"), STR("/a"), &rest));
    assert_false(path_below(STR("/"), STR("/"), &rest));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths_are_joined),
        cmocka_unit_test(folders_are_told),
        cmocka_unit_test(what_lies_below_is_told),
    };
    return cmocka_run_group_tests_name("path", tests, NULL, NULL);
}

#include "base/arena.h"
#include "base/semver.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static struct arena arena;

static void test_grammar(void **state)
{
    (void)state;
    static const char *const good[] = {"0.0.0",
                                       "1.2.3",
                                       "10.20.30",
                                       "1.0.0-alpha",
                                       "1.0.0-0.3.7",
                                       "1.0.0-x-y-z.--",
                                       "1.0.0-alpha+001",
                                       "1.0.0+20130313144700",
                                       "1.0.0+21AF26D3---117B344092BD",
                                       "99999999999999999999999.999999999999999999.99999999999999999",
                                       "1.0.0-0A.is.legal",
                                       "1.0.0+0.build.1-rc.10000aaa-kk-0.1"};
    static const char *const bad[] = {"",          "1",         "1.2",     "1.2.3.4",  "v1.2.3",      "01.2.3",
                                      "1.02.3",    "1.2.03",    "1.2.3-",  "1.2.3+",   "1.2.3-01",    "1.2.3-a..b",
                                      "1.2.3+a+b", "1.2.3-a_b", " 1.2.3",  "1.2.3 ",   "1.2.x",       "1..3",
                                      "1.2.3-+b",  "-1.2.3",    "1.2.3-ä", "+invalid", "1.2-SNAPSHOT"};
    struct semver version;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (!semver_parse(str_of(good[i]), &version))
            fail_msg("refused: %s", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (semver_parse(str_of(bad[i]), &version))
            fail_msg("accepted: %s", bad[i]);
    assert_true(semver_parse(STR("1.22.333-rc.1+b.5"), &version));
    assert_true(str_is(version.major, "1") && str_is(version.minor, "22") && str_is(version.patch, "333"));
    assert_true(str_is(version.prerelease, "rc.1") && str_is(version.build, "b.5"));
}

static void test_precedence(void **state)
{
    (void)state;
    static const char *const rising[] = {"0.9.9",
                                         "1.0.0-1",
                                         "1.0.0-9",
                                         "1.0.0-10",
                                         "1.0.0-alpha",
                                         "1.0.0-alpha.1",
                                         "1.0.0-alpha.beta",
                                         "1.0.0-beta",
                                         "1.0.0-beta.2",
                                         "1.0.0-beta.11",
                                         "1.0.0-rc.1",
                                         "1.0.0",
                                         "1.0.1",
                                         "1.2.0",
                                         "1.10.0",
                                         "2.0.0",
                                         "99999999999999999999.0.0",
                                         "100000000000000000000.0.0"};
    enum { COUNT = sizeof rising / sizeof *rising };
    struct semver a, b;
    for (int i = 0; i < COUNT; i++)
        for (int j = 0; j < COUNT; j++) {
            assert_true(semver_parse(str_of(rising[i]), &a) && semver_parse(str_of(rising[j]), &b));
            int order = semver_compare(a, b);
            assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
        }
    assert_true(semver_parse(STR("1.0.0+a"), &a) && semver_parse(STR("1.0.0+b"), &b));
    assert_int_equal(semver_compare(a, b), 0);
}

static void test_suggestion(void **state)
{
    (void)state;
    static const char *const table[][2] = {
        {"v1.2.3", "1.2.3"},
        {"V2", "2.0.0"},
        {"1.2", "1.2.0"},
        {"1", "1.0.0"},
        {"01.2.03", "1.2.3"},
        {" 1.2.3 ", "1.2.3"},
        {"v1.2-rc.1", "1.2.0-rc.1"},
        {"1.2+b", "1.2.0+b"},
        {"v.1.2", "1.2.0"},
        {"00", "0.0.0"},
    };
    struct str suggestion;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        assert_true(semver_suggest(&arena, str_of(table[i][0]), &suggestion));
        assert_string_equal(str_c(&arena, suggestion), table[i][1]);
    }
    static const char *const unclear[] = {"",           "v",    "1.2.3", "1.2.3.4", "1.x", "latest",
                                          "2024-01-01", "1..2", "1.2.",  "vv1",     "1,2"};
    for (size_t i = 0; i < sizeof unclear / sizeof *unclear; i++)
        if (semver_suggest(&arena, str_of(unclear[i]), &suggestion))
            fail_msg("suggests %s for %s", str_c(&arena, suggestion), unclear[i]);
}

static int teardown(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

int main(void)
{
    arena_init(&arena, NULL);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_grammar),
        cmocka_unit_test(test_precedence),
        cmocka_unit_test(test_suggestion),
    };
    return cmocka_run_group_tests(tests, NULL, teardown);
}

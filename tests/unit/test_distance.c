#include "base/distance.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void test_osa(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        size_t bound, expected;
    } table[] = {
        {"", "", 3, 0},
        {"a", "", 3, 1},
        {"owner", "ownr", 3, 1},
        {"owner", "onwer", 3, 1},
        {"ca", "abc", 3, 3},
        {"kitten", "sitting", 3, 3},
        {"kitten", "sitting", 2, 3},
        {"äb", "ab", 3, 1},
        {"Owner", "owner", 3, 1},
        {"abcdef", "badcfe", 3, 3},
        {"abc", "xyzabc", 2, 3},
        {"freshness", "availability", 3, 4},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        assert_int_equal(distance_osa(str_of(table[i].a), str_of(table[i].b), table[i].bound), table[i].expected);
        assert_int_equal(distance_osa(str_of(table[i].b), str_of(table[i].a), table[i].bound), table[i].expected);
    }
}

static void test_long_words(void **state)
{
    (void)state;
    char a[65], b[65];
    memset(a, 'x', sizeof a);
    memset(b, 'x', sizeof b);
    b[10] = 'y';
    assert_int_equal(distance_osa((struct str){a, 64}, (struct str){b, 64}, 3), 1);
    assert_int_equal(distance_osa((struct str){a, 65}, (struct str){b, 65}, 3), 4);
}

static void test_folded(void **state)
{
    (void)state;
    assert_true(distance_is_same_folded(STR("data_product"), STR("dataProduct")));
    assert_true(distance_is_same_folded(STR("Data Product"), STR("data-product")));
    assert_false(distance_is_same_folded(STR("data_product"), STR("data_products")));
}

static void test_fold(void **state)
{
    (void)state;
    static const char *const table[][2] = {{"dataProduct", "dataproduct"},
                                           {"_Data Product-", "dataproduct"},
                                           {"- _", ""},
                                           {"", ""},
                                           {"\xC3\x84-1", "\xC3\x84\x31"}};
    struct arena arena;
    arena_init(&arena, NULL);
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct buf buf = {.arena = &arena};
        distance_fold(&buf, str_of(table[i][0]));
        assert_string_equal(buf_c(&buf), table[i][1]);
    }
    arena_free(&arena);
}

static void test_nearest(void **state)
{
    (void)state;
    static const char *const words[] = {"freshness", "availability", "qualityScore", "latency",        "id",   "ids",
                                        "name",      "owner",        "owners",       "supportContact", "type", NULL};
    static const char *const table[][2] = {
        {"freshnes", "freshness"},
        {"Freshness", "freshness"},
        {"quality_score", "qualityScore"},
        {"support-contact", "supportContact"},
        {"latnecy", "latency"},
        {"nmae", "name"},
        {"ownre", "owner"},
        {"ownerss", "owners"},
        {"avaliabilty", "availability"},
        {"tpye", "type"},
        {"ID", "id"},
        {"xy", NULL},
        {"n", NULL},
        {"", NULL},
        {"schema", NULL},
        {"nm", NULL},
        {"___", NULL},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        const char *found = distance_nearest(str_of(table[i][0]), words);
        if (!table[i][1])
            assert_null(found);
        else if (!found)
            fail_msg("nothing near %s", table[i][0]);
        else
            assert_string_equal(found, table[i][1]);
    }
}

static void test_ties(void **state)
{
    (void)state;
    static const char *const words[] = {"cart", "card", "Care", NULL};
    assert_string_equal(distance_nearest(STR("carx"), words), "cart");
    static const char *const cased[] = {"NAME", "Name", NULL};
    assert_string_equal(distance_nearest(STR("NAMe"), cased), "NAME");
    struct distance_search search = distance_search_start(STR("ownr"));
    distance_search_offer(&search, STR("status"));
    assert_null(search.found.at);
    distance_search_offer(&search, STR("owner"));
    assert_true(str_is(search.found, "owner"));
    assert_int_equal(search.distance, 1);
}

static void test_meant(void **state)
{
    (void)state;
    static const char *const words[] = {"never", "info", "warning", "error", "json", "junit", "junit-extended", NULL};
    static const char *const table[][2] = {
        {"warn", "warning"}, {"err", "error"}, {"js", "json"}, {"eror", "error"},        {"junit", "junit"},
        {"jun", NULL},       {"warm", NULL},   {"", NULL},     {"warningss", "warning"}, {"n", "never"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        const char *meant = distance_meant(str_of(table[i][0]), words);
        assert_true(table[i][1] ? meant && strcmp(meant, table[i][1]) == 0 : !meant);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_osa),   cmocka_unit_test(test_long_words), cmocka_unit_test(test_folded),
        cmocka_unit_test(test_fold),  cmocka_unit_test(test_nearest),    cmocka_unit_test(test_ties),
        cmocka_unit_test(test_meant),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

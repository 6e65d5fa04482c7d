#include "base/timezone.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void test_table(void **state)
{
    (void)state;
    assert_true(timezone_names_count > 550);
    for (size_t i = 1; i < timezone_names_count; i++)
        assert_true(str_compare(str_of(timezone_names[i - 1]), str_of(timezone_names[i])) < 0);
    for (size_t i = 0; i < timezone_names_count; i++)
        assert_true(timezone_is_name(str_of(timezone_names[i])));
}

static void test_names(void **state)
{
    (void)state;
    static const char *const good[] = {"Europe/Berlin", "UTC",        "Etc/UTC",   "America/Argentina/Buenos_Aires",
                                       "Asia/Calcutta", "US/Eastern", "Etc/GMT+5", "Europe/Kyiv"};
    static const char *const bad[] = {"",     "europe/berlin", "Europe/Berlin ", "Europe",
                                      "CEST", "Factory",       "Europe/Berli",   "utc"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (!timezone_is_name(str_of(good[i])))
            fail_msg("refused: %s", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (timezone_is_name(str_of(bad[i])))
            fail_msg("accepted: %s", bad[i]);
}

static void test_offsets(void **state)
{
    (void)state;
    static const char *const good[] = {"Z",         "+02:00", "-05:30", "+0200", "+02",
                                       "UTC+02:00", "GMT-5",  "+18:00", "-00:00"};
    static const char *const bad[] = {"",        "z",    "02:00", "+2",  "+24:00",  "+18:01", "+02:60", "+02:0",
                                      "+02:000", "UTC+", "UTCZ",  "UTC", "+02:00x", "+ab",    "+020"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (!timezone_is_offset(str_of(good[i])))
            fail_msg("refused: %s", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (timezone_is_offset(str_of(bad[i])))
            fail_msg("accepted: %s", bad[i]);
}

static void test_nearest(void **state)
{
    (void)state;
    static const char *const table[][2] = {
        {"europe/berlin", "Europe/Berlin"},
        {"Europe/Berlni", "Europe/Berlin"},
        {"America/New York", "America/New_York"},
        {"berlin", "Europe/Berlin"},
        {"utc", "UTC"},
        {"Nowhere/Atall", NULL},
        {"", NULL},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        const char *found = timezone_nearest(str_of(table[i][0]));
        if (!table[i][1])
            assert_null(found);
        else
            assert_true(found && strcmp(found, table[i][1]) == 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_offsets),
        cmocka_unit_test(test_nearest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

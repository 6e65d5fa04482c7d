#include "base/datetime.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void test_days(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t days;
    } table[] = {{"1970-01-01", 0},       {"1969-12-31", -1},      {"2000-02-29", 11016}, {"2024-03-01", 19783},
                 {"0000-01-01", -719528}, {"9999-12-31", 2932896}, {"1900-03-01", -25508}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct date date;
        assert_true(datetime_parse_date(str_of(table[i].text), &date));
        assert_int_equal(datetime_days(date), table[i].days);
    }
}

static void test_dates_refused(void **state)
{
    (void)state;
    static const char *const table[] = {"",           "2023-02-29",  "1900-02-29", "2024-13-01",
                                        "2024-00-01", "2024-1-1",    "2024-04-31", "2024-01-00",
                                        "20240101",   "2024-01-011", "2024/01/01", "2024-01-0x"};
    struct date date;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (datetime_parse_date(str_of(table[i]), &date))
            fail_msg("accepted: %s", table[i]);
}

static void test_timestamps(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t seconds; /* -1: refused */
    } table[] = {{"1970-01-02", 86400},
                 {"1970-01-02 00:01", 86460},
                 {"1970-01-02T00:00:01", 86401},
                 {"1970-01-02 00:00:01.500", 86401},
                 {"1970-01-02 01:00:01+01", 86401},
                 {"1970-01-02 01:00:01 +0100", 86401},
                 {"1970-01-02 01:00:01.5+01:00", 86401},
                 {"1970-01-01 23:00:01 -01", 86401},
                 {"1970-01-02 00:00:01 UTC", 86401},
                 {"1970-01-02t00:00:01z", 86401},
                 {"1970-01-02 ", -1},
                 {"1970-01-02  00:00", -1},
                 {"1970-01-02 24:00", -1},
                 {"1970-01-02 00:00:61", -1},
                 {"1970-01-02 00:00:01.", -1},
                 {"1970-01-02 00:00:01 CET", -1},
                 {"1970-01-02 00:00:01+1", -1},
                 {"1970-01-02 00:00:01+24", -1},
                 {"1970-02-30 00:00:01", -1},
                 {"02/01/1970", -1},
                 {"1970-01-02 0", -1},
                 {"", -1}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct instant instant = {.seconds = -1};
        bool is_read = datetime_parse_timestamp(str_of(table[i].text), &instant);
        if (is_read != (table[i].seconds >= 0) || instant.seconds != table[i].seconds)
            fail_msg("%s: %lld", table[i].text, (long long)instant.seconds);
    }
    assert_true(datetime_is_clock(STR("08:30")));
    assert_true(datetime_is_clock(STR("08:30:00.123+02")));
    assert_false(datetime_is_clock(STR("8:30")));
}

static void test_instants(void **state)
{
    (void)state;
    struct instant instant;
    assert_true(datetime_parse(STR("1970-01-02T00:00:01.50+01:00"), &instant));
    assert_int_equal(instant.seconds, 86401 - 3600);
    assert_true(str_is(instant.fraction, "50"));
    assert_true(datetime_parse(STR("2016-12-31t23:59:60z"), &instant));
    assert_true(instant.is_leap_second);
    assert_int_equal(instant.seconds, 1483228799);
    assert_true(datetime_parse_any(STR("1970-01-02"), &instant));
    assert_int_equal(instant.seconds, 86400);
    assert_false(datetime_parse(STR("1970-01-02"), &instant));
    assert_false(datetime_parse(STR("2016-12-31 23:59:59Z"), &instant));
    assert_false(datetime_parse(STR("2016-12-31T23:59:59"), &instant));
    assert_false(datetime_parse(STR("2016-12-31T23:58:60Z"), &instant));
}

static void test_order(void **state)
{
    (void)state;
    static const char *const rising[] = {"2016-12-31T23:59:59Z", "2016-12-31T23:59:59.5Z",
                                         "2016-12-31T23:59:60Z", "2016-12-31T23:59:60.1Z",
                                         "2017-01-01T00:00:00Z", "2017-01-01T00:00:00-00:01"};
    enum { COUNT = sizeof rising / sizeof *rising };
    for (int i = 0; i < COUNT; i++)
        for (int j = 0; j < COUNT; j++) {
            struct instant a, b;
            assert_true(datetime_parse(str_of(rising[i]), &a) && datetime_parse(str_of(rising[j]), &b));
            int order = datetime_compare(a, b);
            assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
        }
    struct instant a, b;
    assert_true(datetime_parse(STR("2017-01-01T01:00:00.50+01:00"), &a));
    assert_true(datetime_parse(STR("2017-01-01T00:00:00.5Z"), &b));
    assert_int_equal(datetime_compare(a, b), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_days),     cmocka_unit_test(test_dates_refused), cmocka_unit_test(test_timestamps),
        cmocka_unit_test(test_instants), cmocka_unit_test(test_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

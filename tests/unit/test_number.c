#include "base/arena.h"
#include "base/number.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct arena arena;

static struct number read_number(const char *text)
{
    struct number number;
    if (!number_parse_yaml(&arena, str_of(text), &number))
        fail_msg("not a number: %s", text);
    return number;
}

static void assert_prints(struct number number, const char *expected)
{
    assert_string_equal(str_c(&arena, number_print(&arena, number)), expected);
}

static void test_parse(void **state)
{
    (void)state;
    static const char *const table[][2] = {
        {"0", "0"},
        {"-0", "0"},
        {"-0.00e9", "0"},
        {"12.50", "12.5"},
        {"+7", "7"},
        {"7.", "7"},
        {".5", "0.5"},
        {"-.05", "-0.05"},
        {"1e3", "1000"},
        {"1.5E-3", "0.0015"},
        {"007", "7"},
        {"0.0070", "0.007"},
        {"100e-2", "1"},
        {"0x1F", "31"},
        {"0o17", "15"},
        {"0x0", "0"},
        {"1e40", "10000000000000000000000000000000000000000"},
        {"1e41", "1e41"},
        {"15e400", "1.5e401"},
        {"-2e-50", "-2e-50"},
        {"1e999999999", "1e999999999"},
        {"1e99999999999999999999999999", "1e1000000000000000000"},
        {"0xFFFFFFFFFFFFFFFFFFFF", "1208925819614629174706175"},
        {"123456789012345678901234567890.5", "123456789012345678901234567890.5"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        assert_prints(read_number(table[i][0]), table[i][1]);
}

static void test_refused(void **state)
{
    (void)state;
    static const char *const table[] = {"",     "-",     ".",   "e5",   "1e",  "1e+", "1.5.2", "1_000", "0x",
                                        "0xG",  "0o8",   "0b1", "-0x1", "- 1", " 1",  "1 ",    "12:30", ".inf",
                                        ".nan", "0x1.8", "1,5", "--1",  "+-1", "١",   "1e5x",  "1e 5"};
    struct number number;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (number_parse_yaml(&arena, str_of(table[i]), &number))
            fail_msg("a number: %s", table[i]);
    assert_false(number_parse(&arena, (struct str){"1\0002", 3}, &number));
    assert_false(number_parse(&arena, STR("0x1F"), &number));
}

static void test_base_limit(void **state)
{
    (void)state;
    char text[2 + 1025];
    memset(text, 'f', sizeof text);
    memcpy(text, "0x", 2);
    struct number number;
    assert_true(number_parse_yaml(&arena, (struct str){text, 1026}, &number));
    assert_int_equal(number.point, 1234); /* 16^1024 is 1.09e1233 */
    assert_false(number_parse_yaml(&arena, (struct str){text, 1027}, &number));
}

static void test_percent_and_ratio(void **state)
{
    (void)state;
    struct number number;
    assert_true(number_parse_percent(&arena, STR("99.9%"), &number));
    assert_prints(number, "99.9");
    assert_true(number_parse_percent(&arena, STR("99.9 %"), &number));
    assert_false(number_parse_percent(&arena, STR("99.9"), &number));
    assert_false(number_parse_percent(&arena, STR("99,9%"), &number));
    assert_false(number_parse_percent(&arena, STR("%"), &number));
    assert_true(number_parse_ratio(&arena, STR("99.9%"), &number));
    assert_prints(number, "0.999");
    assert_true(number_parse_ratio(&arena, STR("0.95"), &number));
    assert_prints(number, "0.95");
    assert_false(number_parse_ratio(&arena, STR("high"), &number));
}

static void test_order(void **state)
{
    (void)state;
    static const char *const rising[] = {"-1e999999999",
                                         "-10",
                                         "-9.99",
                                         "-1e-9",
                                         "0",
                                         "1e-999999999",
                                         "0.1",
                                         "0.11",
                                         "0.2",
                                         "1",
                                         "9007199254740992",
                                         "9007199254740993",
                                         "1e16",
                                         "1e999999999"};
    enum { COUNT = sizeof rising / sizeof *rising };
    for (int i = 0; i < COUNT; i++)
        for (int j = 0; j < COUNT; j++) {
            int order = number_compare(read_number(rising[i]), read_number(rising[j]));
            assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
        }
}

static void test_kinds(void **state)
{
    (void)state;
    assert_true(number_is_integer(read_number("1.0")));
    assert_true(number_is_integer(read_number("1e999999999")));
    assert_true(number_is_integer(read_number("0.0")));
    assert_false(number_is_integer(read_number("0.5")));
    assert_false(number_is_integer(read_number("1e-999999999")));
    assert_int_equal(number_sign(read_number("-0")), 0);
    assert_int_equal(number_sign(read_number("-1e-9")), -1);
    assert_prints(number_truncate(read_number("-12.75")), "-12");
    assert_prints(number_truncate(read_number("0.75")), "0");
    assert_prints(number_truncate(read_number("100.25")), "100");
}

static void test_int64(void **state)
{
    (void)state;
    int64_t value = 7;
    assert_true(number_to_int64(read_number("9223372036854775807"), &value) && value == INT64_MAX);
    assert_true(number_to_int64(read_number("-9223372036854775808"), &value) && value == INT64_MIN);
    assert_true(number_to_int64(read_number("12e2"), &value) && value == 1200);
    assert_false(number_to_int64(read_number("9223372036854775808"), &value));
    assert_false(number_to_int64(read_number("-9223372036854775809"), &value));
    assert_false(number_to_int64(read_number("1e999999999"), &value));
    assert_false(number_to_int64(read_number("0.5"), &value));
    assert_int_equal(value, 1200);
    assert_prints(number_of(&arena, INT64_MIN), "-9223372036854775808");
    assert_prints(number_of(&arena, 0), "0");
}

static void test_add(void **state)
{
    (void)state;
    static const char *const table[][3] = {
        {"0.1", "0.2", "0.3"},
        {"1", "-1", "0"},
        {"999", "1", "1000"},
        {"-5", "2.5", "-2.5"},
        {"1e20", "1e-20", "100000000000000000000.00000000000000000001"},
        {"0", "-3", "-3"},
        {"100", "-0.01", "99.99"},
    };
    struct number sum;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        assert_true(number_add(&arena, read_number(table[i][0]), read_number(table[i][1]), &sum));
        assert_prints(sum, table[i][2]);
    }
    assert_true(number_subtract(&arena, read_number("1"), read_number("0.9"), &sum));
    assert_prints(sum, "0.1");
    assert_false(number_add(&arena, read_number("1e999999999"), read_number("1"), &sum));
    assert_prints(sum, "0.1");
    assert_prints(number_times(&arena, read_number("-2.5"), 4), "-10");
    assert_prints(number_times(&arena, read_number("999"), UINT32_MAX), "4290672327705");
    assert_prints(number_scale(read_number("99.9"), -2), "0.999");
}

static void test_multiple(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        enum number_multiple expected;
    } table[] = {
        {"0.3", "0.1", NUMBER_MULTIPLE_YES},
        {"19.99", "0.01", NUMBER_MULTIPLE_YES},
        {"0.0075", "0.0001", NUMBER_MULTIPLE_YES},
        {"0.00751", "0.0001", NUMBER_MULTIPLE_NO},
        {"-6", "4", NUMBER_MULTIPLE_NO},
        {"-8", "-4", NUMBER_MULTIPLE_YES},
        {"0", "0", NUMBER_MULTIPLE_YES},
        {"5", "0", NUMBER_MULTIPLE_NO},
        {"1e308", "0.123456789", NUMBER_MULTIPLE_NO},
        {"1e999999999", "1024", NUMBER_MULTIPLE_YES},
        {"1e999999999", "3", NUMBER_MULTIPLE_NO},
        {"3e999999999", "3072", NUMBER_MULTIPLE_YES},
        {"1e9", "1024", NUMBER_MULTIPLE_NO},
        {"5", "10", NUMBER_MULTIPLE_NO},
        {"15241578753238836750190521", "123456789012345678901", NUMBER_MULTIPLE_NO},
        {"370370367037037036703", "123456789012345678901", NUMBER_MULTIPLE_YES},
        {"370370367037037036704", "123456789012345678901", NUMBER_MULTIPLE_NO},
        {"1e999999999", "147573952589676412928", NUMBER_MULTIPLE_YES}, /* 2^67 */
        {"1e70", "11111111111111111111111111111111111111111111111111111111111111111", NUMBER_MULTIPLE_UNKNOWN},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (number_is_multiple_of(read_number(table[i].a), read_number(table[i].b)) != table[i].expected)
            fail_msg("%s of %s", table[i].a, table[i].b);
}

static void test_neighbouring_multiples(void **state)
{
    (void)state;
    static const struct {
        const char *a, *step, *floor, *ceiling;
    } table[] = {
        {"7", "3", "6", "9"},
        {"-7", "3", "-9", "-6"},
        {"6", "3", "6", "6"},
        {"0", "3", "0", "0"},
        {"0.25", "1", "0", "1"},
        {"-0.25", "1", "-1", "0"},
        {"1", "0.3", "0.9", "1.2"},
        {"1000", "7", "994", "1001"},
        {"1e30", "7", "999999999999999999999999999999", "1000000000000000000000000000006"}, /* 10^30 = 1 mod 7 */
        {"5", "1e999999999", "0", "1e999999999"},
        {"1e999999999", "1e999999998", "1e999999999", "1e999999999"},
        {"123456789012345678901234567890.5", "1e20", "123456789e21", "1234567891e20"},
    };
    struct number result;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct number a = read_number(table[i].a), step = read_number(table[i].step);
        assert_true(number_floor_multiple(&arena, a, step, &result));
        if (number_compare(result, read_number(table[i].floor)) != 0)
            fail_msg("floor of %s by %s", table[i].a, table[i].step);
        assert_true(number_ceiling_multiple(&arena, a, step, &result));
        if (number_compare(result, read_number(table[i].ceiling)) != 0)
            fail_msg("ceiling of %s by %s", table[i].a, table[i].step);
    }
    assert_false(number_floor_multiple(&arena, read_number("1e999999999"), read_number("7"), &result));
    assert_true(number_remainder(&arena, read_number("-1e2000"), read_number("0.7"), &result));
    assert_prints(result, "0.6"); /* 10^6 = 1 mod 7, so 10^2001 = 10^3 = 6 */
}

static void test_products(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b, *product, *common; /* the least common multiple of the magnitudes */
    } table[] = {
        {"0.3", "0.5", "0.15", "1.5"},
        {"6", "4", "24", "12"},
        {"-12", "18", "-216", "36"},
        {"99", "99", "9801", "99"},
        {"1", "0.75", "0.75", "3"},
        {"1e999999999", "3", "3e999999999", NULL},
        {"1e999999999", "2", "2e999999999", "1e999999999"},
        {"1e999999999", "3e999999999", "3e1999999998", "3e999999999"},
        {"123456789012345678901", "3", "370370367037037036703", "370370367037037036703"}, /* its digits add up to 91 */
    };
    struct number result;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct number a = read_number(table[i].a), b = read_number(table[i].b);
        assert_true(number_multiply(&arena, a, b, &result));
        assert_int_equal(number_compare(result, read_number(table[i].product)), 0);
        a.is_negative = false;
        bool is_found = number_common_multiple(&arena, a, b, &result);
        assert_int_equal(is_found, table[i].common != NULL);
        if (is_found && number_compare(result, read_number(table[i].common)) != 0)
            fail_msg("common multiple of %s and %s", table[i].a, table[i].b);
    }
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
        cmocka_unit_test(test_parse),      cmocka_unit_test(test_refused),
        cmocka_unit_test(test_base_limit), cmocka_unit_test(test_percent_and_ratio),
        cmocka_unit_test(test_order),      cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_int64),      cmocka_unit_test(test_add),
        cmocka_unit_test(test_multiple),   cmocka_unit_test(test_neighbouring_multiples),
        cmocka_unit_test(test_products),
    };
    return cmocka_run_group_tests(tests, NULL, teardown);
}

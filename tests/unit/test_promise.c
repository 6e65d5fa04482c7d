#include "base/arena.h"
#include "check/promise.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct arena arena;

/* The number printed, "-" when it was not read. */
static const char *printed(bool is_read, struct number number)
{
    return is_read ? str_c(&arena, number_print(&arena, number)) : "-";
}

static struct text text(const char *value)
{
    return (struct text){.value = str_of(value)};
}

static void test_percent(void **state)
{
    (void)state;
    static const char *const table[][2] = {
        {"99.9%", "99.9"}, {"99.9", "99.9"}, {"100", "100"}, {"0.5%", "0.5"},    {"0", "0"},
        {"-1", "-1"},      {"0.999", "-"},   {"1", "-"},     {"1.01", "1.01"},   {"99,9%", "-"},
        {"high", "-"},     {"", "-"},        {".nan", "-"},  {"1e999", "1e999"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct number percent = number_of(&arena, 7);
        bool is_read = promise_percent(&arena, text(table[i][0]), &percent);
        assert_string_equal(printed(is_read, percent), table[i][1]);
        assert_true(is_read || number_compare(percent, number_of(&arena, 7)) == 0);
    }
}

static void test_ratio(void **state)
{
    (void)state;
    static const char *const table[][2] = {
        {"0.95", "0.95"}, {"95%", "0.95"}, {"0", "0"},  {"1", "1"},         {"100%", "1"}, {"100.1%", "-"},
        {"1.0001", "-"},  {"-0.1", "-"},   {"95", "-"}, {"1e-50", "1e-50"}, {"", "-"},     {"good", "-"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct number ratio;
        bool is_read = promise_ratio(&arena, text(table[i][0]), &ratio);
        assert_string_equal(printed(is_read, ratio), table[i][1]);
    }
}

static void test_understood_numbers(void **state)
{
    (void)state;
    static const char *const table[][2] = {
        {"99,9%", "99.9"},
        {">= 99.9 %", "99.9"},
        {"99.95 percent", "99.95"},
        {"at least 99%", "99"},
        {"0,95", "0.95"},
        {"0,950", "0.95"},
        {"1,000", "-"},
        {"99%%", "-"},
        {"three nines", "-"},
        {"", "-"},
        {"1,2,3", "-"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct number number;
        bool is_read = promise_understand_number(&arena, str_of(table[i][0]), &number);
        assert_string_equal(printed(is_read, number), table[i][1]);
    }
}

static void test_duration(void **state)
{
    (void)state;
    static const char *const table[][2] = {
        {"PT15M", "900"}, {"15m", "900"}, {"daily", "86400"}, {"< 24h", "86400"},
        {"PT15", "-"},    {"", "-"},      {"soon", "-"},      {"PT99999999999999999999S", "-"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct duration duration = {.is_overflow = true};
        bool is_read = promise_duration(&arena, text(table[i][0]), &duration);
        assert_string_equal(printed(is_read, duration.seconds), table[i][1]);
        assert_true(is_read || duration.is_overflow);
    }
}

static void out_of_memory(void)
{
    fail_msg("out of memory");
}

static int setup(void **state)
{
    (void)state;
    arena_init(&arena, out_of_memory);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_percent),
        cmocka_unit_test(test_ratio),
        cmocka_unit_test(test_understood_numbers),
        cmocka_unit_test(test_duration),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}

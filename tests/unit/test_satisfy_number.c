#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "leaf_text.h"

static struct arena arena;

static void assert_answer(const char *goal, size_t count, const char *expected)
{
    const char *answer = leaf_answer_number(&arena, str_of(goal), count);
    if (strcmp(answer, expected) != 0)
        fail_msg("%s: %s, not %s", goal, answer, expected);
}

static void test_values(void **state)
{
    (void)state;
    static const struct {
        const char *demands;
        size_t count;
        const char *values;
    } table[] = {
        {"", 5, "0 1 -1 2 -2"},
        {">=5", 2, "5 6"},
        {">5", 2, "6 7"},
        {"<-5", 2, "-6 -7"},
        {"<=-5", 1, "-5"},
        {"!>=5 >=3", 2, "3 4"},
        {"!<5", 1, "5"},
        {">0 <1", 2, "0.1 0.2"},
        {">0.5 <0.51", 1, "0.501"},
        {">-1 <0", 1, "-0.1"},
        {">=5 <=5", 3, "5 all"},
        {"int >=0.5 <=2.5", 3, "1 2 all"},
        {"int >=0.5 <=2.5", 2, "1 2 all"},
        {"int >=0.5 <=2.5", 1, "1"},
        {"int >-2 <2", 8, "0 1 -1 all"},
        {"int >-2 <2 =0", 8, "1 -1 all"},
        {"!int", 3, "0.1 -0.1 0.2"},
        {"!int !%0.1", 2, "0.01 -0.01"},
        {"!int >=7", 1, "7.1"},
        {"%0.25 !int >1 <2", 8, "1.25 1.5 1.75 all"},
        {"%0.3 %0.5 >0", 2, "1.5 3"},
        {"%6 %4 >=100 <=120", 8, "108 120 all"},
        {"int !%2 !%3 !%5 >=2 <=30", 8, "7 11 13 17 19 23 29 all"},
        {"int >=1e300", 2, "1e300 2e300"},
        {"int >1e300 <2e300", 1, "1.1e300"},
        {"%7 >1e999999999", 1, "7e999999999"},
        {">1e-300 <2e-300", 1, "1.1e-300"},
        {">1e999999999", 1, "2e999999999"},
        {"<-1e999999999 int", 1, "-2e999999999"},
        {">1e999999999 <1e9999999999 %3", 1, "3e999999999"},
        {">=0.1 <=0.1", 1, "0.1 all"},
        {"%1e-400 >1e-400", 1, "2e-400"},
        {"=0 =1 =-1", 1, "2"},
        {">=1e2000 !%123456789012345678901234567890123456789012345678901234567890123456789", 1, "1e2000"},
        {"%123456789012345678901234567890123456789012345678901234567890123456789 >5", 1,
         "123456789012345678901234567890123456789012345678901234567890123456789"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        assert_answer(table[i].demands, table[i].count, text_print(&arena, "YES %s", table[i].values));
}

static void test_none(void **state)
{
    (void)state;
    static const struct {
        const char *demands;
        const char *conflict;
    } table[] = {
        {">=5 <5", " 0 1"},
        {">5 <=5", " 0 1"},
        {"<3 int >=3", " 0 2"},
        {">=1 >=7 <9 <=6.99", " 1 3"},
        {"!>=5 >=5", " 0 1"},
        {"int !int", " 0 1"},
        {"!%5 %3 %10", " 0 2"},
        {"%3 %5 !%15", ""},
        {"int >0.2 <0.8", ""},
        {"%7 >=8 <14", ""},
        {"int >=0 <=2 =0 =1 =2", ""},
        {">=3 <=3 !int", ""},
        {"int >=1 <=1 !%1", " 0 3"},
        {"int >=2 <=4 !%2 !%3", ""},
        {">=2 <=2 =2.0", ""},
        {">1e999999999 <1e999999998", " 0 1"},
        {"%0.1 >0 <1e-999999999", ""},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        assert_answer(table[i].demands, 1, text_print(&arena, "NO%s", table[i].conflict));
}

/* Too much work is no answer, and ends soon. */
static void test_unknown(void **state)
{
    (void)state;
    static const char *const table[] = {
        "%7 >1e999999999 <1.05e999999999",
        "%3e-999999999 %7 >0 <1",
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        assert_answer(table[i], 1, "UNKNOWN");
}

static struct number digits(char digit, size_t count)
{
    char *text = arena_alloc_bytes(&arena, count);
    memset(text, digit, count);
    return number_make((struct str){text, count}, (int64_t)count, false);
}

static void test_long_numbers(void **state)
{
    (void)state;
    enum { LENGTH = 10000 };
    struct number nines = digits('9', LENGTH), values[2];
    struct number_demand demands[] = {{NUMBER_EXCLUSIVE_MINIMUM, false, nines},
                                      {NUMBER_INTEGER, false, {{NULL, 0}, 0, false}},
                                      {NUMBER_EXCLUSIVE_MAXIMUM, false, digits('9', LENGTH + 1)},
                                      {NUMBER_MULTIPLE_OF, false, digits('7', 3)}};
    struct number_goal goal = {.demands = demands, .demand_count = 2};
    struct leaf leaf = satisfy_number(&arena, &goal, values, 2);
    assert_int_equal(leaf.answer, SCHEMA_YES);
    assert_int_equal(leaf.found, 2);
    assert_true(number_compare(values[0], nines) > 0);
    goal.demand_count = 4;
    leaf = satisfy_number(&arena, &goal, values, 1);
    assert_int_equal(leaf.answer, SCHEMA_YES);
    assert_int_equal(number_is_multiple_of(values[0], demands[3].value), NUMBER_MULTIPLE_YES);
    assert_true(number_compare(values[0], nines) > 0);
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
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_values), cmocka_unit_test(test_none),
                                       cmocka_unit_test(test_unknown), cmocka_unit_test(test_long_numbers)};
    return cmocka_run_group_tests(tests, NULL, teardown);
}

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "schema/satisfy_leaf.h"

enum { DEMANDS_MAX = 8, VALUES_MAX = 8 };

static struct arena arena;

static struct number read_number(struct str text)
{
    struct number number;
    assert_true(number_parse(&arena, text, &number));
    return number;
}

/* ">=5", ">5", "<=5", "<5", "%5" (a multiple), "int"; negated with "!" before it. */
static struct number_demand read_demand(struct str text)
{
    static const struct {
        const char *sign;
        enum number_demand_kind kind;
    } signs[] = {{">=", NUMBER_MINIMUM},          {">", NUMBER_EXCLUSIVE_MINIMUM}, {"<=", NUMBER_MAXIMUM},
                 {"<", NUMBER_EXCLUSIVE_MAXIMUM}, {"%", NUMBER_MULTIPLE_OF},       {"int", NUMBER_INTEGER}};
    struct number_demand demand = {.is_negated = str_starts(text, "!")};
    text = str_slice(text, demand.is_negated, text.len);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (!str_starts(text, signs[i].sign))
            continue;
        demand.kind = signs[i].kind;
        if (demand.kind != NUMBER_INTEGER)
            demand.value = read_number(str_slice(text, strlen(signs[i].sign), text.len));
        return demand;
    }
    fail_msg("no demand: %.*s", STR_ARG(text));
    return demand;
}

/* Solves demands separated by blanks, with "=5" for an excluded value. */
static struct leaf solve(const char *text, struct number *values, size_t count)
{
    struct number_demand demands[DEMANDS_MAX];
    struct number excluded[DEMANDS_MAX];
    struct number_goal goal = {.demands = demands, .excluded = excluded};
    for (struct str rest = str_of(text); rest.len;) {
        size_t end = str_index(rest, ' ');
        struct str word = str_slice(rest, 0, end);
        rest = str_slice(rest, end + 1, rest.len);
        if (word.at[0] == '=')
            excluded[goal.excluded_count++] = read_number(str_slice(word, 1, word.len));
        else
            demands[goal.demand_count++] = read_demand(word);
    }
    return satisfy_number(&arena, &goal, values, count);
}

static const char *print_values(const struct number *values, struct leaf leaf)
{
    struct buf buf = {.arena = &arena};
    for (size_t i = 0; i < leaf.found; i++) {
        buf_add_c(&buf, i ? " " : "");
        buf_add(&buf, number_print(&arena, values[i]));
    }
    buf_add_c(&buf, leaf.is_all ? " all" : "");
    return buf_c(&buf);
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
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct number values[VALUES_MAX];
        struct leaf leaf = solve(table[i].demands, values, table[i].count);
        const char *printed = print_values(values, leaf);
        if (leaf.answer != SCHEMA_YES || strcmp(printed, table[i].values) != 0)
            fail_msg("%s: %s, not %s", table[i].demands, printed, table[i].values);
    }
}

static void test_none(void **state)
{
    (void)state;
    enum { NO = -1 };
    static const struct {
        const char *demands;
        int first, second;
    } table[] = {
        {">=5 <5", 0, 1},
        {">5 <=5", 0, 1},
        {"<3 int >=3", 0, 2},
        {">=1 >=7 <9 <=6.99", 1, 3},
        {"!>=5 >=5", 0, 1},
        {"int !int", 0, 1},
        {"!%5 %3 %10", 0, 2},
        {"%3 %5 !%15", NO, NO},
        {"int >0.2 <0.8", NO, NO},
        {"%7 >=8 <14", NO, NO},
        {"int >=0 <=2 =0 =1 =2", NO, NO},
        {">=3 <=3 !int", NO, NO},
        {"int >=1 <=1 !%1", 0, 3},
        {"int >=2 <=4 !%2 !%3", NO, NO},
        {">=2 <=2 =2.0", NO, NO},
        {">1e999999999 <1e999999998", 0, 1},
        {"%0.1 >0 <1e-999999999", NO, NO},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct number values[1];
        struct leaf leaf = solve(table[i].demands, values, 1);
        size_t first = table[i].first == NO ? LEAF_NO_DEMAND : (size_t)table[i].first;
        size_t second = table[i].second == NO ? LEAF_NO_DEMAND : (size_t)table[i].second;
        if (leaf.answer != SCHEMA_NO || leaf.conflict[0] != first || leaf.conflict[1] != second)
            fail_msg("%s: %d, %zd and %zd", table[i].demands, (int)leaf.answer, (ssize_t)leaf.conflict[0],
                     (ssize_t)leaf.conflict[1]);
        assert_int_equal(leaf.found, 0);
        assert_true(leaf.is_all);
    }
}

/* Too much work is no answer, and ends soon. */
static void test_unknown(void **state)
{
    (void)state;
    static const char *const table[] = {
        "%7 >1e999999999 <1.05e999999999",
        "%3e-999999999 %7 >0 <1",
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct number values[1];
        struct leaf leaf = solve(table[i], values, 1);
        if (leaf.answer != SCHEMA_UNKNOWN)
            fail_msg("%s: %d", table[i], (int)leaf.answer);
        assert_false(leaf.is_all);
    }
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

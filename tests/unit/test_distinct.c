#include "base/arena.h"
#include "base/distinct.h"
#include "base/hash.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static struct arena scratch;

static int scratch_begin(void **state)
{
    (void)state;
    arena_init(&scratch, NULL);
    return 0;
}

static int scratch_end(void **state)
{
    (void)state;
    arena_free(&scratch);
    return 0;
}

static uint64_t hash_of(uint64_t value)
{
    static const uint64_t seed[] = {1, 2};
    return hash_bytes(seed, (struct str){(const char *)&value, sizeof value});
}

static uint64_t count_of(uint64_t different, unsigned times)
{
    struct distinct set = {.arena = &scratch};
    for (unsigned time = 0; time < times; time++)
        for (uint64_t i = 0; i < different; i++)
            distinct_add(&set, hash_of(i));
    return distinct_count(&set);
}

static void test_exact(void **state)
{
    struct distinct set = {.arena = &scratch};
    (void)state;
    assert_int_equal(count_of(0, 1), 0);
    assert_int_equal(count_of(1, 3), 1);
    assert_int_equal(count_of(1000, 2), 1000);
    assert_int_equal(count_of(DISTINCT_EXACT, 2), DISTINCT_EXACT);
    distinct_add(&set, 0);
    distinct_add(&set, 0);
    assert_int_equal(distinct_count(&set), 1);
    assert_false(distinct_is_estimate(&set));
}

/* Within four standard errors, 4.6 %. */
static void test_estimates(void **state)
{
    static const uint64_t counts[] = {DISTINCT_EXACT + 1, 50000, 100000, 300000, 1000000};
    (void)state;
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        uint64_t count = count_of(counts[i], 1);
        assert_in_range(count, counts[i] - counts[i] * 46 / 1000, counts[i] + counts[i] * 46 / 1000);
        assert_int_equal(count, count_of(counts[i], 2));
    }
}

/* The order does not matter. */
static void test_order(void **state)
{
    struct distinct up = {.arena = &scratch}, down = {.arena = &scratch};
    (void)state;
    for (uint64_t i = 0; i < 70000; i++) {
        distinct_add(&up, hash_of(i));
        distinct_add(&down, hash_of(69999 - i));
    }
    assert_true(distinct_is_estimate(&up));
    assert_int_equal(distinct_count(&up), distinct_count(&down));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_exact), cmocka_unit_test(test_estimates),
                                       cmocka_unit_test(test_order)};
    return cmocka_run_group_tests(tests, scratch_begin, scratch_end);
}

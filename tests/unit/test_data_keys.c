#include "base/arena.h"
#include "data/data_keys.h"

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

static struct hash_wide hash_of(uint32_t value)
{
    static const uint64_t seed[] = {1, 2};
    return hash_bytes_wide(seed, (struct str){(const char *)&value, sizeof value});
}

static void add(struct data_key_values *values, struct hash_wide hash, uint32_t line)
{
    const struct data_seen seen = {hash, 1, line};
    data_key_values_add(values, &scratch, &seen);
}

static void finds_what_was_added(void **state)
{
    (void)state;
    enum { COUNT = 100000 }; /* it grows several times */
    struct data_key_values values = {.at = NULL};
    assert_null(data_key_values_find(&values, hash_of(0)));
    data_key_values_prefetch(&values, hash_of(0));
    for (uint32_t i = 0; i < COUNT; i++) {
        assert_null(data_key_values_find(&values, hash_of(i)));
        add(&values, hash_of(i), i + 1);
    }
    assert_int_equal(values.count, COUNT);
    for (uint32_t i = 0; i < COUNT; i++) {
        const struct data_seen *seen = data_key_values_find(&values, hash_of(i));
        assert_non_null(seen);
        assert_int_equal(seen->line, i + 1);
        assert_null(data_key_values_find(&values, hash_of(COUNT + i)));
    }
}

/* In the same slot, with the same 32 bits in it. */
static void tells_all_bits_apart(void **state)
{
    (void)state;
    static const struct hash_wide near[] = {
        {{5, UINT64_C(7) << 32}},
        {{5 + 1024, UINT64_C(7) << 32}},
        {{5 + (UINT64_C(1) << 63), UINT64_C(7) << 32}},
        {{5, (UINT64_C(7) << 32) | 1}},
        {{5, 0}},
        {{0, 0}},
    };
    enum { COUNT = sizeof near / sizeof *near };
    struct data_key_values values = {.at = NULL};
    for (uint32_t i = 0; i < COUNT; i++) {
        assert_null(data_key_values_find(&values, near[i]));
        add(&values, near[i], i);
    }
    for (uint32_t i = 0; i < COUNT; i++)
        assert_int_equal(data_key_values_find(&values, near[i])->line, i);
}

/* 24 bytes for each value, of whose room two thirds are used, and two slots of 8. What has grown elsewhere was given
   back, but for what is smaller than a chunk. */
static void takes_little_memory(void **state)
{
    (void)state;
    enum { COUNT = 1 << 20 };
    struct data_key_values values = {.at = NULL};
    size_t before = arena_size(&scratch);
    for (uint32_t i = 0; i < COUNT; i++)
        add(&values, hash_of(i), i);
    assert_int_equal(values.capacity, COUNT * 2);
    assert_in_range(arena_size(&scratch) - before, (size_t)COUNT * 40, (size_t)COUNT * 52 + (256 << 10));
}

static void kinds_have_other_seeds(void **state)
{
    (void)state;
    const struct data_key_seeds seeds = data_key_seeds_make(&scratch), again = data_key_seeds_make(&scratch);
    const uint64_t firsts[] = {seeds.string[0], seeds.boolean[0], seeds.number[0], seeds.list[0]};
    assert_memory_equal(&seeds, &again, sizeof seeds);
    for (size_t i = 0; i < sizeof firsts / sizeof *firsts; i++)
        for (size_t j = 0; j < i; j++)
            assert_int_not_equal(firsts[i], firsts[j]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_what_was_added),
        cmocka_unit_test(tells_all_bits_apart),
        cmocka_unit_test(takes_little_memory),
        cmocka_unit_test(kinds_have_other_seeds),
    };
    return cmocka_run_group_tests(tests, scratch_begin, scratch_end);
}

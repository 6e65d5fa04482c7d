#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"

#include <string.h>

enum { LARGE = 1 << 20, SMALL = 100 };

static struct arena arena;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, NULL);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

static char *filled(size_t size, char with)
{
    return memset(arena_alloc_raw(&arena, size), with, size);
}

static void assert_filled(const char *at, size_t size, char with)
{
    for (size_t i = 0; i < size; i++)
        assert_int_equal(at[i], with);
}

static void grows_what_is_small_elsewhere(void **state)
{
    (void)state;
    char *at = filled(SMALL, 'a'), *other = filled(SMALL, 'b');
    char *grown = arena_grow(&arena, at, SMALL, 2 * SMALL);
    memset(grown + SMALL, 'c', SMALL);
    assert_ptr_not_equal(grown, at);
    assert_filled(grown, SMALL, 'a');
    assert_filled(other, SMALL, 'b');
    assert_int_equal((uintptr_t)grown % _Alignof(max_align_t), 0);
}

static void grows_from_nothing(void **state)
{
    (void)state;
    memset(arena_grow(&arena, NULL, 0, SMALL), 'a', SMALL);
    assert_true(arena_size(&arena) >= SMALL);
}

/* Not the last allocation either: what came later stays what it is and where it is. */
static void grows_what_is_large_in_its_own_place(void **state)
{
    (void)state;
    char *first = filled(LARGE, 'a'), *small = filled(SMALL, 'b'), *last = filled(LARGE, 'c');
    size_t before = arena_size(&arena);
    first = arena_grow(&arena, first, LARGE, 3 * LARGE);
    assert_int_equal(arena_size(&arena), before + 2 * LARGE);
    last = arena_grow(&arena, last, LARGE, 2 * LARGE);
    assert_int_equal(arena_size(&arena), before + 3 * LARGE);
    memset(first + LARGE, 'd', 2 * LARGE);
    memset(last + LARGE, 'e', LARGE);
    char *after = filled(SMALL, 'f');
    assert_filled(first, LARGE, 'a');
    assert_filled(small, SMALL, 'b');
    assert_filled(last, LARGE, 'c');
    assert_filled(after, SMALL, 'f');
}

static void gives_back_what_is_large(void **state)
{
    (void)state;
    char *first = filled(LARGE, 'a'), *last = filled(LARGE, 'b');
    size_t before = arena_size(&arena);
    arena_give_back(&arena, first, LARGE);
    assert_int_equal(arena_size(&arena), before - LARGE);
    assert_filled(last, LARGE, 'b');
    arena_give_back(&arena, last, LARGE);
    assert_int_equal(arena_size(&arena), before - 2 * LARGE);
    assert_filled(filled(SMALL, 'c'), SMALL, 'c');
}

static void keeps_what_is_small_or_not_its_own(void **state)
{
    (void)state;
    static char foreign[LARGE];
    char *small = filled(SMALL, 'a');
    size_t before = arena_size(&arena);
    arena_give_back(&arena, small, SMALL);
    arena_give_back(&arena, foreign, LARGE);
    arena_give_back(&arena, NULL, 0);
    assert_int_equal(arena_size(&arena), before);
    assert_filled(small, SMALL, 'a');
}

static void goes_back_to_a_mark_behind_what_was_given_back(void **state)
{
    (void)state;
    char *kept = filled(SMALL, 'a');
    struct arena_mark mark = arena_mark(&arena);
    size_t before = arena_size(&arena);
    char *large = filled(LARGE, 'b');
    filled(SMALL, 'c');
    large = arena_grow(&arena, large, LARGE, 2 * LARGE);
    arena_give_back(&arena, large, 2 * LARGE);
    arena_rewind(&arena, mark);
    assert_int_equal(arena_size(&arena), before);
    assert_filled(kept, SMALL, 'a');
}

static void is_used_until_it_is_reset(void **state)
{
    (void)state;
    assert_false(arena_is_used(&arena));
    filled(SMALL, 'a');
    assert_true(arena_is_used(&arena));
    arena_reset(&arena);
    assert_false(arena_is_used(&arena));
    assert_int_equal(arena_size(&arena), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(grows_what_is_small_elsewhere, set_up, tear_down),
        cmocka_unit_test_setup_teardown(grows_from_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(grows_what_is_large_in_its_own_place, set_up, tear_down),
        cmocka_unit_test_setup_teardown(gives_back_what_is_large, set_up, tear_down),
        cmocka_unit_test_setup_teardown(keeps_what_is_small_or_not_its_own, set_up, tear_down),
        cmocka_unit_test_setup_teardown(goes_back_to_a_mark_behind_what_was_given_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(is_used_until_it_is_reset, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

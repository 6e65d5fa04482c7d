#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "yaml/edit.h"

enum { EDITS_MAX = 8 };

static struct edit edit(uint32_t start, uint32_t end, const char *text)
{
    return (struct edit){{start, end}, str_of(text)};
}

static void assert_text(struct str text, const char *wanted)
{
    assert_int_equal(text.len, strlen(wanted));
    assert_memory_equal(text.at, wanted, text.len);
}

static void applies_in_order_and_leaves_out_what_overlaps(void **state)
{
    struct arena arena;
    (void)state;
    arena_init(&arena, NULL);
    const struct edit edits[] = {edit(7, 8, "X"),  edit(0, 1, "A"),   edit(3, 6, ""),   edit(5, 7, "no"),
                                 edit(7, 7, "no"), edit(10, 10, "!"), edit(9, 11, "no")};
    bool is_applied[7];
    assert_text(edit_apply(&arena, STR("0123456789"), edits, 7, is_applied), "A126X89!");
    const bool wanted[] = {true, true, true, false, false, true, false};
    assert_memory_equal(is_applied, wanted, sizeof wanted);
    assert_text(edit_apply(&arena, STR("0123"), NULL, 0, NULL), "0123");
    arena_free(&arena);
}

static const struct {
    struct edit first, second, composed;
} pairs[] = {
    {{{2, 4}, {"abc", 3}}, {{8, 9}, {"x", 1}}, {{2, 4}, {"abc", 3}}}, /* apart: the second one is checked below */
    {{{2, 4}, {"abc", 3}}, {{3, 4}, {"X", 1}}, {{2, 4}, {"aXc", 3}}}, /* inside what was put in */
    {{{2, 4}, {"abc", 3}}, {{1, 6}, {"X", 1}}, {{1, 5}, {"X", 1}}},   /* around it */
    {{{2, 4}, {"abc", 3}}, {{2, 2}, {"X", 1}}, {{2, 4}, {"Xabc", 4}}},
    {{{2, 4}, {"abc", 3}}, {{5, 5}, {"X", 1}}, {{2, 4}, {"abcX", 4}}},
    {{{2, 4}, {"", 0}}, {{2, 3}, {"X", 1}}, {{2, 5}, {"X", 1}}},
};

static void composes_two_steps(void **state)
{
    struct arena arena;
    (void)state;
    arena_init(&arena, NULL);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        size_t count;
        const struct edit *made = edit_compose(&arena, &pairs[i].first, 1, &pairs[i].second, 1, &count);
        assert_int_equal(count, i == 0 ? 2 : 1);
        assert_int_equal(made->span.start, pairs[i].composed.span.start);
        assert_int_equal(made->span.end, pairs[i].composed.span.end);
        assert_true(str_equal(made->text, pairs[i].composed.text));
        if (i == 0) {
            assert_int_equal(made[1].span.start, 7);
            assert_int_equal(made[1].span.end, 8);
        }
    }
    arena_free(&arena);
}

static uint32_t next_random(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % below;
}

/* Up to EDITS_MAX edits of a text of `len` bytes, in order and without overlaps. */
static size_t random_edits(uint32_t *seed, size_t len, struct edit *edits)
{
    static const char texts[] = "abcdefgh";
    size_t count = 0;
    for (uint32_t at = next_random(seed, 3); at <= len && count < EDITS_MAX; at += 1 + next_random(seed, 4)) {
        uint32_t size = next_random(seed, 4);
        uint32_t end = at + size <= len ? at + size : (uint32_t)len;
        edits[count++] = (struct edit){{at, end}, {texts + next_random(seed, 5), next_random(seed, 4)}};
        at = end;
    }
    return count;
}

static void composed_edits_do_what_both_steps_do(void **state)
{
    uint32_t seed = 7;
    (void)state;
    for (int i = 0; i < 20000; i++) {
        struct arena arena;
        struct edit first[EDITS_MAX], second[EDITS_MAX];
        const struct str text = STR("0123456789ABCDEFGHIJ");
        arena_init(&arena, NULL);
        size_t first_count = random_edits(&seed, text.len, first), count;
        struct str between = edit_apply(&arena, text, first, first_count, NULL);
        size_t second_count = random_edits(&seed, between.len, second);
        struct str wanted = edit_apply(&arena, between, second, second_count, NULL);
        const struct edit *made = edit_compose(&arena, first, first_count, second, second_count, &count);
        assert_true(str_equal(edit_apply(&arena, text, made, count, NULL), wanted));
        for (size_t k = 1; k < count; k++)
            assert_true(made[k].span.start > made[k - 1].span.end);
        arena_free(&arena);
    }
}

static void sorts_by_place_and_keeps_the_order_of_equals(void **state)
{
    struct arena arena;
    (void)state;
    arena_init(&arena, NULL);
    struct edit edits[] = {edit(5, 5, "c"), edit(1, 2, "a"), edit(5, 6, "d"), edit(3, 3, "b")};
    edit_sort(&arena, edits, 4);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(edits[i].text.at[0], "abcd"[i]);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(applies_in_order_and_leaves_out_what_overlaps),
        cmocka_unit_test(composes_two_steps),
        cmocka_unit_test(composed_edits_do_what_both_steps_do),
        cmocka_unit_test(sorts_by_place_and_keeps_the_order_of_equals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/hash.h"
#include "tree_text.h"
#include "yaml/equal.h"

static struct arena arena;

static const struct node *value_of(const char *text)
{
    struct source *source = arena_new(&arena, struct source);
    return read_text(&arena, source, "x.yaml", str_of(text), &limits_default)->root;
}

static uint64_t hash_of(const struct node *node)
{
    uint64_t budget = 1000;
    return node_hash(&arena, hash_seed(&arena), node, &budget);
}

static const struct {
    const char *a, *b;
    bool are_equal;
} pairs[] = {
    {"1", "1.0", true},
    {"12.5", "1.25e1", true},
    {"0", "-0.0", true},
    {"1", "'1'", false},
    {"true", "True", true},
    {"true", "'true'", false},
    {"null", "~", true},
    {"null", "''", false},
    {"null", "false", false},
    {"0", "false", false},
    {"[1, 2]", "[1.0, 2]", true},
    {"[1, 2]", "[2, 1]", false},
    {"[1, [2]]", "[[1], 2]", false},
    {"[]", "{}", false},
    {"{a: 1, b: 2}", "{b: 2, a: 1.0}", true},
    {"{a: 1, b: 2}", "{a: 2, b: 1}", false},
    {"{a: 1}", "{a: 1, b: 1}", false},
    {"[&x {a: 1}, *x]", "[{a: 1}, {a: 1}]", true},
};

static void hashes_agree_with_equality(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const struct node *a = value_of(pairs[i].a), *b = value_of(pairs[i].b);
        if (node_equal(a, b) != pairs[i].are_equal || (hash_of(a) == hash_of(b)) != pairs[i].are_equal)
            fail_msg("%s and %s", pairs[i].a, pairs[i].b);
    }
}

static void work_is_bounded(void **state)
{
    (void)state;
    const struct node *a = value_of("[1, 2, 3, 4]"), *b = value_of("[1, 2, 3, 4]");
    uint64_t budget = 6;
    assert_true(node_equal_within(a, b, &budget));
    assert_int_equal(budget, 1);
    budget = 5;
    assert_false(node_equal_within(a, b, &budget));
    assert_int_equal(budget, 0);
    budget = 5;
    node_hash(&arena, hash_seed(&arena), a, &budget);
    assert_int_equal(budget, 0);
}

static void long_texts_cost_more(void **state)
{
    (void)state;
    const char *text = text_print(&arena, "%0128d", 1);
    uint64_t budget = 100;
    assert_true(node_equal_within(value_of(text), value_of(text), &budget));
    assert_int_equal(budget, 97);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hashes_agree_with_equality),
        cmocka_unit_test(work_is_bounded),
        cmocka_unit_test(long_texts_cost_more),
    };
    arena_init(&arena, NULL);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&arena);
    return failed;
}

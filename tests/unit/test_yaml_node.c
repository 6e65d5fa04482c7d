#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tree_text.h"
#include "yaml/decimal.h"
#include "yaml/edit.h"
#include "yaml/equal.h"

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

static const struct node *root_of(const char *yaml)
{
    struct source source;
    return read_text(&arena, &source, "x.yaml", str_of(yaml), &limits_default)->root;
}

static void nodes_are_64_bytes(void **state)
{
    (void)state;
    assert_true(sizeof(struct node) <= 64);
}

static void lookups_go_through_aliases(void **state)
{
    const struct node *root = root_of("a: &a {x: 1}\nb: *a\nc: {<<: *a, y: ~}\nd: *no\ne: [p, q]\n? [k]\n: v\n");
    (void)state;
    const struct node *b = node_find(root, "b");
    assert_int_equal(b->kind, NODE_ALIAS);
    assert_true(node_is_mapping(b));
    assert_true(str_is(node_text(node_find(b, "x")), "1"));
    assert_ptr_equal(node_children(b), node_find(b, "x"));
    assert_true(str_is(node_text(node_find(node_find(root, "c"), "x")), "1"));
    assert_true(node_is_null(node_find(node_find(root, "c"), "y")));
    const struct node *undefined = node_find(root, "d");
    assert_null(node_resolve(undefined));
    assert_false(node_is_mapping(undefined) || node_is_scalar(undefined) || node_is_null(undefined));
    assert_int_equal(node_text(undefined).len, 0);
    assert_true(node_is_sequence(node_find(root, "e")));
    assert_null(node_find(node_find(root, "e"), "p"));
    assert_int_equal(node_key(node_children(node_find(root, "e"))).len, 0);
    assert_null(node_find(root, ""));
    assert_int_equal(node_key(root->last).len, 0);
    assert_null(node_children(NULL));
    assert_null(node_find(NULL, "a"));
}

static void kinds_have_names(void **state)
{
    static const struct {
        const char *yaml, *name;
    } rows[] = {{"{}", "mapping"}, {"[]", "list"},      {"x", "string"}, {"1", "integer"},
                {"1.5", "number"}, {"true", "boolean"}, {"~", "null"},   {"'1'", "string"}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(node_kind_name(root_of(rows[i].yaml)), rows[i].name);
}

static void values_are_equal_as_in_json(void **state)
{
    static const struct {
        const char *a, *b;
        bool is_equal;
    } rows[] = {
        {"1", "1.0", true},
        {"100", "1e2", true},
        {"-0.0", "0", true},
        {"0.1", "1e-1", true},
        {"12.50", "+1.25E+1", true},
        {"1", "-1", false},
        {"1", "'1'", false},
        {"9007199254740993", "9007199254740992", false},
        {"1e999999999999", "1e99999999999999", true},
        {"1e400", "1e401", false},
        {".inf", ".inf", true},
        {"true", "True", true},
        {"true", "false", false},
        {"~", "null", true},
        {"~", "''", false},
        {"a", "\"a\"", true},
        {"[1, [2]]", "[1.0, [2]]", true},
        {"[1, 2]", "[2, 1]", false},
        {"[1]", "[1, 1]", false},
        {"{a: 1, b: [x]}", "{b: [x], a: 1.0}", true},
        {"{a: 1}", "{a: 2}", false},
        {"{a: 1}", "{b: 1}", false},
        {"{a: &x [1], b: *x}", "{a: [1], b: [1]}", true},
        {"{a: *no}", "{a: ~}", false},
        {"[]", "{}", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (node_equal(root_of(rows[i].a), root_of(rows[i].b)) != rows[i].is_equal)
            fail_msg("%s = %s", rows[i].a, rows[i].b);
}

static void edits_change_nothing_else(void **state)
{
    const struct edit edits[] = {
        {{6, 7}, STR("SIX")}, {{0, 0}, STR("<")},     {{2, 4}, STR("")},    {{3, 5}, STR("overlaps")},
        {{4, 4}, STR("in")},  {{4, 4}, STR("again")}, {{10, 10}, STR(">")}, {{9, 12}, STR("beyond")},
    };
    const bool expected[] = {true, true, true, false, true, false, true, false};
    bool is_applied[8];
    (void)state;
    struct str text = edit_apply(&arena, STR("0123456789"), edits, 8, is_applied);
    assert_true(str_is(text, "<01in45SIX789>"));
    assert_memory_equal(is_applied, expected, sizeof expected);
    assert_true(str_is(edit_apply(&arena, STR("x"), NULL, 0, NULL), "x"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nodes_are_64_bytes),        cmocka_unit_test(lookups_go_through_aliases),
        cmocka_unit_test(kinds_have_names),          cmocka_unit_test(values_are_equal_as_in_json),
        cmocka_unit_test(edits_change_nothing_else),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

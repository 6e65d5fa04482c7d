#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "yaml/equal.h"
#include "yaml/json_type.h"
#include "yaml/node_make.h"
#include "yaml/node_print.h"
#include "yaml/parse.h"

static struct arena arena;

static struct node *make_number(const char *text)
{
    struct number number;
    assert_true(number_parse(&arena, str_of(text), &number));
    return node_make_number(&arena, number);
}

static void assert_prints(const struct node *node, size_t limit, const char *wanted)
{
    struct buf buf = {.arena = &arena};
    node_print(&buf, node, limit);
    assert_string_equal(buf_c(&buf), wanted);
}

static const struct node *read_yaml(const char *text)
{
    struct source source = source_make(&arena, STR("test"), str_of(text));
    return yaml_parse(&arena, &source, &limits_default)->root;
}

static void test_scalars(void **state)
{
    (void)state;
    const struct {
        const struct node *node;
        unsigned types;
        const char *printed;
    } table[] = {
        {node_make_null(&arena), JSON_TYPE_NULL, "null"},
        {node_make_bool(&arena, true), JSON_TYPE_BOOLEAN, "true"},
        {node_make_bool(&arena, false), JSON_TYPE_BOOLEAN, "false"},
        {make_number("-0.50"), JSON_TYPE_NUMBER, "-0.5"},
        {make_number("3.0"), JSON_TYPE_NUMBER | JSON_TYPE_INTEGER, "3"},
        {make_number("1e999999999"), JSON_TYPE_NUMBER | JSON_TYPE_INTEGER, "1e999999999"},
        {node_make_string(&arena, STR("12")), JSON_TYPE_STRING, "\"12\""},
        {node_make_string(&arena, (struct str){NULL, 0}), JSON_TYPE_STRING, "\"\""},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        assert_int_equal(json_types_of(&arena, table[i].node), table[i].types);
        assert_prints(table[i].node, 0, table[i].printed);
    }
}

/* {"a": [1, "x", []], "b": {"c": null}}, with a list that stands in it twice. */
static void test_collections(void **state)
{
    (void)state;
    struct node *list = node_make_list(&arena), *inner = node_make_object(&arena), *root = node_make_object(&arena);
    assert_prints(root, 0, "{}");
    node_add_item(&arena, list, make_number("1"));
    node_add_item(&arena, list, node_make_string(&arena, STR("x")));
    node_add_item(&arena, list, node_make_list(&arena));
    node_add_member(&arena, inner, STR("c"), node_make_null(&arena));
    node_add_member(&arena, root, STR("a"), list);
    node_add_member(&arena, root, STR("b"), inner);
    node_add_member(&arena, root, STR("again"), node_find(root, "a"));
    static const char text[] = "{\"a\": [1, \"x\", []], \"b\": {\"c\": null}, \"again\": [1, \"x\", []]}";
    assert_prints(root, 0, text);
    assert_int_equal(root->count, 3);
    assert_true(node_equal(root, read_yaml(text)));
    assert_false(node_equal(root, read_yaml("{a: [1, x, [2]], b: {c: null}, again: [1, x, []]}")));
    const struct node *found = node_find(node_find(root, "b"), "c");
    assert_true(node_is_null(found));
    assert_string_equal(str_c(&arena, node_key(found)), "c");
    assert_ptr_equal(found->parent, inner);
    assert_null(node_find(root, "c"));
}

/* The items of a document stay where they are. */
static void test_parts_of_a_document(void **state)
{
    (void)state;
    const struct node *root = read_yaml("a: &x [1, 2]\nb: *x\nc: text\n");
    struct node *list = node_make_list(&arena);
    for (const struct node *child = root->first; child; child = child->next)
        node_add_item(&arena, list, child);
    assert_prints(list, 0, "[[1, 2], [1, 2], \"text\"]");
    assert_prints(root, 0, "{\"a\": [1, 2], \"b\": [1, 2], \"c\": \"text\"}");
}

static void test_print(void **state)
{
    (void)state;
    static const struct {
        const char *yaml;
        size_t limit;
        const char *printed;
    } table[] = {
        {"\"a\\\"b\\\\c\\n\\t\"", 0, "\"a\\\"b\\\\c\\n\\t\""},
        {"\"\\u0001\\u202e\\u001b\\0\"", 0, "\"\\u0001\\u202e\\u001b\\u0000\""},
        {"\"\\U0010FFFE\\u00e9\"", 0, "\"\\udbff\\udffeé\""},
        {"[0x1F, +1, .5, 1_0, 1.50, ~, True, FALSE]", 0, "[31, 1, 0.5, \"1_0\", 1.5, null, true, false]"},
        {"[.inf, .NaN, *undefined]", 0, "[null, null, null]"},
        {"{1: a, ~: b}", 0, "{\"1\": \"a\", \"~\": \"b\"}"},
        {"[1, 2, 3]", 9, "[1, 2, 3]"},
        {"[1, 2, 3]", 8, "[1, 2, 3…"},
        {"[1, 2, 3]", 5, "[1, 2…"},
        {"[1, 2, 3]", 6, "[1, 2…"}, /* ", " is not cut */
        {"\"ééé\"", 3, "\"éé…"},
        {"\"a\\u0001\"", 5, "\"a…"},
        {"12345678901234567890", 4, "1234…"},
        {"1e-999999999", 0, "1e-999999999"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        assert_prints(read_yaml(table[i].yaml), table[i].limit, table[i].printed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_scalars), cmocka_unit_test(test_collections),
                                       cmocka_unit_test(test_parts_of_a_document), cmocka_unit_test(test_print)};
    arena_init(&arena, NULL);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&arena);
    return failed;
}

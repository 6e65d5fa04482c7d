#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tree_text.h"

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

static void values_know_their_place(void **state)
{
    struct source source;
    struct str text = STR("\n{\"a\": [1, -0.5e+3, true, null],\r\n \"\\u0041\\ud83d\\ude00\\n\\u0000\": "
                          "\"\xC3\xA9\\\\ud83d\" , \"b\"\n:{}, \"c\": [ ]}\n");
    const struct tree *tree = read_text(&arena, &source, "x.json", text, &limits_default);
    (void)state;
    assert_true(tree->is_json);
    assert_false(tree->is_partial);
    assert_int_equal(tree->start, 1);
    assert_string_equal(problems_text(&arena, &source, tree), "");
    assert_string_equal(
        tree_text(&arena, &source, tree),
        "2:1<{\"a\": [1, -0.5e+3, true, null],\\r\\n \"\\u0041\\ud83d\\ude00\\n\\u0000\": \"\xC3\xA9\\\\ud83d\" , "
        "\"b\"\\n:{}, \"c\": [ ]}> mapping\n"
        "  2:2<\"a\"> 2:7<[1, -0.5e+3, true, null]> list\n"
        "    2:8<1> integer\n"
        "    2:11<-0.5e+3> number\n"
        "    2:20<true> boolean\n"
        "    2:26<null> null\n"
        "  3:2<\"\\u0041\\ud83d\\ude00\\n\\u0000\"> 3:32<\"\xC3\xA9\\\\ud83d\"> string \xC3\xA9\\ud83d\n"
        "  3:45<\"b\"> 4:2<{}> mapping\n"
        "  4:6<\"c\"> 4:11<[ ]> list\n");
    struct str key = node_key(tree->root->first->next);
    assert_true(str_equal(key, STR("A\xF0\x9F\x98\x80\n\0")));
}

static void what_is_no_json_is_refused_at_its_place(void **state)
{
    static const struct {
        const char *text, *words;
        uint32_t at;
    } rows[] = {
        {"", "the text ends where a value is expected", 0},
        {"{", "`{` is not closed", 1},
        {"[1", "`[` is not closed", 2},
        {"[1,", "the text ends where a value is expected", 3},
        {"[1,]", "a value is expected", 3},
        {"{\"a\":1,}", "a key in double quotes is expected", 7},
        {"{a:1}", "a key in double quotes is expected", 1},
        {"{\"a\" 1}", "`:` is missing after a key", 5},
        {"{\"a\":1 \"b\":2}", "`,` or `}` is missing", 7},
        {"[1 2]", "`,` or `]` is missing", 3},
        {"[1}", "`,` or `]` is missing", 2},
        {"1 2", "text after the end of the JSON value", 2},
        {"01", "a number in JSON has no leading zero", 0},
        {"1.", "a number in JSON has digits after its point", 0},
        {"1e+", "a number in JSON has digits in its exponent", 0},
        {".5", "a value is expected", 0},
        {"-", "a value is expected", 0},
        {"+1", "a value is expected", 0},
        {"NaN", "a value is expected", 0},
        {"nul", "a value is expected; a text needs double quotes", 0},
        {"truely", "a value is expected; a text needs double quotes", 0},
        {"'a'", "a value is expected", 0},
        {"[\"a]", "a quote is not closed", 1},
        {"\"a\\", "a quote is not closed", 0},
        {"\"a\nb\"", "a control character in a string; write it as an escape", 2},
        {"\"\\x\"", "JSON has no such escape", 1},
        {"\"\\u12g4\"", "`\\u` needs four hexadecimal digits", 1},
        {"\"ab\\ud83d\"", "half of a surrogate pair", 3},
        {"\"\\ud83d\\ud83d\"", "half of a surrogate pair", 1},
        {"\"\\ude00\"", "half of a surrogate pair", 1},
        {"\"a\xFF\"", "this is no UTF-8", 2},
        {"// c\n1", "a value is expected", 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct source source = source_make(&arena, STR("x"), str_of(rows[i].text));
        struct tree tree;
        uint32_t at = 0;
        const char *words = NULL;
        if (json_parse(&arena, &source, &limits_default, &tree, &at, &words))
            fail_msg("accepted: %s", rows[i].text);
        assert_string_equal(words, rows[i].words);
        assert_int_equal(at, rows[i].at);
        assert_true(tree.is_partial);
    }
}

static void json_and_yaml_share_a_door(void **state)
{
    static const struct {
        const char *name, *text, *problems;
        bool is_json;
    } rows[] = {
        {"x.yaml", "{\"a\":\"\\ud83d\\ude00\"}", "", true},
        {"x.yaml", "{a: 1}", "", false},
        {"x.yaml", "{\"a\": 1} # c", "", false},
        {"x.yaml", "{\"a\": x y", "1:1 yaml-syntax: `{` is not closed (1:10 reading stopped here)\n", false},
        {"x.json", "{a: 1}", "1:2 yaml-syntax: a key in double quotes is expected\n", true},
        {"x.json", "3", "", true},
        {"x.json", "{\"a\": \"\x7F\xC2\x80\"}", "", true},
        {"x.json", "{\"a\": \"\xFF\"}", "1:8 yaml-encoding: 0xFF at byte 7 is no UTF-8; save the file as UTF-8\n",
         true},
        {"x.json", "{\"a\": 1, \"a\": 2}", "1:10 yaml-duplicate-key: `a` (1:2 first defined here)\n", true},
        {"x.json", "{\"<<\": {\"a\": 1}, \"b\": \"*x\"}", "", true},
        {"x.json", "# c\na: 1", "1:1 yaml-syntax: a value is expected\n", true},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct source source;
        const struct tree *tree = read_text(&arena, &source, rows[i].name, str_of(rows[i].text), &limits_default);
        assert_string_equal(problems_text(&arena, &source, tree), rows[i].problems);
        assert_int_equal(tree->is_json, rows[i].is_json);
    }
}

static void limits_hold_for_json(void **state)
{
    struct limits limits = {.depth = 3, .nodes = 6, .aliases = 0, .run = 1};
    struct source source;
    (void)state;
    const struct tree *tree = read_text(&arena, &source, "x.json", STR("[   [[1]],2,3]"), &limits);
    assert_string_equal(problems_text(&arena, &source, tree), "");
    tree = read_text(&arena, &source, "x.json", STR("[[[{\"a\":1}]]]"), &limits);
    assert_string_equal(problems_text(&arena, &source, tree),
                        "1:4 yaml-limit: more than 3 levels of nesting (limits.depth)\n");
    assert_true(tree->is_partial);
    tree = read_text(&arena, &source, "x.json", STR("[1,2,3,4,5,6]"), &limits);
    assert_string_equal(problems_text(&arena, &source, tree),
                        "1:12 yaml-limit: more than 6 values and keys, aliases expanded (limits.nodes)\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_know_their_place),
        cmocka_unit_test(what_is_no_json_is_refused_at_its_place),
        cmocka_unit_test(json_and_yaml_share_a_door),
        cmocka_unit_test(limits_hold_for_json),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

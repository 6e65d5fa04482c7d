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

/* One document and all its nodes. */
static const struct row {
    const char *yaml, *nodes;
} styles[] = {
    {"a: 1\nb: two words # c\n", "1:1<a: 1\\nb: two words> mapping\n"
                                 "  1:1<a> 1:4<1> integer\n"
                                 "  2:1<b> 2:4<two words> string two words\n"},
    {"a:\nb: ~\n", "1:1<a:\\nb: ~> mapping\n"
                   "  1:1<a> 1:3<> null\n"
                   "  2:1<b> 2:4<~> null\n"},
    {"'it''s': \"a\\tb\\0\"\n", "1:1<'it''s': \"a\\tb\\0\"> mapping\n"
                                "  1:1<'it''s'> 1:10<\"a\\tb\\0\"> string a\tb\\0\n"},
    {"t: |+\n  x\n  y\n\n# c\nu: >-\n  x\n  y\n\n\n", "1:1<t: |+\\n  x\\n  y\\n\\n# c\\nu: >-\\n  x\\n  y> mapping\n"
                                                      "  1:1<t> 1:4<|+\\n  x\\n  y> string x\\ny\\n\\n\n"
                                                      "  6:1<u> 6:4<>-\\n  x\\n  y> string x y\n"},
    {"t: |\n\nu: 1\n", "1:1<t: |\\n\\nu: 1> mapping\n"
                       "  1:1<t> 1:4<|> string \n"
                       "  3:1<u> 3:4<1> integer\n"},
    {"l:\n- 1\n-\n  - x\n\n# c\nm: {a: [true, ], b}\n",
     "1:1<l:\\n- 1\\n-\\n  - x\\n\\n# c\\nm: {a: [true, ], b}> mapping\n"
     "  1:1<l> 2:1<- 1\\n-\\n  - x> list\n"
     "    2:3<1> integer\n"
     "    4:3<- x> list\n"
     "      4:5<x> string x\n"
     "  7:1<m> 7:4<{a: [true, ], b}> mapping\n"
     "    7:5<a> 7:8<[true, ]> list\n"
     "      7:9<true> boolean\n"
     "    7:18<b> 7:19<> null\n"},
    {"[a: 1, b]\n", "1:1<[a: 1, b]> list\n"
                    "  1:2<a: 1> mapping\n"
                    "    1:2<a> 1:5<1> integer\n"
                    "  1:8<b> string b\n"},
    {"a: &x !!str 1\nb: !!map\n  # c\n  &y\n  k: &z\nc: *x\n",
     "1:1<a: &x !!str 1\\nb: !!map\\n  # c\\n  &y\\n  k: &z\\nc: *x> mapping\n"
     "  1:1<a> 1:13<1> string 1\n"
     "  2:1<b> 5:3<k: &z> mapping\n"
     "    5:3<k> 5:8<> null\n"
     "  6:1<c> 6:4<*x> alias of string\n"},
    {"plain: one\n  two\n\n  three\n", "1:1<plain: one\\n  two\\n\\n  three> mapping\n"
                                       "  1:1<plain> 1:8<one\\n  two\\n\\n  three> string one two\\nthree\n"},
    {"? [a]\n: 1\n? b\n", "1:1<? [a]\\n: 1\\n? b> mapping\n"
                          "  1:3<[a]> 2:3<1> integer\n"
                          "  3:3<b> 3:4<> null\n"},
    /* Lines end at LF, CRLF and CR only; columns count code points. */
    {"\xEF\xBB\xBF"
     "a: 1\r\nb: \xF0\x9F\x98\x80 x\rc: 3\n",
     "1:1<a: 1\\r\\nb: \xF0\x9F\x98\x80 x\\rc: 3> mapping\n"
     "  1:1<a> 1:4<1> integer\n"
     "  2:1<b> 2:4<\xF0\x9F\x98\x80 x> string \xF0\x9F\x98\x80 x\n"
     "  3:1<c> 3:4<3> integer\n"},
    {"\xC3\xA9\xCC\x81: \"\xE2\x80\xA8\"\nk:\t'\xC2\x85'\t# c\nl: 1\n",
     "1:1<\xC3\xA9\xCC\x81: \"\xE2\x80\xA8\"\\nk:\t'\xC2\x85'\t# c\\nl: 1> mapping\n"
     "  1:1<\xC3\xA9\xCC\x81> 1:5<\"\xE2\x80\xA8\"> string \xE2\x80\xA8\n"
     "  2:1<k> 2:4<'\xC2\x85'> string  \n"
     "  3:1<l> 3:4<1> integer\n"},
    {"%YAML 1.2\n---\n- \xE6\x97\xA5\xE6\x9C\xAC\n...\n",
     "3:1<- \xE6\x97\xA5\xE6\x9C\xAC> list\n"
     "  3:3<\xE6\x97\xA5\xE6\x9C\xAC> string \xE6\x97\xA5\xE6\x9C\xAC\n"},
    /* Merges: own keys win, then the earlier mapping of a list. */
    {"- &a {x: 1, y: 2}\n- &b {y: 3, z: 4}\n- <<: [*b, *a]\n  z: 5\n- {\"<<\": 1}\n- <<: {q: 1}\n",
     "1:1<- &a {x: 1, y: 2}\\n- &b {y: 3, z: 4}\\n- <<: [*b, *a]\\n  z: 5\\n- {\"<<\": 1}\\n- <<: {q: 1}> list\n"
     "  1:6<{x: 1, y: 2}> mapping\n"
     "    1:7<x> 1:10<1> integer\n"
     "    1:13<y> 1:16<2> integer\n"
     "  2:6<{y: 3, z: 4}> mapping\n"
     "    2:7<y> 2:10<3> integer\n"
     "    2:13<z> 2:16<4> integer\n"
     "  3:3<<<: [*b, *a]\\n  z: 5> mapping\n"
     "    4:3<z> 4:6<5> integer\n"
     "    2:7<y> 3:8<*b> alias of integer merged\n"
     "    1:7<x> 3:12<*a> alias of integer merged\n"
     "  5:3<{\"<<\": 1}> mapping\n"
     "    5:4<\"<<\"> 5:10<1> integer\n"
     "  6:3<<<: {q: 1}> mapping\n"
     "    6:8<q> 6:7<{q: 1}> alias of integer merged\n"},
    /* What is merged may itself come from a merge; a merged alias stands for what it stood for. */
    {"- &a {x: &v [1], w: *v}\n- &b {<<: *a}\n- {<<: *b}\n",
     "1:1<- &a {x: &v [1], w: *v}\\n- &b {<<: *a}\\n- {<<: *b}> list\n"
     "  1:6<{x: &v [1], w: *v}> mapping\n"
     "    1:7<x> 1:13<[1]> list\n"
     "      1:14<1> integer\n"
     "    1:18<w> 1:21<*v> alias of list\n"
     "  2:6<{<<: *a}> mapping\n"
     "    1:7<x> 2:11<*a> alias of list merged\n"
     "    1:18<w> 2:11<*a> alias of list merged\n"
     "  3:3<{<<: *b}> mapping\n"
     "    1:7<x> 3:8<*b> alias of list merged\n"
     "    1:18<w> 3:8<*b> alias of list merged\n"},
    {"a: &x 1\nb: &x 2\nc: *x\n*x : d\n", "1:1<a: &x 1\\nb: &x 2\\nc: *x\\n*x : d> mapping\n"
                                          "  1:1<a> 1:7<1> integer\n"
                                          "  2:1<b> 2:7<2> integer\n"
                                          "  3:1<c> 3:4<*x> alias of integer\n"
                                          "  4:1<*x> 4:6<d> string d\n"},
    /* Tags of the core schema change the type of what fits them. */
    {"- !!str 1\n- !!float 1\n- !!int x\n- ! 1\n- !!int \"1\"\n",
     "1:1<- !!str 1\\n- !!float 1\\n- !!int x\\n- ! 1\\n- !!int \"1\"> list\n"
     "  1:9<1> string 1\n"
     "  2:11<1> number\n"
     "  3:9<x> string x\n"
     "  4:5<1> string 1\n"
     "  5:9<\"1\"> integer\n"},
};

static void every_style_knows_its_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) {
        struct source source;
        const struct tree *tree = read_text(&arena, &source, "x.yaml", str_of(styles[i].yaml), &limits_default);
        assert_string_equal(tree_text(&arena, &source, tree), styles[i].nodes);
        assert_string_equal(problems_text(&arena, &source, tree), "");
        assert_null(tree->next);
        assert_false(tree->is_partial);
    }
}

/* One document and its problems. */
static const struct complaint {
    const char *yaml, *problems;
} complaints[] = {
    {"a: 1\n'a': 2\n\"a\": 3\n? a\n: 4\n!!str a: 5\n\"\\x61\": 6\n",
     "2:1 yaml-duplicate-key: `a` (1:1 first defined here)\n"
     "3:1 yaml-duplicate-key: `a` (1:1 first defined here)\n"
     "4:3 yaml-duplicate-key: `a` (1:1 first defined here)\n"
     "6:7 yaml-duplicate-key: `a` (1:1 first defined here)\n"
     "7:1 yaml-duplicate-key: `a` (1:1 first defined here)\n"},
    {"a: &x b\nb: 1\n*x : 2\n", "3:1 yaml-duplicate-key: `b` (2:1 first defined here)\n"},
    {"a: *b\nb: &b 1\n", "1:4 yaml-undefined-alias: `*b`\n"},
    {"a: &a [1, *a]\n", "1:11 yaml-alias-cycle: `a` (1:4 stands inside what is anchored here)\n"},
    {"&a {<<: *a}\n", "1:9 yaml-alias-cycle: `a` (1:1 stands inside what is anchored here)\n"},
    {"<<: 1\n", "1:5 yaml-merge-invalid: only a mapping or a list of mappings can be merged, no integer\n"},
    {"<<: [{a: 1}, x]\n", "1:14 yaml-merge-invalid: only a mapping or a list of mappings can be merged, no string\n"},
    {"<<: {a: 1}\n<<: {b: 1}\n", "2:1 yaml-duplicate-key: `<<` (1:1 first defined here)\n"},
    {"<<: *x\n", "1:5 yaml-undefined-alias: `*x`\n"},
    {"a: !!python/object x\nb: !env y\nc: !!binary eA==\n", "1:4 yaml-tag-unknown: `!!python/object`\n"
                                                            "2:4 yaml-tag-unknown: `!env`\n"},
    {"", "1:1 yaml-empty-document: \n"},
    {"# only\n\n", "3:1 yaml-empty-document: \n"},
    {"---\n", "1:1 yaml-empty-document: \n"},
    {"a: x\xC2\x85 # c\nb: \"\xC2\x85\" #\xE2\x80\xA8\n",
     "1:5 yaml-line-separator: U+0085\n2:9 yaml-line-separator: U+2028\n"},
    /* Encoding. */
    {"a: 1\nb: x\xFFy\n", "2:5 yaml-encoding: 0xFF at byte 9 is no UTF-8; save the file as UTF-8\n"},
    {"a: 1\nb: x\x1By\n", "2:5 yaml-encoding: the control character U+001B at byte 9\n"},
    {"a: \xC2\x9B\n", "1:4 yaml-encoding: the control character U+009B at byte 3\n"},
    {"a: \xEF\xBF\xBE\n", "1:4 yaml-encoding: the control character U+FFFE at byte 3\n"},
    {"a: [1\nb: \x7F\n", "2:4 yaml-encoding: the control character U+007F at byte 9\n"},
    {"a: 'x' y\nb: \x7F\n", "1:8 yaml-syntax: text after a closing quote (1:1 the mapping begins here)\n"
                            "2:4 yaml-encoding: the control character U+007F at byte 12\n"},
    /* Syntax. */
    {"a:\n\tb: 1\n", "2:1 yaml-syntax: tab used for indentation; YAML allows spaces only\n"},
    {"a:\n  - b\n \t- c\n", "3:2 yaml-syntax: tab used for indentation; YAML allows spaces only\n"},
    {"a: 1\nb:2\nc: 3\n", "2:1 yaml-syntax: a space is missing after `:`\n"},
    {"a: 1\nb\nc: 3\n", "2:1 yaml-syntax: `:` is missing after a key\n"},
    {"a: b: c\n", "1:5 yaml-syntax: a second `: ` on the line; put a value that holds `: ` in quotes\n"},
    {"a: 1\n  b: 2\n", "2:4 yaml-syntax: bad indentation: a key cannot stand here, the value above it is complete\n"},
    {"a:\n    b: 1\n  c: 2\n",
     "3:3 yaml-syntax: bad indentation: this line belongs to no mapping above (1:1 the mapping begins here)\n"},
    {"a: \"x\nb: 1\n", "1:4 yaml-syntax: a quote is not closed (3:1 reading stopped here)\n"},
    {"a: 'x' y\n", "1:8 yaml-syntax: text after a closing quote (1:1 the mapping begins here)\n"},
    {"a: [1] y\n", "1:8 yaml-syntax: text after a closing bracket (1:1 the mapping begins here)\n"},
    {"a: [1, 2\n", "1:4 yaml-syntax: `[` is not closed (2:1 reading stopped here)\n"},
    {"a: [1 2: 3] x\nb: {c d\n", "1:13 yaml-syntax: text after a closing bracket (1:1 the mapping begins here)\n"},
    {"a: {b: 'x' 'c'}\n", "1:12 yaml-syntax: `,` or `}` is missing (1:4 opened here)\n"},
    {"a: ]\n", "1:4 yaml-syntax: `]` closes a bracket that was never opened\n"},
    {"a: @b\n", "1:4 yaml-syntax: a plain value cannot start with `@`; put it in quotes\n"},
    {"a: `b`\n", "1:4 yaml-syntax: a plain value cannot start with ```; put it in quotes\n"},
    {"a: %b\n", "1:4 yaml-syntax: a plain value cannot start with `%`; put it in quotes\n"},
    {"a: *.csv\n", "1:4 yaml-syntax: `*` starts an alias; put a value that starts with `*` in quotes\n"},
    {"a: - b\n", "1:4 yaml-syntax: a list cannot begin on the line of its key; put `- ` on a line of its own\n"},
    {"a: \"\\d\"\n", "1:5 yaml-syntax: unknown escape `\\d`; write a backslash twice, or use single quotes (1:4 the "
                     "quote opens here)\n"},
    {"a: | x\n  y\n", "1:6 yaml-syntax: text after `|` or `>`; the block's text starts on the next line\n"},
    {"a: !x!y 1\n", "1:4 yaml-syntax: `!` starts a tag, and its prefix was never declared; put a value that starts "
                    "with `!` in quotes\n"},
    {"- a\nb: 1\n", "2:1 yaml-syntax: bad indentation: a list item (`- `) or less indentation is expected (1:1 the "
                    "list begins here)\n"},
    {"a: 1\n...\nb\n", "3:1 yaml-syntax: a document begins here without `---` before it\n"},
    {"%YAML 1.2\na: 1\n", "2:1 yaml-syntax: a document begins here without `---` before it\n"},
};

static void mistakes_are_told_at_their_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof complaints / sizeof *complaints; i++) {
        struct source source;
        const struct tree *tree = read_text(&arena, &source, "x.yaml", str_of(complaints[i].yaml), &limits_default);
        assert_string_equal(problems_text(&arena, &source, tree), complaints[i].problems);
    }
}

static void what_stands_before_a_mistake_is_kept(void **state)
{
    static const struct row rows[] = {
        {"a: 1\nb:\n  c: 2\n  d: 'x\n", "1:1<a: 1\\nb:\\n  c: 2\\n  d> mapping open\n"
                                        "  1:1<a> 1:4<1> integer\n"
                                        "  2:1<b> 3:3<c: 2\\n  d> mapping open\n"
                                        "    3:3<c> 3:6<2> integer\n"},
        {"a: 1\nb:\n  c: 2\n\x7F\n", "1:1<a: 1\\nb:\\n  c: 2> mapping open\n"
                                     "  1:1<a> 1:4<1> integer\n"
                                     "  2:1<b> 3:3<c: 2> mapping open\n"
                                     "    3:3<c> 3:6<2> integer\n"},
        {"a: {b: 1}\nc: [1, 2, {d: 3\n", "1:1<a: {b: 1}\\nc: [1, 2, {d: 3> mapping open\n"
                                         "  1:1<a> 1:4<{b: 1}> mapping\n"
                                         "    1:5<b> 1:8<1> integer\n"
                                         "  2:1<c> 2:4<[1, 2, {d: 3> list open\n"
                                         "    2:5<1> integer\n"
                                         "    2:8<2> integer\n"
                                         "    2:11<{d: 3> mapping open\n"
                                         "      2:12<d> 2:15<3> integer open\n"},
        {"\x7F", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct source source;
        const struct tree *tree = read_text(&arena, &source, "x.yaml", str_of(rows[i].yaml), &limits_default);
        assert_string_equal(tree_text(&arena, &source, tree), rows[i].nodes);
        assert_true(tree->is_partial);
        assert_non_null(tree->problems);
    }
}

static void documents_are_counted(void **state)
{
    struct source source;
    const struct tree *tree =
        read_text(&arena, &source, "x.yaml", STR("# c\na: &x 1\n--- # d\n*x\n---\n- 2\n"), &limits_default);
    (void)state;
    assert_int_equal(tree->index, 1);
    assert_int_equal(tree->start, 4);
    tree = tree->next;
    assert_int_equal(tree->index, 2);
    assert_int_equal(source_position(&source, tree->start).line, 3);
    assert_string_equal(problems_text(&arena, &source, tree), "4:1 yaml-undefined-alias: `*x`\n");
    tree = tree->next;
    assert_int_equal(tree->index, 3);
    assert_string_equal(tree_text(&arena, &source, tree), "6:1<- 2> list\n  6:3<2> integer\n");
    assert_null(tree->next);
}

static void unused_anchors_are_told(void **state)
{
    struct source source;
    const struct tree *tree = read_text(&arena, &source, "x.yaml", STR("a: &x 1\nb: &y 2\nc: *y\n"), &limits_default);
    (void)state;
    assert_string_equal(tree->problems->rule, "yaml-anchor-unused");
    assert_string_equal(tree->problems->facts, "`x`");
    assert_int_equal(tree->problems->span.start, 3);
    assert_int_equal(tree->problems->span.end, 5);
    assert_null(tree->problems->next);
}

static void properties_are_kept(void **state)
{
    struct source source;
    const struct tree *tree = read_text(&arena, &source, "x.yaml", STR("a: !e!t &x 1\n"), &limits_default);
    (void)state;
    assert_null(node_find(tree->root, "a"));
    tree = read_text(&arena, &source, "x.yaml", STR("a: !t &x 1\nb: *x\n"), &limits_default);
    const struct node_properties *properties = node_properties(node_find(tree->root, "a"));
    assert_true(str_is(properties->anchor, "x"));
    assert_true(str_is(properties->tag, "!t"));
    assert_int_equal(properties->tag_span.start, 3);
    assert_int_equal(properties->tag_span.end, 5);
    assert_int_equal(properties->anchor_span.start, 6);
    assert_int_equal(properties->anchor_span.end, 8);
    assert_null(node_properties(tree->root));
}

/* Problems of a text made of `head`, `count` times `piece` and `tail`. */
static const char *problems_of(const char *head, const char *piece, size_t count, const char *tail,
                               struct limits limits)
{
    struct buf buf = {.arena = &arena};
    struct source source;
    buf_add_c(&buf, head);
    for (size_t i = 0; i < count; i++)
        buf_add_c(&buf, piece);
    buf_add_c(&buf, tail);
    const struct tree *tree = read_text(&arena, &source, "x.yaml", buf_str(&buf), &limits);
    return problems_text(&arena, &source, tree);
}

static void limits_are_inclusive(void **state)
{
    struct limits limits = {.depth = 5, .nodes = 20, .aliases = 3, .run = 8};
    (void)state;
    assert_string_equal(problems_of("# c\n", "[", 5, "]]]]]", limits), "");
    assert_string_equal(problems_of("# c\n", "[", 6, "]]]]]]", limits),
                        "2:6 yaml-limit: more than 5 levels of nesting (limits.depth)\n");
    assert_string_equal(problems_of("", "- 1\n", 19, "", limits), "");
    assert_string_equal(problems_of("", "- 1\n", 20, "", limits),
                        "20:3 yaml-limit: more than 20 values and keys, aliases expanded (limits.nodes)\n");
    assert_string_equal(problems_of("- &a 1\n", "- *a\n", 3, "", limits), "");
    assert_string_equal(problems_of("- &a 1\n", "- *a\n", 4, "", limits),
                        "5:3 yaml-limit: more than 3 aliases (limits.aliases)\n");
    assert_string_equal(problems_of("a:", " ", 8, "b\n", limits), "");
    assert_string_equal(problems_of("a:", " ", 9, "b\n", limits),
                        "1:3 yaml-limit: more than 8 blanks or line breaks in a row (limits.run)\n");
    assert_string_equal(problems_of("a: \"", "\xE2\x80\xA8", 9, "\"\n", limits),
                        "1:5 yaml-limit: more than 8 blanks or line breaks in a row (limits.run)\n");
    assert_string_equal(problems_of("", "%TAG !a! b\n", 16, "--- 1\n", limits_default),
                        "2:1 yaml-syntax: `%TAG` declares the same prefix twice\n");
    assert_string_equal(problems_of("", "%TAG !a! b\n", 17, "--- 1\n", limits_default),
                        "2:1 yaml-syntax: `%TAG` declares the same prefix twice\n"
                        "17:1 yaml-limit: more than 16 lines that start with `%` in one document\n");
    assert_string_equal(problems_of("", "%YAML 1.2\n---\n1\n...\n", 40, "", limits_default), "");
}

static void aliases_count_as_what_they_stand_for(void **state)
{
    struct limits limits = {.depth = 5, .nodes = 20, .aliases = 9, .run = 99};
    (void)state;
    /* 1 for the list, 9 and 1 for the anchored one and its anchor, 9 for each alias: 20, then 29. */
    assert_string_equal(problems_of("- &a [1,2,3,4,5,6,7,8]\n", "- *a\n", 1, "", limits), "");
    assert_string_equal(problems_of("- &a [1,2,3,4,5,6,7,8]\n", "- *a\n", 2, "", limits),
                        "3:3 yaml-limit: more than 20 values and keys, aliases expanded (limits.nodes)\n");
    assert_string_equal(problems_of("- &a [[[1]]]\n", "- [*a]\n", 1, "", limits), "");
    assert_string_equal(problems_of("- &a [[[1]]]\n", "- [[*a]]\n", 1, "", limits),
                        "2:5 yaml-limit: more than 5 levels of nesting through aliases (limits.depth)\n");
    assert_string_equal(problems_of("", "- &a 1\n", 9, "", limits), "");
    assert_string_equal(problems_of("", "- &a 1\n", 10, "", limits),
                        "10:3 yaml-limit: more than 9 anchors (limits.aliases)\n");
    /* A merged mapping stands in the place of the one that merges it. */
    assert_string_equal(problems_of("- &a {a: [[[1]]]}\n", "- {<<: *a}\n", 1, "", limits), "");
    assert_string_equal(problems_of("- &a {a: [[[1]]]}\n", "- {<<: [*a]}\n", 1, "", limits), "");
    assert_string_equal(problems_of("- &a {a: [[[1]]]}\n", "- [{<<: *a}]\n", 1, "", limits),
                        "2:9 yaml-limit: more than 5 levels of nesting through aliases (limits.depth)\n");
}

static void many_mistakes_end_the_stream(void **state)
{
    struct source source;
    struct buf buf = {.arena = &arena};
    size_t count = 0;
    (void)state;
    for (int i = 0; i < 30000; i++)
        buf_add_c(&buf, "a: 1\n");
    const struct tree *tree = read_text(&arena, &source, "x.yaml", buf_str(&buf), &limits_default);
    const struct problem *last = NULL;
    for (const struct problem *problem = tree->problems; problem; problem = problem->next, count++)
        last = problem;
    assert_int_equal(count, 20001);
    assert_string_equal(last->rule, "yaml-limit");
    assert_true(tree->is_partial);
    assert_int_equal(tree->root->count, 1);
}

static void large_mappings_are_indexed(void **state)
{
    struct source source;
    struct buf buf = {.arena = &arena};
    (void)state;
    for (int i = 0; i < 100; i++)
        buf_print(&buf, "k%d: %d\n", i, i);
    buf_add_c(&buf, "'k7': x\n<<: {k8: y, m: z}\n? [1]\n: 2\n");
    const struct tree *tree = read_text(&arena, &source, "x.yaml", buf_str(&buf), &limits_default);
    assert_string_equal(problems_text(&arena, &source, tree),
                        "101:1 yaml-duplicate-key: `k7` (8:1 first defined here)\n");
    assert_int_equal(tree->root->count, 102);
    for (int i = 0; i < 100; i++) {
        const char *key = text_print(&arena, "k%d", i);
        assert_true(str_is(node_text(node_find(tree->root, key)), key + 1));
    }
    assert_true(str_is(node_text(node_find(tree->root, "m")), "z"));
    assert_null(node_find(tree->root, "k100"));
    assert_ptr_equal(tree->root->last, node_find(tree->root, "m"));
    assert_null(tree->root->last->next);
}

static void duplicates_have_the_path_of_the_pair(void **state)
{
    struct source source;
    const struct tree *tree = read_text(&arena, &source, "x.yaml", STR("a: {b: 1, b: 2}\n"), &limits_default);
    (void)state;
    const struct node *node = tree->problems->node;
    assert_true(str_is(node_key(node), "b"));
    assert_true(str_is(node_text(node), "2"));
    assert_ptr_equal(node->parent, node_find(tree->root, "a"));
    assert_int_equal(node->parent->count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_style_knows_its_place),
        cmocka_unit_test(mistakes_are_told_at_their_place),
        cmocka_unit_test(what_stands_before_a_mistake_is_kept),
        cmocka_unit_test(documents_are_counted),
        cmocka_unit_test(unused_anchors_are_told),
        cmocka_unit_test(properties_are_kept),
        cmocka_unit_test(limits_are_inclusive),
        cmocka_unit_test(aliases_count_as_what_they_stand_for),
        cmocka_unit_test(many_mistakes_end_the_stream),
        cmocka_unit_test(large_mappings_are_indexed),
        cmocka_unit_test(duplicates_have_the_path_of_the_pair),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "check/directive.h"
#include "tree_text.h"

/* Directives as "LINE WORD[LIST]REASON", a `^` before the word where the comment begins its line. */
static const struct {
    const char *yaml;
    const char *directives;
} cases[] = {
    {"a: 1\n", ""},
    {"a: 1 # contractlint: ignore[x-y] why not\n", "1 ignore[x-y]why not;"},
    {"a: 1 #contractlint:ignore [ x , y ]\n", "1 ignore[x , y];"},
    {"# contractlint: ignore[x]\na: 1\n", "2 ^ignore[x];"},
    {"# contractlint: ignore[x]\n\t# more\n # contractlint: ignore[y]\na: 1 # contractlint: ignore[z]\n",
     "4 ^ignore[x];4 ignore[y];4 ignore[z];"},
    {"a: 1\r\n# contractlint: ignore[x]\r\nb: 2\r\n", "3 ^ignore[x];"},
    {"a: 1\r# contractlint: ignore[x]\rb: 2\r", "3 ^ignore[x];"},
    {"a: 1\n# contractlint: ignore[x]", "3 ^ignore[x];"},
    {"a: 1 # old # contractlint: ignore[x]\n", "1 ignore[x];"},
    {"a: 1 # contractlint: ignore x\n", "1 ignore;"},
    {"a: 1 # contractlint: ignore[x\n", "1 ignore;"},
    {"a: 1 # contractlint:\n", "1 ;"},
    {"a: 1 # contractlint: ignore[]\n", "1 ignore[];"},
    {"a: 1 # see contractlint: ignore[x]\n", ""},
    {"a: x# contractlint: ignore[x]\n", ""},
    /* in scalars */
    {"a: ' # contractlint: ignore[x]' # contractlint: ignore[y]\n", "1 ignore[y];"},
    {"a: \"b\n  # contractlint: ignore[x]\"\n", ""},
    {"' # contractlint: ignore[x]': 1\n", ""},
    {"? [' # contractlint: ignore[x]']\n: 1\n", ""},
    {"a: | # contractlint: ignore[x]\n  b\n  # contractlint: ignore[y]\n# contractlint: ignore[z]\nb: 1\n",
     "1 ignore[x];5 ^ignore[z];"},
    {"a: >-\n  b\n\n  # contractlint: ignore[y]\n", ""},
    {"a: 1\na: |\n  # contractlint: ignore[x]\nb: 1\n", ""},
    {"a: &b\n  c: |\n    # contractlint: ignore[x]\nd:\n  <<: *b\n  e: 1 # contractlint: ignore[y]\n", "6 ignore[y];"},
    {"{\"a\": \" # contractlint: ignore[x]\"}", ""},
};

static void finds_comments_only(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena;
        struct source source;
        arena_init(&arena, NULL);
        const struct tree *tree = read_text(&arena, &source, "x.yaml", str_of(cases[i].yaml), &limits_default);
        source_index_lines(&source, &arena);
        struct buf out = {.arena = &arena};
        for (const struct directive *at = directives_find(&arena, &source, tree); at; at = at->next) {
            buf_print(&out, "%u %s%.*s", at->line, at->is_at_line_start ? "^" : "", STR_ARG(at->word));
            if (at->has_list)
                buf_print(&out, "[%.*s]%.*s", STR_ARG(at->list), STR_ARG(at->reason));
            buf_add_char(&out, ';');
        }
        assert_string_equal(buf_c(&out), cases[i].directives);
        arena_free(&arena);
    }
}

static void knows_its_document(void **state)
{
    struct arena arena;
    struct source source;
    (void)state;
    arena_init(&arena, NULL);
    struct str yaml = STR("a: 1 # contractlint: ignore[x]\n---\nb: 1 # contractlint: ignore[x]\n");
    const struct tree *tree = read_text(&arena, &source, "x.yaml", yaml, &limits_default);
    source_index_lines(&source, &arena);
    const struct directive *first = directives_find(&arena, &source, tree);
    assert_int_equal(first->tree->index, 1);
    assert_int_equal(first->span.start, 21);
    assert_int_equal(first->span.end, 30);
    assert_int_equal(first->next->tree->index, 2);
    assert_int_equal(first->next->line, 3);
    assert_null(first->next->next);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_comments_only),
        cmocka_unit_test(knows_its_document),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "check/diff.h"

static const struct {
    const char *before;
    struct edit edits[3];
    size_t count;
    const char *diff; /* without the two lines of names */
} cases[] = {
    {"a\nb\nc\n", {{{2, 3}, {"B", 1}}}, 1, "@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n"},
    {"a\nb\nc\n", {{{2, 4}, {"", 0}}}, 1, "@@ -1,3 +1,2 @@\n a\n-b\n c\n"},
    {"a\nb\nc\n", {{{2, 2}, {"x\ny\n", 4}}}, 1, "@@ -1,3 +1,5 @@\n a\n+x\n+y\n b\n c\n"},
    {"a\nb\n", {{{2, 3}, {"b", 1}}}, 1, ""},
    {"a\n", {{{0, 2}, {"", 0}}}, 1, "@@ -1,1 +0,0 @@\n-a\n"},
    {"", {{{0, 0}, {"a\n", 2}}}, 1, "@@ -0,0 +1,1 @@\n+a\n"},
    {"a\n", {{{2, 2}, {"b", 1}}}, 1, "@@ -1,1 +1,2 @@\n a\n+b\n\\ No newline at end of file\n"},
    {"a", {{{1, 1}, {"\n", 1}}}, 1, "@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n"},
    {"a: 1\r\n", {{{3, 4}, {"2", 1}}}, 1, "@@ -1,1 +1,1 @@\n-a: 1\r\n+a: 2\r\n"},
    {"a\tb\x1b\n", {{{0, 1}, {"A\x07", 2}}}, 1, "@@ -1,1 +1,1 @@\n-a\tb\\u{1b}\n+A\\u{7}\tb\\u{1b}\n"},
    {"  ::error::x\nb\n", {{{13, 14}, {"B", 1}}}, 1, "@@ -1,2 +1,2 @@\n   \\u{3a}:error::x\n-b\n+B\n"},
    {"1\n2\n3\n4\n5\n6\n7\n8\n9\n",
     {{{0, 1}, {"A", 1}}, {{14, 15}, {"B", 1}}},
     2,
     "@@ -1,9 +1,9 @@\n-1\n+A\n 2\n 3\n 4\n 5\n 6\n 7\n-8\n+B\n 9\n"},
    {"1\n2\n3\n4\n5\n6\n7\n8\n9\n",
     {{{0, 1}, {"A\nA", 3}}, {{16, 17}, {"B", 1}}},
     2,
     "@@ -1,4 +1,5 @@\n-1\n+A\n+A\n 2\n 3\n 4\n@@ -6,4 +7,4 @@\n 6\n 7\n 8\n-9\n+B\n"},
    {"ab\n", {{{0, 1}, {"A", 1}}, {{1, 2}, {"B", 1}}}, 2, "@@ -1,1 +1,1 @@\n-ab\n+AB\n"},
    {"a\nb\n", {{{0, 1}, {"A", 1}}, {{2, 3}, {"B", 1}}}, 2, "@@ -1,2 +1,2 @@\n-a\n-b\n+A\n+B\n"},
    {"a\nb",
     {{{0, 1}, {"A", 1}}, {{2, 2}, {"x", 1}}, {{3, 3}, {"!", 1}}},
     3,
     "@@ -1,2 +1,2 @@\n-a\n-b\n\\ No newline at end of file\n+A\n+xb!\n\\ No newline at end of file\n"},
};

static void writes_hunks(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena;
        arena_init(&arena, NULL);
        struct source source = source_make(&arena, STR("a b.yaml"), str_of(cases[i].before));
        struct buf out = {.arena = &arena};
        diff_add(&out, &source, NULL, cases[i].edits, cases[i].count);
        const char *names = *cases[i].diff ? "--- a b.yaml\t\n+++ a b.yaml\t\n" : "";
        assert_string_equal(buf_c(&out), text_print(&arena, "%s%s", names, cases[i].diff));
        arena_free(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(writes_hunks)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

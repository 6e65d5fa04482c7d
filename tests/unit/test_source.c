#include "base/arena.h"
#include "base/utf8.h"
#include "yaml/source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static struct source indexed(struct arena *arena, struct str text)
{
    struct source source = source_make(arena, STR("a.yaml"), text);
    source_index_lines(&source, arena);
    return source;
}

static void counts_lines_and_characters(void **state)
{
    struct arena *arena = *state;
    struct source source = indexed(arena, STR("a\r\n\xC3\xA9\xF0\x90\x90\x80x\r\n\ry\n\xFFz"));
    const struct {
        uint32_t byte, line, column;
    } cases[] = {{0, 1, 1},  {1, 1, 2},  {3, 2, 1},  {5, 2, 2},  {9, 2, 3},
                 {12, 3, 1}, {13, 4, 1}, {15, 5, 1}, {16, 5, 2}, {17, 5, 3}};
    assert_int_equal(source.line_count, 5);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct position position = source_position(&source, cases[i].byte);
        assert_int_equal(position.line, cases[i].line);
        assert_int_equal(position.column, cases[i].column);
    }
    assert_int_equal(source_line(&source, 2).len, 7);
    assert_int_equal(source_line(&source, 3).len, 0);
    assert_int_equal(source_line(&source, 6).len, 0);
}

/* Long lines are counted from marks; every position must be what counting the whole line gives. */
static void agrees_with_counting_in_long_lines(void **state)
{
    struct arena *arena = *state;
    static const char *const pieces[] = {"a", "\xC3\xA9", "\xE6\xBC\xA2", "\xF0\x90\x90\x80", "\xFF", "\xE6\xBC", "b"};
    struct buf buf = {.arena = arena};
    buf_add_c(&buf, "first: 1\n");
    for (size_t i = 0; buf.len < 3 * 4096 - 3; i = i * 5 + 3)
        buf_add_c(&buf, pieces[i % (sizeof pieces / sizeof *pieces)]);
    while (buf.len < 4 * 4096)
        buf_add_char(&buf, 'z');
    buf_c(&buf);
    struct source source = indexed(arena, buf_str(&buf));
    for (uint32_t byte = 9; byte <= buf.len; byte++) {
        struct position position = source_position(&source, byte);
        assert_int_equal(position.line, 2);
        assert_int_equal(position.column, utf8_length(str_slice(source.text, 9, byte)) + 1);
    }
}

static int setup(void **state)
{
    static struct arena arena;
    arena_init(&arena, NULL);
    *state = &arena;
    return 0;
}

static int teardown(void **state)
{
    arena_free(*state);
    return 0;
}

/* An excerpt knows where it stood in its file. */
static void places_an_excerpt_in_its_file(void **state)
{
    struct arena *arena = *state;
    struct source source = {.name = STR("a"), .text = STR("bc\nde"), .lines_before = 6, .columns_before = 10};
    source_index_lines(&source, arena);
    const struct {
        uint32_t byte, line, column, start;
    } cases[] = {{0, 7, 11, 0}, {2, 7, 13, 0}, {3, 8, 1, 3}, {5, 8, 3, 3}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct position position = source_position(&source, cases[i].byte);
        assert_int_equal(position.line, cases[i].line);
        assert_int_equal(position.column, cases[i].column);
        assert_int_equal(source_line_start(&source, cases[i].byte), cases[i].start);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(counts_lines_and_characters, setup, teardown),
        cmocka_unit_test_setup_teardown(agrees_with_counting_in_long_lines, setup, teardown),
        cmocka_unit_test_setup_teardown(places_an_excerpt_in_its_file, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "base/buf.h"
#include "data/data_reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static struct arena scratch;

static int scratch_begin(void **state)
{
    (void)state;
    arena_init(&scratch, NULL);
    return 0;
}

static int scratch_end(void **state)
{
    (void)state;
    arena_free(&scratch);
    return 0;
}

struct reading {
    struct data_reader reader;
    struct data_block block;
    struct stream stream;
};

static struct reading *reading_of(struct str text, enum data_format format)
{
    struct reading *reading = arena_new(&scratch, struct reading);
    reading->stream = stream_of_text(text);
    data_reader_init(&reading->reader, &scratch, &reading->stream, format);
    arena_init(&reading->block.arena, NULL);
    return reading;
}

static bool next(struct reading *reading)
{
    struct error err = {.is_set = false};
    bool is_read = data_reader_next(&reading->reader, &reading->block, &err);
    assert_false(err.is_set);
    return is_read;
}

/* Lines of `len` bytes each, the line end included. */
static struct str lines_of(size_t count, size_t len)
{
    char *text = arena_alloc_bytes(&scratch, count * len);
    memset(text, 'x', count * len);
    for (size_t i = 1; i <= count; i++)
        text[i * len - 1] = '\n';
    return (struct str){text, count * len};
}

static void test_lines(void **state)
{
    struct reading *reading = reading_of(lines_of(10000, 100), DATA_JSONL);
    size_t lines = 0, blocks = 0, bytes = 0;
    (void)state;
    for (; next(reading); blocks++) {
        assert_int_equal(reading->block.start.line, lines + 1);
        assert_int_equal(reading->block.start.column, 1);
        assert_int_equal(reading->block.text.len % 100, 0);
        assert_null(reading->block.error);
        lines += reading->block.text.len / 100;
        bytes += reading->block.text.len;
    }
    assert_int_equal(lines, 10000);
    assert_int_equal(bytes, 1000000);
    assert_int_equal(blocks, 4); /* 2,621 lines each, then the rest */
    arena_free(&reading->block.arena);
}

/* A line that is longer than a block makes the block larger, one above the limit is passed over. */
static void test_long_lines(void **state)
{
    const size_t half = DATA_RECORD_MAX / 2, twice = (size_t)DATA_RECORD_MAX * 2;
    struct buf text = {.arena = &scratch};
    (void)state;
    buf_add(&text, lines_of(1, half));
    buf_add(&text, lines_of(1, twice));
    buf_add(&text, STR("last\n"));
    struct reading *reading = reading_of(buf_str(&text), DATA_JSONL);
    assert_true(next(reading));
    assert_int_equal(reading->block.text.len, half);
    assert_true(next(reading));
    assert_true(reading->block.is_limit);
    assert_false(reading->block.is_broken);
    assert_int_equal(reading->block.start.line, 2);
    assert_true(next(reading));
    assert_int_equal(reading->block.text.len, 5);
    assert_memory_equal(reading->block.text.at, "last\n", 5);
    assert_int_equal(reading->block.start.line, 3);
    assert_false(next(reading));
    arena_free(&reading->block.arena);
}

static void test_list(void **state)
{
    struct buf text = {.arena = &scratch};
    (void)state;
    buf_add_c(&text, "\xEF\xBB\xBF \n[");
    for (int i = 0; i < 50000; i++)
        buf_print(&text, "%s{\"a,]\\\"\": [%d, \"é\"]}", i ? "," : "", i % 10);
    buf_add_c(&text, "\n] \n");
    struct reading *reading = reading_of(buf_str(&text), DATA_JSON);
    uint64_t records = 0;
    const size_t record = strlen("{\"a,]\\\"\": [0, \"é\"]},");
    while (next(reading)) {
        assert_true(reading->block.is_list);
        assert_int_equal(reading->block.first, records);
        assert_int_equal(reading->block.start.line, 2);
        assert_int_equal(reading->block.start.column, 2 + records * (record - 1)); /* é is one character */
        assert_null(reading->block.error);
        records += (reading->block.text.len + 1) / record;
    }
    assert_int_equal(records, 50000);
    assert_true(reading->block.is_last);
    arena_free(&reading->block.arena);
}

static void test_ends(void **state)
{
    static const struct {
        const char *text;
        const char *error;
        size_t at;
    } cases[] = {
        {"[1, 2]", NULL, 0},
        {"[1, 2", "`[` is not closed", 4},
        {"[1, 2}", "`,` or `]` is missing", 4},
        {"[1] 2", "text after the end of the JSON value", 1},
        {"[[1, \"]\"]]", NULL, 0},
        {"\xFF\xFEx", "this is UTF-16; data is read as UTF-8", 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reading *reading = reading_of(str_of(cases[i].text), DATA_JSON);
        assert_true(next(reading));
        if (cases[i].error)
            assert_string_equal(reading->block.error, cases[i].error);
        else
            assert_null(reading->block.error);
        assert_int_equal(reading->block.error_at, cases[i].at);
        assert_int_equal(reading->block.is_broken, cases[i].error != NULL);
        assert_false(next(reading));
        arena_free(&reading->block.arena);
    }
}

static void test_positions(void **state)
{
    static const struct {
        const char *text;
        uint32_t line, column;
    } cases[] = {{"", 3, 5},       {"ab", 3, 7},      {"é", 3, 6},       {"a\n", 4, 1},
                 {"a\r\nb", 4, 2}, {"a\rb\rc", 5, 2}, {"\n\r\n\r", 6, 1}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct position position = position_after((struct position){3, 5}, str_of(cases[i].text));
        assert_int_equal(position.line, cases[i].line);
        assert_int_equal(position.column, cases[i].column);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_lines), cmocka_unit_test(test_long_lines),
                                       cmocka_unit_test(test_list), cmocka_unit_test(test_ends),
                                       cmocka_unit_test(test_positions)};
    return cmocka_run_group_tests(tests, scratch_begin, scratch_end);
}

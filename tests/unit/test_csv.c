#include "base/arena.h"
#include "base/buf.h"
#include "base/csv.h"

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

/* Rows as text: cells in brackets, quoted ones in double brackets, rows on lines, complaints behind them. */
static const char *rows_of(const char *text, char delimiter)
{
    struct buf out = {.arena = &scratch};
    struct csv csv = {.arena = &scratch, .text = str_of(text), .delimiter = delimiter};
    while (csv_next(&csv)) {
        for (size_t i = 0; i < csv.count; i++)
            buf_print(&out, csv.cells[i].is_quoted ? "[[%.*s]]" : "[%.*s]", STR_ARG(csv.cells[i].text));
        if (csv.error)
            buf_print(&out, "!%zu", csv.error_at);
        if (csv.is_unclosed)
            buf_add_c(&out, " and no more");
        buf_add_c(&out, "\n");
    }
    return buf_c(&out);
}

static void test_rows(void **state)
{
    static const struct {
        const char *text, *rows;
    } cases[] = {
        {"", ""},
        {"a,b\n1,2\n", "[a][b]\n[1][2]\n"},
        {"a,b\r\n1,2", "[a][b]\n[1][2]\n"},
        {"a\rb\r", "[a]\n[b]\n"},
        {"a,,\n,\n", "[a][][]\n[][]\n"},
        {"\n\na\n\r\n\nb", "[a]\n[b]\n"},
        {"\"a\",\"b,c\"\n", "[[a]][[b,c]]\n"},
        {"\"a\nb\",c\r\nd,e", "[[a\nb]][c]\n[d][e]\n"},
        {"\"a\"\"b\",\"\"\"\"\n", "[[a\"b]][[\"]]\n"},
        {"\"\",x\n", "[[]][x]\n"},
        {"a \"b\",c\n", "[a \"b\"][c]!2\n"},
        {"\"a\"b,c\nd\n", "[[a]][c]!3\n[d]\n"},
        {"a,\"b\nc,d", "[a][[b\nc,d]]!2 and no more\n"},
        {"\"", "[[]]!0 and no more\n"},
        {"é,ü\n", "[é][ü]\n"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(rows_of(cases[i].text, ','), cases[i].rows);
    assert_string_equal(rows_of("a;b,c\n", ';'), "[a][b,c]\n");
}

static void test_places(void **state)
{
    struct csv csv = {.arena = &scratch, .text = STR("a,\"b\"\"c\",d\nx"), .delimiter = ','};
    (void)state;
    assert_true(csv_next(&csv));
    assert_int_equal(csv.cells[1].start, 2);
    assert_int_equal(csv.cells[1].end, 8);
    assert_int_equal(csv.cells[2].start, 9);
    assert_true(csv_next(&csv));
    assert_int_equal(csv.cells[0].start, 11);
    assert_false(csv_next(&csv));
}

/* However a text is cut, whole rows end where csv_next ends them. */
static void test_scan(void **state)
{
    static const char *const texts[] = {
        "a,b\nc,d\ne",    "a\r\nb\r\n", "\"a\n\"\"\nb\",c\nd\n", "a\"b\n\"c\n\",d\n", "a,\"\"\nb,\"\"\"\"\nc\n",
        "\"a\"x\"b\nc\n", "a\rb\rc\r"};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct str text = str_of(texts[i]);
        struct csv_scan whole = {0}, grown = {0};
        csv_scan(&whole, text, ',');
        for (size_t len = 0; len <= text.len; len++)
            csv_scan(&grown, str_slice(text, 0, len), ',');
        assert_int_equal(whole.end, grown.end);
        struct csv csv = {.arena = &scratch, .text = text, .delimiter = ','};
        while (csv.at < whole.end)
            assert_true(csv_next(&csv));
        assert_int_equal(csv.at, whole.end);
    }
    struct csv_scan half = {0};
    csv_scan(&half, STR("a\r"), ',');
    assert_int_equal(half.end, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows), cmocka_unit_test(test_places),
                                       cmocka_unit_test(test_scan)};
    return cmocka_run_group_tests(tests, scratch_begin, scratch_end);
}

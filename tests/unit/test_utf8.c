#include "base/arena.h"
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void reads_back_what_it_writes(void **state)
{
    struct arena *arena = *state;
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        struct buf buf = {.arena = arena};
        uint32_t read = 0;
        utf8_encode(&buf, c);
        bool is_surrogate = c >= 0xD800 && c < 0xE000;
        assert_int_equal(utf8_decode(buf_str(&buf), &read), is_surrogate ? 0 : buf.len);
        assert_int_equal(read, is_surrogate ? 0 : c);
        assert_int_equal(utf8_decode(str_slice(buf_str(&buf), 0, buf.len - 1), &read), 0);
        if (c % 4096 == 0)
            arena_reset(arena);
    }
}

static void refuses_what_is_no_utf8(void **state)
{
    (void)state;
    const struct str cases[] = {STR(""),         STR("\x80"),         STR("\xC0\x80"),         STR("\xC1\xBF"),
                                STR("\xC3("),    STR("\xE0\x80\x80"), STR("\xE0\x9F\xBF"),     STR("\xED\xA0\x80"),
                                STR("\xE6\xBC"), STR("\xFE"),         STR("\xF0\x8F\xBF\xBF"), STR("\xF4\x90\x80\x80"),
                                STR("\xFF")};
    uint32_t code_point = 7;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(utf8_decode(cases[i], &code_point), 0);
    assert_int_equal(code_point, 7);
}

static void counts_characters(void **state)
{
    (void)state;
    assert_int_equal(utf8_length(STR("a\xC3\xA9\xFF\xE6\xBC\0")), 6);
    assert_int_equal(utf8_valid_length(STR("a\0\xC3\xA9\xFFz")), 4);
    assert_int_equal(utf8_valid_length(STR("az")), 2);
}

static void shows_what_hides(void **state)
{
    struct arena *arena = *state;
    const struct {
        struct str text;
        size_t limit;
        const char *expected;
    } cases[] = {
        {STR("a\n\t\0\x1b\x7f"), 0, "a\\u{a}\\u{9}\\u{0}\\u{1b}\\u{7f}"},
        {STR("\xC2\x9B\xC2\xAD\xE2\x80\x8B\xE2\x80\xA8\xE2\x80\xAE"), 0, "\\u{9b}\\u{ad}\\u{200b}\\u{2028}\\u{202e}"},
        {STR("\xEF\xBB\xBF\xEF\xBF\xBE\xF3\xA0\x80\x81"), 0, "\\u{feff}\\u{fffe}\\u{e0001}"},
        {STR("\xFF\xC3"), 0, "\\x{ff}\\x{c3}"},
        {STR("##[x] #[y] ###[z"), 0, "##\\u{5b}x] #[y] ###\\u{5b}z"},
        {STR("é漢字"), 2, "é漢…"},
        {STR("é漢"), 2, "é漢"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf buf = {.arena = arena};
        utf8_add_visible(&buf, cases[i].text, cases[i].limit);
        assert_string_equal(buf_c(&buf), cases[i].expected);
    }
}

/* The two hashes may have been added before. */
static void sees_commands_across_pieces(void **state)
{
    struct buf buf = {.arena = *state};
    utf8_add_visible(&buf, STR("a #"), 0);
    utf8_add_visible(&buf, STR("#"), 0);
    utf8_add_visible(&buf, STR("[b"), 0);
    assert_string_equal(buf_c(&buf), "a ##\\u{5b}b");
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(reads_back_what_it_writes, setup, teardown),
        cmocka_unit_test(refuses_what_is_no_utf8),
        cmocka_unit_test(counts_characters),
        cmocka_unit_test_setup_teardown(shows_what_hides, setup, teardown),
        cmocka_unit_test_setup_teardown(sees_commands_across_pieces, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

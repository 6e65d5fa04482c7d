#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "schema/format.h"

static void wrong_names_lead_to_known_ones(void **state)
{
    static const struct {
        const char *wrong, *meant;
    } names[] = {
        {"datetime", "date-time"}, {"Email", "email"}, {"timestamp", "date-time"}, {"url", "uri"},
        {"guid", "uuid"},          {"UUID", "uuid"},   {"yyyy-MM-dd", "date"},     {"i64", "int64"},
        {"SodaCL", NULL},          {"", NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        assert_null(format_find(str_of(names[i].wrong)));
        const char *meant = format_nearest(str_of(names[i].wrong));
        assert_int_equal(meant != NULL, names[i].meant != NULL);
        if (meant) {
            assert_string_equal(meant, names[i].meant);
            assert_non_null(format_find(str_of(meant)));
        }
    }
}

static void values_are_accepted_or_not(void **state)
{
    static const struct {
        const char *format, *good, *bad; /* bad NULL: everything is accepted */
    } values[] = {
        {"date", "2024-02-29", "2023-02-29"},
        {"date-time", "2024-02-29T08:00:00Z", "2024-02-29 08:00"},
        {"time", "08:30:06Z", "08:30"},
        {"duration", "P1D", "1d"},
        {"email", "a@b", "a"},
        {"hostname", "example.org", "-x"},
        {"ipv4", "10.0.0.255", "10.0.0.256"},
        {"ipv6", "::1", ":1"},
        {"uri", "https://example.org/", "/x"},
        {"uri-reference", "/x", "a b"},
        {"uri-template", "/{x}", "/{x"},
        {"uuid", "123e4567-e89b-12d3-a456-426614174000", "123e4567"},
        {"json-pointer", "/a~0", "a"},
        {"relative-json-pointer", "0#", "#"},
        {"regex", "^a$", "("},
        {"int64", "x", NULL},
        {"password", "x", NULL},
    };
    struct arena arena;
    (void)state;
    arena_init(&arena, NULL);
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        const struct format *format = format_find(str_of(values[i].format));
        size_t length = utf8_length(str_of(values[i].good));
        assert_true(format_accepts(format, &arena, str_of(values[i].good)));
        assert_true(length >= format->shortest && (!format->longest || length <= format->longest));
        if (values[i].bad)
            assert_false(format_accepts(format, &arena, str_of(values[i].bad)));
    }
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(wrong_names_lead_to_known_ones),
                                       cmocka_unit_test(values_are_accepted_or_not)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

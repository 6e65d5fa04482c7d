#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/language.h"
#include "base/pattern.h"
#include "base/utf8.h"
#include "schema/format_lattice.h"

static struct arena arena;

static const char *const names[] = {
    "date",
    "date-time",
    "duration",
    "email",
    "hostname",
    "idn-email",
    "ipv4",
    "ipv6",
    "iri",
    "iri-reference",
    "json-pointer",
    "regex",
    "relative-json-pointer",
    "time",
    "uri",
    "uri-reference",
    "uri-template",
    "uuid",
};

/* Strings at the edges of the formats; with the samples they show what the lattice does not claim. */
static const char *const edges[] = {
    "",
    "a",
    "0",
    "7",
    "0000",
    "P1D",
    "P1W",
    "PT0S",
    "P1Y2D",
    "a:",
    "a:(",
    "a:b@c",
    "ab:cd",
    "abcd::1",
    "abcd::",
    "1::",
    "1.2.3.4",
    "1.2.3",
    "01.2.3.4",
    "/",
    "/a@b",
    "/(",
    "/~0",
    "/~",
    "/ü",
    "/{x}",
    "/{",
    "0/@b",
    "0/a",
    "0/(",
    "0/ ",
    "0/ü@b",
    "1#",
    "0#",
    "*@b",
    "a*@b",
    "a*@[1.2.3.4]",
    "a@[IPv6:::1]",
    "\"a b\"@c",
    "\":\"@c",
    "{a}@b",
    "`@b",
    "ü@b",
    "ü",
    "ü:",
    "a:ü",
    "//a",
    "//[::1]/",
    "?a",
    "#",
    "%41",
    "%4",
    "[",
    "(",
    " ",
    "\n",
    "23:59:60Z",
    "2016-12-31T23:59:60Z",
    "2016-12-31t23:59:59z",
    "00:00:00.123456789+23:59",
    "9999-12-31",
    "0000-01-01",
    "a-b",
    "a.b.c",
    "xn--a",
    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijk",
    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijkl",
    "P1111111111111111111111111111111111111111111111111111111111111111D",
    "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
    "1:2:3:4:5:6:7:8",
    "a:2:3:4:5:6:7:8",
};

enum { NAME_COUNT = sizeof names / sizeof *names, EDGE_COUNT = sizeof edges / sizeof *edges };

static const struct format *format_of(size_t i)
{
    const struct format *format = format_find(str_of(names[i]));
    assert_non_null(format);
    return format;
}

/* The next string to try, NULL after the last: all samples of all formats, then the edges. */
static const char *next_text(size_t *format, size_t *index)
{
    for (; *format < NAME_COUNT; (*format)++, *index = 0) {
        const char *text = format_samples(format_of(*format))[*index];
        if (text) {
            (*index)++;
            return text;
        }
    }
    return *index < EDGE_COUNT ? edges[(*index)++] : NULL;
}

/* A string of `a` that is, or is not, of `b`; NULL when none is known. */
static const char *example(const struct format *a, const struct format *b, bool is_of_b)
{
    const char *text;
    for (size_t format = 0, index = 0; (text = next_text(&format, &index));)
        if (format_accepts(a, &arena, str_of(text)) && format_accepts(b, &arena, str_of(text)) == is_of_b)
            return text;
    return NULL;
}

static void test_samples(void **state)
{
    (void)state;
    for (size_t i = 0; i < NAME_COUNT; i++) {
        const struct format *format = format_of(i);
        size_t count = 0;
        for (const char *const *sample = format_samples(format); *sample; sample++, count++)
            if (!format_accepts(format, &arena, str_of(*sample)))
                fail_msg("%s: %s", format->name, *sample);
        assert_true(count >= 3);
        assert_true(format_is_checked(format));
    }
    assert_null(format_samples(format_find(STR("password")))[0]);
    assert_string_equal(format_samples(format_find(STR("byte")))[0], "aGVsbG8=");
}

/* Every claim holds for all strings here, and where there is none a string shows that there can be none. */
static void test_relations(void **state)
{
    (void)state;
    for (size_t i = 0; i < NAME_COUNT * NAME_COUNT; i++) {
        const struct format *a = format_of(i / NAME_COUNT), *b = format_of(i % NAME_COUNT);
        const char *outside = example(a, b, false), *common = example(a, b, true);
        if (format_is_within(a, b) != !outside)
            fail_msg("%s within %s: %s", a->name, b->name, outside ? outside : "no example");
        if (format_is_disjoint(a, b) != !common)
            fail_msg("%s apart from %s: %s", a->name, b->name, common ? common : "no example");
    }
}

/* Fails when what a string is of contradicts a claim. */
static void check_claims(struct str text)
{
    bool accepts[NAME_COUNT];
    for (size_t i = 0; i < NAME_COUNT; i++)
        accepts[i] = format_accepts(format_of(i), &arena, text);
    for (size_t i = 0; i < NAME_COUNT; i++)
        for (size_t k = 0; accepts[i] && k < NAME_COUNT; k++)
            if (accepts[k] ? format_is_disjoint(format_of(i), format_of(k))
                           : format_is_within(format_of(i), format_of(k)))
                fail_msg("\"%.*s\" of %s and %s", STR_ARG(text), names[i], names[k]);
}

/* Each string with one character taken out, put in or changed. */
static void test_claims_nearby(void **state)
{
    (void)state;
    static const char letters[] = "09afPTZz-+.:/@#?%~[](\"{} \x7f";
    const char *text;
    for (size_t format = 0, index = 0; (text = next_text(&format, &index));) {
        struct str whole = str_of(text);
        for (size_t at = 0; at <= whole.len; at++) {
            struct arena_mark mark = arena_mark(&arena);
            for (size_t i = 0; i < sizeof letters; i++) {
                struct buf inserted = {.arena = &arena}, changed = {.arena = &arena};
                buf_add(&inserted, str_slice(whole, 0, at));
                buf_add(&changed, str_slice(whole, 0, at));
                if (letters[i]) {
                    buf_add_char(&inserted, letters[i]);
                    buf_add_char(&changed, letters[i]);
                }
                buf_add(&inserted, str_slice(whole, at, whole.len));
                buf_add(&changed, str_slice(whole, at + 1, whole.len));
                check_claims(buf_str(&inserted));
                check_claims(buf_str(&changed));
            }
            arena_rewind(&arena, mark);
        }
    }
}

static void test_unchecked(void **state)
{
    (void)state;
    const struct format *byte = format_find(STR("byte")), *password = format_find(STR("password")),
                        *hostname = format_find(STR("hostname")), *international = format_find(STR("idn-hostname"));
    assert_false(format_is_checked(byte));
    assert_false(format_is_checked(international));
    assert_true(format_is_within(byte, byte));
    assert_true(format_is_within(password, password));
    assert_false(format_is_within(byte, password));
    assert_false(format_is_disjoint(byte, password));
    assert_true(format_is_within(hostname, international));
    assert_true(format_is_within(format_find(STR("ipv4")), international));
    assert_false(format_is_within(international, hostname));
}

/* Patterns allow what the formats do; an exact one, within the lengths, nothing else. */
static void test_patterns(void **state)
{
    (void)state;
    const char *text;
    for (size_t i = 0; i < NAME_COUNT; i++) {
        const struct format *format = format_of(i);
        bool is_exact;
        const char *pattern = format_pattern(format, &is_exact);
        assert_int_equal(pattern == NULL, str_is(str_of(names[i]), "regex"));
        if (!pattern)
            continue;
        const struct language *language = language_of_pattern(&arena, pattern_parse(&arena, str_of(pattern)));
        for (size_t k = 0, index = 0; (text = next_text(&k, &index));) {
            bool is_of_format = format_accepts(format, &arena, str_of(text));
            size_t length = utf8_length(str_of(text));
            assert_true(!is_of_format || length >= format->shortest);
            assert_true(!is_of_format || !format->longest || length <= format->longest);
            enum language_answer answer = language_accepts(&arena, language, str_of(text), LANGUAGE_STEPS);
            assert_int_not_equal(answer, LANGUAGE_UNKNOWN);
            if (answer != LANGUAGE_YES && is_of_format)
                fail_msg("%s is not of the pattern of %s", text, names[i]);
            if (answer == LANGUAGE_YES && is_exact && !is_of_format)
                fail_msg("%s is of the pattern of %s", text, names[i]);
        }
    }
}

static int teardown(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

int main(void)
{
    arena_init(&arena, NULL);
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_samples), cmocka_unit_test(test_relations),
                                       cmocka_unit_test(test_claims_nearby), cmocka_unit_test(test_unchecked),
                                       cmocka_unit_test(test_patterns)};
    return cmocka_run_group_tests(tests, NULL, teardown);
}

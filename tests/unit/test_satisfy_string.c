#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "leaf_text.h"

static struct arena arena;

static void assert_answer(const char *goal, size_t count, const char *expected)
{
    const char *answer = leaf_answer_string(&arena, str_of(goal), count);
    if (strcmp(answer, expected) != 0)
        fail_msg("%s: %s, not %s", goal, answer, expected);
}

static void test_values(void **state)
{
    (void)state;
    static const struct {
        const char *demands;
        size_t count;
        const char *values;
    } table[] = {
        {"", 3, "a b c"},
        {"3..5", 2, "aaa bbb"},
        {"0..0", 2, " all"},
        {"!0..3", 1, "aaaa"},
        {"/^x", 1, "x"},
        {"/^\\d{3}$", 2, "000 001"},
        {"/^(gold|silver)$ !/^gold$", 3, "silver all"},
        {"/^(gold|silver)$", 2, "gold silver all"},
        {"/^(gold|silver)$", 1, "gold"},
        {"/^[ab]$ =a", 2, "b all"},
        {"/^[a-z]+$ 2..2 =aa", 1, "bb"},
        {"email", 1, "user@example.com"},
        {"email /@acme\\.org$", 1, "a@acme.org"},
        {"email 0..5", 1, "a@a"},
        {"uri /^s3:", 1, "s3:"},
        {"iri !uri", 1, "https://example.com/ü"},
        {"uri-reference !uri", 1, "/a"},
        {"date /^1[0-8]", 1, "1000-01-01"},
        {"date-time 20..20", 1, "2024-02-29T08:30:00Z"},
        {"hostname ipv4", 1, "192.0.2.1"},
        {"hostname !ipv4", 1, "example.com"},
        {"/^[0-9.]+$ !ipv4 hostname", 1, "0"},
        {"/^[a-z]+$ 64.. !hostname", 1, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
        {"uuid 36..36 /^f", 1, "faaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa"},
        {"password 3..", 1, "aaa"},
        {"!iri-reference /^a", 1, "a\""},
        {"!uri-template", 1, "\""},
        {"!date 10..10 /^[0-9-]*$", 1, "0000000000"},
        {"byte", 1, "aGVsbG8="},
        {"!email", 1, "a"},
        {"/^.$ /^(?!a)", 1, "b"},
        {"/^(\\w+)-\\1$", 1, "a-a"},
        {"/^\\p{Lu}\\p{Ll}+$", 1, "Aa"},
        {"/^[\\p{N}_]x$", 1, "0x"},
        {"/(?<=ab)c$", 1, "abc"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        assert_answer(table[i].demands, table[i].count, text_print(&arena, "YES %s", table[i].values));
}

static void test_none(void **state)
{
    (void)state;
    static const struct {
        const char *demands;
        const char *conflict;
    } table[] = {
        {"5..4", " 0 0"},
        {"0..4 /a 5..", " 0 2"},
        {"/^a$ /^b$", " 0 1"},
        {"/a /^a+$ !/^[a-z]+$", " 1 2"},
        {"/^[]$", " 0 0"},
        {"/^.{5}$ 0..4", " 0 1"},
        {"uuid 0..10", " 0 1"},
        {"uuid 37..", " 0 1"},
        {"date !date", " 0 1"},
        {"uri 1.. !iri-reference", " 0 2"},
        {"ipv4 !hostname", " 0 1"},
        {"ipv4 ipv6", " 0 1"},
        {"date date-time", " 0 1"},
        {"byte !byte", " 0 1"},
        {"uuid /^[g-z]", " 0 1"},
        {"date /^2023-02-29$", " 0 1"},
        {"/^[a-z]{3,10}$ !hostname", " 0 1"},
        {"/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$ !uuid", " 0 1"},
        {"/^(a|b)$ =a =b", ""},
        {"/^[ab]$ /^[bc]$ /^[ac]$", ""},
        {"/^(gold|silver)$ email", " 0 1"},
        {"!0..", " 0 0"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        assert_answer(table[i].demands, 1, text_print(&arena, "NO%s", table[i].conflict));
}

/* What nobody knows is neither found nor refuted. */
static void test_unknown(void **state)
{
    (void)state;
    static const char *const table[] = {
        "!byte",
        "!idn-hostname",
        "/^\\p{Lu}$ /^\\p{Ll}$",
        "5000000000..",
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        assert_answer(table[i], 1, "UNKNOWN");
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
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_values), cmocka_unit_test(test_none),
                                       cmocka_unit_test(test_unknown)};
    return cmocka_run_group_tests(tests, NULL, teardown);
}

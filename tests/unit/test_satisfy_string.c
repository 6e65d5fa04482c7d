#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/language.h"
#include "base/pattern.h"
#include "schema/format.h"
#include "schema/satisfy_leaf.h"

enum { DEMANDS_MAX = 8, VALUES_MAX = 8, NONE = -1 };

static struct arena arena;

static uint64_t read_count(struct str text)
{
    uint64_t value = 0;
    for (size_t i = 0; i < text.len; i++)
        value = value * 10 + (uint64_t)(text.at[i] - '0');
    return text.len ? value : UINT64_MAX;
}

/* "/PATTERN", "2..5" or "2.." (a length), "email" (a format); negated with "!" before it. */
static struct string_demand read_demand(struct str text)
{
    struct string_demand demand = {.is_negated = str_starts(text, "!")};
    text = str_slice(text, demand.is_negated, text.len);
    size_t dots = str_find(text, STR(".."));
    if (str_starts(text, "/")) {
        demand.kind = STRING_LANGUAGE;
        demand.pattern = pattern_parse(&arena, str_slice(text, 1, text.len));
        demand.language = language_of_pattern(&arena, demand.pattern);
    } else if (dots < text.len) {
        demand.kind = STRING_LENGTH;
        demand.min = read_count(str_slice(text, 0, dots));
        demand.max = read_count(str_slice(text, dots + 2, text.len));
    } else {
        demand.kind = STRING_FORMAT;
        demand.format = format_find(text);
        assert_non_null(demand.format);
    }
    return demand;
}

/* Solves demands separated by blanks, with "=a" for an excluded value. */
static struct leaf solve(const char *text, struct str *values, size_t count)
{
    struct string_demand demands[DEMANDS_MAX];
    struct str excluded[DEMANDS_MAX];
    struct string_goal goal = {.demands = demands, .excluded = excluded};
    for (struct str rest = str_of(text); rest.len;) {
        size_t end = str_index(rest, ' ');
        struct str word = str_slice(rest, 0, end);
        rest = str_slice(rest, end + 1, rest.len);
        if (word.at[0] == '=')
            excluded[goal.excluded_count++] = str_slice(word, 1, word.len);
        else
            demands[goal.demand_count++] = read_demand(word);
    }
    return satisfy_string(&arena, &goal, values, count);
}

static const char *print_values(const struct str *values, struct leaf leaf)
{
    struct buf buf = {.arena = &arena};
    for (size_t i = 0; i < leaf.found; i++) {
        buf_add_c(&buf, i ? " " : "");
        buf_add(&buf, values[i]);
    }
    buf_add_c(&buf, leaf.is_all ? " all" : "");
    return buf_c(&buf);
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
        {"byte", 1, "aGVsbG8="},
        {"!email", 1, "a"},
        {"/^.$ /^(?!a)", 1, "b"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct str values[VALUES_MAX];
        struct leaf leaf = solve(table[i].demands, values, table[i].count);
        const char *printed = print_values(values, leaf);
        if (leaf.answer != SCHEMA_YES || strcmp(printed, table[i].values) != 0)
            fail_msg("%s: %s (%d), not %s", table[i].demands, printed, (int)leaf.answer, table[i].values);
    }
}

static void test_none(void **state)
{
    (void)state;
    static const struct {
        const char *demands;
        int first, second;
    } table[] = {
        {"5..4", 0, 0},
        {"0..4 /a 5..", 0, 2},
        {"/^a$ /^b$", 0, 1},
        {"/a /^a+$ !/^[a-z]+$", 1, 2},
        {"/^[]$", 0, 0},
        {"/^.{5}$ 0..4", 0, 1},
        {"uuid 0..10", 0, 1},
        {"uuid 37..", 0, 1},
        {"date !date", 0, 1},
        {"uri 1.. !iri-reference", 0, 2},
        {"ipv4 !hostname", 0, 1},
        {"ipv4 ipv6", 0, 1},
        {"date date-time", 0, 1},
        {"byte !byte", 0, 1},
        {"uuid /^[g-z]", 0, 1},
        {"date /^2023-02-29$", 0, 1},
        {"/^[a-z]{3,10}$ !hostname", 0, 1},
        {"/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$ !uuid", 0, 1},
        {"/^(a|b)$ =a =b", NONE, NONE},
        {"/^[ab]$ /^[bc]$ /^[ac]$", NONE, NONE},
        {"/^(gold|silver)$ email", 0, 1},
        {"!0..", 0, 0},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct str values[1];
        struct leaf leaf = solve(table[i].demands, values, 1);
        size_t first = table[i].first == NONE ? LEAF_NO_DEMAND : (size_t)table[i].first;
        size_t second = table[i].second == NONE ? LEAF_NO_DEMAND : (size_t)table[i].second;
        if (leaf.answer != SCHEMA_NO || leaf.conflict[0] != first || leaf.conflict[1] != second)
            fail_msg("%s: %d, %zd and %zd", table[i].demands, (int)leaf.answer, (ssize_t)leaf.conflict[0],
                     (ssize_t)leaf.conflict[1]);
        assert_int_equal(leaf.found, 0);
        assert_true(leaf.is_all);
    }
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
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct str values[1];
        struct leaf leaf = solve(table[i], values, 1);
        if (leaf.answer != SCHEMA_UNKNOWN)
            fail_msg("%s: %d", table[i], (int)leaf.answer);
        assert_int_equal(leaf.found, 0);
        assert_false(leaf.is_all);
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
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_values), cmocka_unit_test(test_none),
                                       cmocka_unit_test(test_unknown)};
    return cmocka_run_group_tests(tests, NULL, teardown);
}

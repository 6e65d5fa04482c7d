#include "base/arena.h"
#include "base/pattern_scan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static struct arena arena;

static const struct pattern_ast *parse(const char *text)
{
    return pattern_parse(&arena, str_of(text));
}

static void assert_problem(const char *text, enum pattern_status expected, uint32_t start, uint32_t end,
                           const char *reason)
{
    struct pattern_problem problem;
    enum pattern_status status = pattern_status(parse(text), &problem);
    if (status != expected || problem.start != start || problem.end != end || strcmp(problem.reason, reason) != 0)
        fail_msg("%s: status %d, bytes %u-%u, %s", text, (int)status, (unsigned)problem.start, (unsigned)problem.end,
                 problem.reason ? problem.reason : "no reason");
}

static void test_invalid(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t start, end;
        const char *reason;
    } table[] = {
        {"*", 0, 1, "quantifier `*` has nothing to repeat"},
        {"ab{2}{3}", 5, 8, "quantifier `{3}` has nothing to repeat"},
        {"x|+", 2, 3, "quantifier `+` has nothing to repeat"},
        {"^*", 1, 2, "quantifier `*` has nothing to repeat"},
        {"(?<=a)?", 6, 7, "quantifier `?` has nothing to repeat"},
        {"a{5,2}", 1, 6, "counts out of order `{5,2}`"},
        {"ü[z-a]", 3, 6, "range out of order `z-a`"},
        {"a[bc", 1, 2, "class is not closed"},
        {"a[b\\]", 1, 2, "class is not closed"},
        {"a(b", 1, 2, "group is not closed"},
        {"(?<n>b", 0, 5, "group is not closed"},
        {"a)b", 1, 2, "`)` closes no group"},
        {"a\\", 1, 2, "`\\` at the end escapes nothing"},
        {"x(?P<n>y)", 1, 5, "`(?P<` is Python's, ECMA-262 writes `(?<name>`"},
        {"(?>a)", 0, 3, "atomic groups `(?>` are no ECMA-262"},
        {"(?i)a", 0, 4, "inline flags `(?i)` are no ECMA-262"},
        {"(?x:a)", 0, 4, "inline flags `(?x:` are no ECMA-262"},
        {"(?", 0, 2, "`(?` begins no group of ECMA-262 here"},
        {"a*+b", 1, 3, "possessive quantifiers are no ECMA-262"},
        {"a{2}+", 1, 5, "possessive quantifiers are no ECMA-262"},
        {"\\A(?#x)", 2, 5, "comments `(?#` are no ECMA-262"},
        {"(?<n>a)(?<n>b)", 7, 12, "group name is used twice"},
        {"(?<n>a)\\k<m>", 7, 12, "no group has this name"},
        {"(?<n>a)\\k", 7, 9, "`\\k` needs a group name: `\\k<name>`"},
        {"(?<1a>b)", 0, 4, "group name has a character that no name may have"},
        {"(?<>b)", 0, 4, "group name is empty"},
        {"(?<ab", 0, 5, "group name is not closed with `>`"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        assert_problem(table[i].text, PATTERN_INVALID, table[i].start, table[i].end, table[i].reason);
}

static void test_not_checked(void **state)
{
    (void)state;
    assert_problem("(?i:a)", PATTERN_NOT_CHECKED, 0, 4, "modifiers `(?i:` are newer than ECMA-262 2024");
    assert_problem("(?-m:a)", PATTERN_NOT_CHECKED, 0, 5, "modifiers `(?-m:` are newer than ECMA-262 2024");
    assert_problem("(?<n>a)|(?<n>b)", PATTERN_NOT_CHECKED, 8, 13, "group name is used in two alternatives");
    assert_problem("a\xFFz", PATTERN_NOT_CHECKED, 1, 2, "pattern is not UTF-8");
    char deep[2 * 200 + 1] = "", longest[PATTERN_LENGTH_MAX + 2] = "";
    memset(deep, '(', 200);
    memset(deep + 200, ')', 200);
    assert_problem(deep, PATTERN_NOT_CHECKED, 100, 101, "groups are nested more than 100 deep");
    memset(longest, 'a', PATTERN_LENGTH_MAX + 1);
    assert_problem(longest, PATTERN_NOT_CHECKED, 0, PATTERN_LENGTH_MAX + 1, "pattern is longer than 1,000 bytes");
    longest[PATTERN_LENGTH_MAX] = '\0';
    assert_int_equal(parse(longest)->status, PATTERN_OK);
}

/* Only Annex B has them, so they are valid; what `u` says is kept. */
static void test_annex_b(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t start, end;
        const char *reason;
    } table[] = {
        {"ab\\A", 2, 4, "`\\A` is no escape of ECMA-262; the start of the text is `^` in ECMA-262"},
        {"x\\Z", 1, 3, "`\\Z` is no escape of ECMA-262; the end of the text is `$` in ECMA-262"},
        {"a{", 1, 2, "`{` must be escaped"},
        {"a]", 1, 2, "`]` must be escaped"},
        {"\\-", 0, 2, "`\\-` is no escape of ECMA-262"},
        {"[\\w-z]", 1, 5, "a class cannot be the end of a range `\\w-z`"},
        {"a\\1", 1, 3, "there is no group 1"},
        {"\\p{Greek}", 0, 9, "`\\p{Greek}` is no Unicode property of ECMA-262"},
        {"\\c1", 0, 2, "`\\c` needs a letter: `\\cJ`"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        const struct pattern_ast *ast = parse(table[i].text);
        assert_int_equal(ast->status, PATTERN_OK);
        assert_string_equal(ast->unicode_problem.reason, table[i].reason);
        assert_int_equal(ast->unicode_problem.start, table[i].start);
        assert_int_equal(ast->unicode_problem.end, table[i].end);
    }
    assert_null(parse("\\p{Script=Greek}\\u{1F600}")->unicode_problem.reason);
}

static void test_anchored(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool is_anchored;
    } table[] = {
        {"^a$", true},     {"a", false},        {"^a", false},      {"a$", false},       {"^a|b$", false},
        {"^a$|^b$", true}, {"^(?:a|b)$", true}, {"(^a|^b)$", true}, {"(?:^a$)?", false}, {"(?:^a$)+", true},
        {"^a\\$", false},  {"", false},         {"[^a]$", false},   {"(", false},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (pattern_is_anchored(parse(table[i].text)) != table[i].is_anchored)
            fail_msg("%s", table[i].text);
}

static void test_literal(void **state)
{
    (void)state;
    struct str literal;
    assert_true(pattern_is_literal(&arena, parse("a\\.b\\u00e4"), &literal));
    assert_true(str_is(literal, "a.bä"));
    assert_true(pattern_is_literal(&arena, parse(""), &literal));
    assert_false(pattern_is_literal(&arena, parse("a."), &literal));
    assert_false(pattern_is_literal(&arena, parse("a|b"), &literal));
}

static enum pattern_result match(const char *text, struct str subject)
{
    return pattern_match(pattern_compile(&arena, parse(text)), subject);
}

static void test_match(void **state)
{
    (void)state;
    static const struct {
        const char *text, *subject;
        bool is_match;
    } table[] = {
        {"b", "abc", true},
        {"^b", "abc", false},
        {"^a$", "a\n", false},
        {"^.$", "\r", false},
        {"^.$", "\u2028", false},
        {"^.$", "\xC2\x85", true},
        {"^.$", "😀", true},
        {"^\\d$", "٣", false},
        {"^\\w$", "ä", false},
        {"^\\W$", "ä", true},
        {"^\\s$", "\uFEFF", true},
        {"^\\s$", "\u180E", false},
        {"^\\S$", "\u00A0", false},
        {"\\bä", "ä", false},
        {"a\\b", "aä", true},
        {"[^]", "\n", true},
        {"[]", "a", false},
        {"a[]|b", "b", true},
        {"^\\cJ$", "\n", true},
        {"^\\ud83d\\ude00$", "😀", true},
        {"^\\u{1F600}$", "😀", true},
        {"^[\\u{1F600}-\\u{1F64F}]+$", "😀🙏", true},
        {"^(?<year>\\d{4})-\\k<year>$", "2024-2024", true},
        {"^(?<year>\\d{4})-\\k<year>$", "2024-2025", false},
        {"^(a)?\\1b$", "b", true},
        {"^\\1(a)$", "a", true},
        {"^\\p{Letter}\\p{Lu}\\P{L}$", "äÄ1", true},
        {"^\\p{Script=Greek}+$", "αβγ", true},
        {"^\\p{ASCII}+$", "aä", false},
        {"^[^\\p{L}\\d]$", "ä", false},
        {"^[^\\p{L}\\d]$", "-", true},
        {"^\\p{Assigned}$", "\u0378", false},
        {"(?<!a)b", "ab", false},
        {"(?<=a|bc)d", "bcd", true},
        {"a(?!b)", "ac", true},
        {"(?=a)b?a", "xa", true},
        {"^[\\w-.]+$", "a-.", true},
        {"^\\A$", "A", true},
        {"^a{,2}$", "a{,2}", true},
        {"^\\101$", "A", true},
        {"[\\b]", "\b", true},
        {"(?:)", "", true},
        {"^[\\d-x]$", "-", true},
        {"#(?:\\/)\"", "#/\"", true},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        enum pattern_result expected = table[i].is_match ? PATTERN_MATCHES : PATTERN_DIFFERS;
        if (match(table[i].text, str_of(table[i].subject)) != expected)
            fail_msg("%s on %s", table[i].text, table[i].subject);
    }
    assert_int_equal(match("^a\\x00b$", STR("a\0b")), PATTERN_MATCHES);
}

static void test_undecided(void **state)
{
    (void)state;
    static const char *const beyond[] = {"(?<=a+)b",     "^(?:(a)|b)*\\1$", "\\ud800", "[\\ud800-\\udbff]",
                                         "(?<=\\1(a))b", "a{70000}",        "(?i:a)",  "("};
    for (size_t i = 0; i < sizeof beyond / sizeof *beyond; i++)
        if (match(beyond[i], STR("ab")) != PATTERN_UNDECIDED)
            fail_msg("%s", beyond[i]);
    struct pattern_problem problem;
    const struct pattern *pattern = pattern_compile(&arena, parse("(?<=a+)b"));
    assert_int_equal(pattern_compiled_status(pattern, &problem), PATTERN_NOT_CHECKED);
    assert_string_equal(problem.reason, "PCRE2: lookbehind assertion is not fixed length");
    assert_int_equal(match("a", STR("b\xFF")), PATTERN_UNDECIDED);
}

static void test_budget(void **state)
{
    (void)state;
    char *subject = arena_alloc_bytes(&arena, PATTERN_SUBJECT_MAX + 1);
    memset(subject, 'a', PATTERN_SUBJECT_MAX + 1);
    struct str longest = {subject, PATTERN_SUBJECT_MAX}, longer = {subject, PATTERN_SUBJECT_MAX + 1};
    static const char *const slow[] = {"^(a+)+$", "a*b|a*c", "(?:a|a){15}[^a]", "^(a|b)*c"};
    for (size_t i = 0; i < sizeof slow / sizeof *slow; i++) {
        uint64_t steps;
        subject[PATTERN_SUBJECT_MAX - 1] = '!';
        enum pattern_result result = pattern_match_steps(pattern_compile(&arena, parse(slow[i])), longest, &steps);
        assert_true(result == PATTERN_UNDECIDED || result == PATTERN_DIFFERS);
        assert_true(steps <= PATTERN_STEPS_MAX + PATTERN_SUBJECT_MAX + 1);
    }
    assert_int_equal(match("^(a+)+$", longest), PATTERN_UNDECIDED);
    assert_int_equal(match("^a+!$", longest), PATTERN_MATCHES);
    assert_int_equal(match("a", longer), PATTERN_UNDECIDED);
}

/* What one scan decides, and what needs more. */
static void test_scan(void **state)
{
    (void)state;
    static const char *const scanned[] = {"^",       "^$",           "^[A-Z]{3}$", "^v\\d+\\.\\d+",
                                          "^a?b?c$", "^(a{2})(b*)c", "^a{2}a$"};
    static const char *const others[] = {"",       "a",      "a$",        "^a*a",     "^a?b?a", "^a{1,2}b?a$",
                                         "^a|b$",  "^(a|b)", "^(ab){2}$", "^\\p{L}$", "^a$b",   "a^",
                                         "^(?=a)", "^\\ba",  "^(a)\\1",   "^\\ud800", "^a++"};
    for (size_t i = 0; i < sizeof scanned / sizeof *scanned; i++)
        if (!pattern_scan_make(&arena, parse(scanned[i])))
            fail_msg("%s", scanned[i]);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (pattern_scan_make(&arena, parse(others[i])))
            fail_msg("%s", others[i]);
    const struct pattern_scan *scan = pattern_scan_make(&arena, parse("^a{2,3}b?[^abc]+$"));
    assert_int_equal(pattern_scan_run(scan, STR("aaabd")), PATTERN_MATCHES);
    assert_int_equal(pattern_scan_run(scan, STR("aad-")), PATTERN_MATCHES);
    assert_int_equal(pattern_scan_run(scan, STR("aad\n")), PATTERN_MATCHES);
    assert_int_equal(pattern_scan_run(scan, STR("abd")), PATTERN_DIFFERS);
    assert_int_equal(pattern_scan_run(scan, STR("aaaad")), PATTERN_DIFFERS);
    assert_int_equal(pattern_scan_run(scan, STR("aadc")), PATTERN_DIFFERS);
    assert_int_equal(pattern_scan_run(scan, STR("aaä")), PATTERN_UNDECIDED);
    assert_int_equal(match("^a{2,3}b?[^abc]+$", STR("aaä")), PATTERN_MATCHES);
    assert_int_equal(match("^a", STR("b\xFF")), PATTERN_UNDECIDED);
}

static void test_pcre2(void **state)
{
    (void)state;
    struct error err = {0};
    const struct pattern *pattern = pattern_compile_pcre2(&arena, STR("(?i)^team-\\p{L}++$"), &err);
    assert_non_null(pattern);
    assert_int_equal(pattern_match(pattern, STR("Team-ä")), PATTERN_MATCHES);
    assert_int_equal(pattern_match(pattern, STR("crew-a")), PATTERN_DIFFERS);
    assert_null(pattern_compile_pcre2(&arena, STR("a(b"), &err));
    assert_string_equal(err.text, "no PCRE2 pattern: missing closing parenthesis (byte 3)");
    struct error backslash_c = {0};
    assert_null(pattern_compile_pcre2(&arena, STR("a\\C"), &backslash_c));
    assert_true(backslash_c.is_set);
}

/* NULL: none. */
static void test_example(void **state)
{
    (void)state;
    static const struct {
        const char *pattern, *example;
    } table[] = {
        {"^x{3}y*$", "xxx"},
        {"ab|c|dd", "c"},
        {"[q-t][^a-z][^]", "qAa"},
        {"^(a|b)-(c)\\2\\1$", "a-cca"},
        {"(?<x>ab)\\k<x>", "abab"},
        {"(?<=ab)c", "abc"},
        {"(?<!a)b(?=c)", "b"},
        {"\\p{Lu}\\p{L}\\P{L}\\p{Nd}[^\\p{L}\\d]", "Aa00-"},
        {"é\\u{1F600}", "é😀"},
        {"\\1(a)", "a"},
        {"(", NULL},
        {"a{5000}", NULL},
        {"(((){1000}){1000}){1000}", NULL},
        {"(((a*){1000}){1000}){1000}", NULL},
        {"\\uD800", NULL},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct str example;
        bool is_made = pattern_example(&arena, parse(table[i].pattern), &example);
        if (is_made != (table[i].example != NULL) || (is_made && !str_is(example, table[i].example)))
            fail_msg("%s: %.*s", table[i].pattern, is_made ? (int)example.len : 4, is_made ? example.at : "none");
    }
}

static int free_arena(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_invalid),   cmocka_unit_test(test_not_checked), cmocka_unit_test(test_annex_b),
        cmocka_unit_test(test_anchored),  cmocka_unit_test(test_literal),     cmocka_unit_test(test_match),
        cmocka_unit_test(test_undecided), cmocka_unit_test(test_budget),      cmocka_unit_test(test_pcre2),
        cmocka_unit_test(test_example),   cmocka_unit_test(test_scan),
    };
    return cmocka_run_group_tests(tests, NULL, free_arena);
}

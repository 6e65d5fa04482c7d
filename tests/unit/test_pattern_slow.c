#include "base/arena.h"
#include "base/buf.h"
#include "base/pattern.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static struct arena arena;

/* Steps of PCRE2 on `rounds` times the pump; PATTERN_STEPS_MAX when it gave up. */
static uint64_t steps_of(const char *text, struct str prefix, struct str pump, struct str suffix, const char *tail,
                         int rounds)
{
    struct buf subject = {.arena = &arena};
    buf_add(&subject, prefix);
    for (int i = 0; i < rounds; i++)
        buf_add(&subject, pump);
    buf_add(&subject, suffix);
    buf_add_c(&subject, tail);
    const struct pattern *pattern = pattern_compile(&arena, pattern_parse(&arena, str_of(text)));
    uint64_t steps;
    if (pattern_match_steps(pattern, buf_str(&subject), &steps) == PATTERN_UNDECIDED)
        return PATTERN_STEPS_MAX;
    return steps;
}

static struct pattern_slowness slowness_of(const char *text, enum pattern_speed expected)
{
    struct pattern_slowness slowness = pattern_slow(&arena, pattern_parse(&arena, str_of(text)));
    if (slowness.speed != expected)
        fail_msg("%s: %d, %s", text, (int)slowness.speed, slowness.problem.reason ? slowness.problem.reason : "");
    return slowness;
}

static void assert_part(const struct pattern_slowness *slow, const char *text, const char *part)
{
    size_t start = (size_t)(strstr(text, part) - text);
    if (slow->problem.start != start || slow->problem.end != start + strlen(part))
        fail_msg("%s: %s is %zu-%zu, not %u-%u", text, part, start, start + strlen(part), (unsigned)slow->problem.start,
                 (unsigned)slow->problem.end);
}

/* `tail`: what PCRE2 must see before it tries at all, because every match holds it. */
static void test_exponential(void **state)
{
    (void)state;
    static const struct {
        const char *text, *tail, *part;
    } table[] = {
        {"^(a+)+$", "", "(a+)+"},
        {"(a+)+$", "", "(a+)+"},
        {"^(a*)*$", "", "(a*)*"},
        {"^(a|a)*$", "", "(a|a)*"},
        {"(a|a)*$", "", "(a|a)*"},
        {"^(a|ab|b)*$", "", "(a|ab|b)*"},
        {"^(.*,)*$", "", "(.*,)*"},
        {"^x(.*,)*P", "!P", "(.*,)*"},
        {"^(\\w+\\s?)*$", "", "(\\w+\\s?)*"},
        {"^(x+x+)+y", "!y", "(x+x+)+"},
        {"^([a-z]{1,63})+$", "", "([a-z]{1,63})+"},
        {"^(([a-z])+.)+[A-Z]([a-z])+$", "", "(([a-z])+.)+"},
        {"^(\\d{1,3},?)*$", "", "(\\d{1,3},?)*"},
        {"^(\\d{2}|\\d{3})*$", "", "(\\d{2}|\\d{3})*"},
        {"^(?:(a?|b?)c)*$", "", "(?:(a?|b?)c)*"},
        {"^((a|b)+c?)*$", "", "((a|b)+c?)*"},
        {"^(\\p{L}+\\s?)+$", "", "(\\p{L}+\\s?)+"},
        {"^(ä+)+$", "", "(ä+)+"},
        {"^\"(\\\\.|[^\"])*\"$", "\"!", "(\\\\.|[^\"])*"},
        {"^(?:z|(a+)+)$", "", "(a+)+"},
        {"^\\d{4}-(a+)+$", "", "(a+)+"},
        {"^(?:b(?:a+)+)*$", "", "(?:a+)+"},
        {"^([\\/\\w \\.-]*)*\\/?$", "", "([\\/\\w \\.-]*)*"},
        {"^(([\\-.]|[_]+)?([a-zA-Z0-9]+))*@$", "!@", "(([\\-.]|[_]+)?([a-zA-Z0-9]+))*"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct pattern_slowness slow = slowness_of(table[i].text, PATTERN_EXPONENTIAL);
        assert_part(&slow, table[i].text, table[i].part);
        uint64_t some = steps_of(table[i].text, slow.prefix, slow.pump, slow.suffix, table[i].tail, 3);
        uint64_t more = steps_of(table[i].text, slow.prefix, slow.pump, slow.suffix, table[i].tail, 18);
        if (more < 200 * some)
            fail_msg("%s: %u steps grew to %u only", table[i].text, (unsigned)some, (unsigned)more);
    }
}

static void test_polynomial(void **state)
{
    (void)state;
    static const struct {
        const char *text, *tail, *part;
    } table[] = {
        {"^\\d+\\d+$", "", "\\d+\\d+"},
        {"^\\d+\\d+x", "!x", "\\d+\\d+"},
        {"^\\s*\\s*$", "", "\\s*\\s*"},
        {"^.*.*$", "", ".*.*"},
        {"^[a-z]+[a-z0-9]*$", "", "[a-z]+[a-z0-9]*"},
        {"^\\w+-?\\w+$", "", "\\w+-?\\w+"},
        {"^#\\w*(\\d*)!$", "?!", "\\w*(\\d*)"},
        {"^(a+x?)a+$", "", "(a+x?)a+"},
        {"^a+a+a+$", "", "a+a+"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct pattern_slowness slow = slowness_of(table[i].text, PATTERN_POLYNOMIAL);
        assert_part(&slow, table[i].text, table[i].part);
        uint64_t some = steps_of(table[i].text, slow.prefix, slow.pump, slow.suffix, table[i].tail, 60);
        uint64_t more = steps_of(table[i].text, slow.prefix, slow.pump, slow.suffix, table[i].tail, 120);
        if (more < 3 * some || more > 10 * some)
            fail_msg("%s: %u steps grew to %u", table[i].text, (unsigned)some, (unsigned)more);
    }
}

/* The strings are the worst that could be thought of. */
static void test_fast(void **state)
{
    (void)state;
    static const struct {
        const char *text, *prefix, *pump, *suffix;
    } table[] = {
        {"^[a-z]+(-[a-z]+)*$", "a", "-a", "!"},
        {"^[a-z]+(-[a-z]+)*$", "a", "a", "!"},
        {"^[a-z_][a-z0-9_]*$", "a", "a", "!"},
        {"^(/[^/]+)*/?$", "", "/a", "//"},
        {"^([^,]*,)*[^,]*$", "", ",a", ""},
        {"^\"(\\\\.|[^\"\\\\])*\"$", "\"", "\\a", "!\"!"},
        {"^(?:[01]\\d|2[0-3])(:[0-5]\\d)*$", "00", ":00", "!"},
        {"^[\\w.+-]+@[\\w-]+\\.[\\w.-]+$", "a@a.", "a", "!"},
        {"^(?:\\w+\\b\\s*)+$", "", "a", "!"},
        {"^\\S(.*\\S)?$", "a", "a", " "},
        {"^(a+)+", "", "a", "!"},
        {"(?:a|b|ab)*", "", "ab", "!"},
        {"^(a+)+\\b", "", "a", "!"},
        {"^(?:a|b)*$", "", "ab", "!"},
        {"^(?:foo|bar|baz)+$", "", "foobar", "!"},
        {"^(ab|cd)+(ef)*$", "", "abcd", "!"},
        {"^([0-9]{40})+$", "", "0000000000000000000000000000000000000000", "!"},
        {"^(\\d{2})+$", "", "00", "!"},
        {"^\\d+(\\.\\d+)*$", "1", ".1", "!"},
        {"^\\s*[a-z]+\\s*$", "", " ", "!"},
        {"^([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)*$", "", "a.", "!"},
        {"^\\p{Lu}\\p{Ll}+( \\p{Lu}\\p{Ll}+)*$", "Aa", " Aa", "!"},
        {"^(?=.*\\d)(?=.*[a-z]).{8,}$", "", "a", ""},
        {"^a{1,5}a{1,5}$", "", "a", ""},
        {"^((.?.(?:ab){1,3}|--b)(.)[^a]){1,3}[^a]$", "aabab", "abababababaabab", ""},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        slowness_of(table[i].text, PATTERN_FAST);
        struct str prefix = str_of(table[i].prefix), pump = str_of(table[i].pump), suffix = str_of(table[i].suffix);
        uint64_t some = steps_of(table[i].text, prefix, pump, suffix, "", 40);
        uint64_t more = steps_of(table[i].text, prefix, pump, suffix, "", 80);
        if (more > 2 * some + 100)
            fail_msg("%s: %u steps grew to %u", table[i].text, (unsigned)some, (unsigned)more);
    }
}

static void test_reason(void **state)
{
    (void)state;
    assert_string_equal(slowness_of("^(a+)+$", PATTERN_EXPONENTIAL).problem.reason,
                        "`(a+)+` can match the same text in exponentially many ways");
    assert_string_equal(slowness_of("^\\d+\\d+$", PATTERN_POLYNOMIAL).problem.reason,
                        "`\\d+\\d+` can share the same text out in many ways");
    assert_null(slowness_of("(", PATTERN_FAST).problem.reason);
}

/* Patterns made to keep the analysis itself busy; the program runs under a time limit. */
static void test_bounded(void **state)
{
    (void)state;
    static const char *const pieces[] = {"(?:a|a)", ".*", "(.*", "(a?", "[a-z]{0,30}", "(?:a{0,5}){0,5}"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct buf text = {.arena = &arena};
        size_t count = pieces[i][0] == '(' && strlen(pieces[i]) == 3 ? 90 : 60;
        for (size_t n = 0; n < count; n++)
            buf_add_c(&text, pieces[i]);
        for (size_t n = 0; count == 90 && n < count; n++)
            buf_add_c(&text, ")*");
        buf_add_c(&text, "x");
        const struct pattern_slowness slow = pattern_slow(&arena, pattern_parse(&arena, buf_str(&text)));
        assert_true(slow.problem.end <= text.len);
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
        cmocka_unit_test(test_exponential), cmocka_unit_test(test_polynomial), cmocka_unit_test(test_fast),
        cmocka_unit_test(test_reason),      cmocka_unit_test(test_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, free_arena);
}

#include "base/arena.h"
#include "base/buf.h"
#include "base/language.h"
#include "base/pattern_ast.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static struct arena arena;

static const struct language *pattern(const char *text)
{
    const struct pattern_ast *ast = pattern_parse(&arena, str_of(text));
    assert_int_equal(ast->status, PATTERN_OK);
    return language_of_pattern(&arena, ast);
}

static const struct language *length(uint32_t min, uint32_t max)
{
    return language_of_length(&arena, min, max);
}

static void assert_witness(const struct language *language, const char *expected)
{
    struct str witness;
    assert_int_equal(language_witness(&arena, language, LANGUAGE_STEPS, &witness), LANGUAGE_YES);
    if (!str_is(witness, expected))
        fail_msg("%.*s instead of %s", STR_ARG(witness), expected);
}

/* The witness is a shortest string of `inner` that is not in `outer`, NULL when there is none. */
static void test_contains(void **state)
{
    (void)state;
    static const struct {
        const char *outer, *inner, *witness;
    } table[] = {
        {"^[a-z0-9]+$", "^[a-z]+$", NULL},
        {"^[a-z]+$", "^[a-z0-9]+$", "0"},
        {"a", "^a", NULL},
        {"^a", "a", "ba"},
        {"a", "a", NULL},
        {"", "^a$", NULL},
        {"^", "$", NULL},
        {"^.*$", "", "\n"},
        {"^[^]*$", "", NULL},
        {"^(?:a|b)*$", "^(a*b*)*$", NULL},
        {"^a*b*$", "^[ab]*$", "ba"},
        {"^[^a]$", "^[^ab]$", NULL},
        {"^[^ab]$", "^[^a]$", "b"},
        {"^[a-zA-Z]+$", "^[a-z]+$", NULL},
        {"^[a-z]+$", "^[a-zA-Z]+$", "A"},
        {"^.{1,255}$", "^\\w{3,64}$", NULL},
        {"^\\w{3,63}$", "^[a-z]{3,64}$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
        {"^\\d{4}-\\d{2}-\\d{2}$", "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$", NULL},
        {"^\\d{4}-(0[1-9]|1[0-2])-\\d{2}$", "^\\d{4}-\\d{2}-\\d{2}$", "0000-00-00"},
        {"^(a{2}|a{3})*$", "^(aaaa)*a*a$", "a"},
        {"^(aa)*$", "^(aaaa)*$", NULL},
        {"^(aaa)*$", "^(aa)*$", "aa"},
        {"^(aa){3,}$", "^(aaaaaa)+$", NULL},
        {"^[\\u{0}-\\u{10FFFF}]$", "^[^]$", NULL},
        {"^\\W$", "^é$", NULL},
        /* Assertions are of the place where they stand. */
        {"a|^b$", "^b$", NULL},
        {"a|^b$", "b", "bb"},
        {"^a", "^^a", NULL},
        {"(^|x)a($|y)", "^xay$", NULL},
        {"(^|x)a($|y)", "^[xb]?ay?$", "ba"},
        {"a^", "^[]$", NULL},
        {"^$", "$^", NULL},
        {"^(^a|b)*$", "^a?b*$", NULL},
        {"^(^a|b)*$", "^[ab]{2}$", "aa"},
        {"^(^|a){3}$", "^a{0,3}$", NULL},
        {"^(^|a){3}$", "^a*$", "aaaa"},
        {"^(?:a?){3}$", "^a{0,3}$", NULL},
        {"^(?:a|b$){2,3}$", "^(aa|ab|aaa|aab)$", NULL},
        {"^\\bab\\b$", "^ab$", NULL},
        {"\\bcat\\b", "^the cat sat$", NULL},
        {"\\bcat\\b", "cat", "acat"},
        {"\\Bat", "^[a-c]at", NULL},
        /* Look-ahead is conjunction and negation. */
        {"^[^f]|^$|^f($|[^o])|^fo($|[^o])", "^(?!foo)", NULL},
        {"^(?!foo)", "^[^f]|^$|^f($|[^o])|^fo($|[^o])", NULL},
        {"^(?!foo)", "^[a-z]+$", "foo"},
        {"^(?=.*\\d)(?=.*[a-z]).{2,}$", "^[a-z]+\\d$", NULL},
        {"^(?=.*\\d)(?=.*[a-z]).{2,}$", "^[a-z\\d]{2}$", "aa"},
        {"^[a-z]+$", "^(?:(?!b)[a-z])+$", NULL},
        {"^(?:(?!bc)[a-z])+$", "^[a-z]+$", "bc"},
        {"^a(?=b|(?!c))", "^a(b|d)", NULL},
        /* Look-behind at one character. */
        {"^[a-z]([a-z-]*[a-z])?$", "^(?!-)[a-z-]+(?<!-)$", NULL},
        {"^(?!-)[a-z-]+(?<!-)$", "^[a-z]([a-z-]*[a-z])?$", NULL},
        {"^(?!-)[a-z-]+(?<!-)$", "^[a-z-]+$", "-"},
        {"^b|,b", "(?<=^|,)b", NULL},
        {"(?<!a)b", "b", "ab"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        const struct language *outer = pattern(table[i].outer), *inner = pattern(table[i].inner);
        enum language_answer expected = table[i].witness ? LANGUAGE_NO : LANGUAGE_YES;
        enum language_answer answer = language_contains(&arena, outer, inner, LANGUAGE_STEPS);
        if (answer != expected)
            fail_msg("%s in %s: %d", table[i].inner, table[i].outer, (int)answer);
        if (table[i].witness)
            assert_witness(language_subtract(&arena, inner, outer), table[i].witness);
    }
}

static void assert_contains(const struct language *outer, const struct language *inner, enum language_answer expected)
{
    assert_int_equal(language_contains(&arena, outer, inner, LANGUAGE_STEPS), expected);
}

static void assert_same(const struct language *a, const struct language *b)
{
    assert_contains(a, b, LANGUAGE_YES);
    assert_contains(b, a, LANGUAGE_YES);
}

static void test_lengths(void **state)
{
    (void)state;
    assert_same(length(3, 3), pattern("^[^]{3}$"));
    assert_contains(length(3, 3), pattern("^.{3}$"), LANGUAGE_YES);
    assert_contains(pattern("^.{3}$"), length(3, 3), LANGUAGE_NO);
    assert_contains(length(2, LANGUAGE_UNLIMITED), pattern("a.b"), LANGUAGE_YES);
    assert_contains(length(4, LANGUAGE_UNLIMITED), pattern("a.b"), LANGUAGE_NO);
    assert_contains(length(1, 1), pattern("^😀$"), LANGUAGE_YES);
    assert_contains(length(0, 255), pattern("^[a-z]{1,255}$"), LANGUAGE_YES);
    assert_contains(length(0, 254), pattern("^[a-z]{1,255}$"), LANGUAGE_NO);
    assert_same(length(0, LANGUAGE_UNLIMITED), language_all());
    assert_same(length(0, 0), pattern("^$"));
    assert_same(length(5, 4), language_none());
}

static void test_operations(void **state)
{
    (void)state;
    const struct language *a = pattern("^a"), *b = pattern("b$");
    assert_witness(language_intersect(&arena, a, b), "ab");
    assert_witness(language_subtract(&arena, b, a), "b");
    assert_witness(language_complement(&arena, language_unite(&arena, a, b)), "");
    assert_same(language_complement(&arena, language_complement(&arena, a)), a);
    assert_same(language_unite(&arena, a, language_complement(&arena, a)), language_all());
    assert_same(language_intersect(&arena, a, language_complement(&arena, a)), language_none());
    assert_same(language_complement(&arena, language_none()), language_all());
    assert_same(language_subtract(&arena, language_all(), pattern("[^]")), pattern("^$"));
    assert_int_equal(language_is_empty(&arena, pattern("a^b"), LANGUAGE_STEPS), LANGUAGE_YES);
    assert_int_equal(language_is_empty(&arena, pattern("[]"), LANGUAGE_STEPS), LANGUAGE_YES);
    assert_int_equal(language_is_empty(&arena, pattern("a*"), LANGUAGE_STEPS), LANGUAGE_NO);
}

static void test_strings(void **state)
{
    (void)state;
    const struct str words[] = {STR("open"), STR("closed"), STR(""), STR("a\0b"), STR("ä😀"), STR("open")};
    const struct language *language = language_of_strings(&arena, words, 6);
    for (size_t i = 0; i < 6; i++)
        assert_int_equal(language_accepts(&arena, language, words[i], LANGUAGE_STEPS), LANGUAGE_YES);
    assert_int_equal(language_accepts(&arena, language, STR("ope"), LANGUAGE_STEPS), LANGUAGE_NO);
    assert_int_equal(language_accepts(&arena, language, STR("a\0"), LANGUAGE_STEPS), LANGUAGE_NO);
    uint64_t count;
    assert_int_equal(language_is_finite(&arena, language, LANGUAGE_STEPS, &count), LANGUAGE_YES);
    assert_int_equal(count, 5);
    assert_same(language_of_strings(&arena, NULL, 0), language_none());
    const struct str umlauts[] = {STR("ä"), STR("ö"), STR("äö"), STR("öä")};
    assert_same(language_of_strings(&arena, umlauts, 4), pattern("^(äö?|öä?)$"));
    assert_contains(pattern("^(open|closed)$"), language_of_strings(&arena, words, 2), LANGUAGE_YES);
    assert_contains(language_of_strings(&arena, words, 2), pattern("^(open|closed)$"), LANGUAGE_YES);
    assert_witness(language_subtract(&arena, pattern("^[a-z]{4}$"), language), "aaaa");
}

/* Words that begin with each other, and many. */
static void test_many_strings(void **state)
{
    (void)state;
    enum { COUNT = 300 };
    static char letters[COUNT];
    struct str nested[COUNT], numbers[COUNT];
    memset(letters, 'a', COUNT);
    for (size_t i = 0; i < COUNT; i++) {
        nested[i] = (struct str){letters, COUNT - i};
        numbers[i] = str_of(text_print(&arena, "value_%zu", i * 7919));
    }
    assert_same(language_of_strings(&arena, nested, COUNT), pattern("^a{1,300}$"));
    const struct language *values = language_of_strings(&arena, numbers, COUNT);
    assert_contains(pattern("^[a-z]+_\\d+$"), values, LANGUAGE_YES);
    assert_contains(pattern("^[a-z]+_[1-9]\\d+$"), values, LANGUAGE_NO);
    uint64_t count;
    assert_int_equal(language_is_finite(&arena, values, LANGUAGE_STEPS, &count), LANGUAGE_YES);
    assert_int_equal(count, COUNT);
}

static void test_witness(void **state)
{
    (void)state;
    static const struct {
        const char *text, *witness;
    } table[] = {
        {"^[^]$", "a"},
        {"^[^a-z]$", "0"},
        {"^[\\x00-\\x7F]$", "a"},
        {"^[\\x00-/]+$", "!"},
        {"^\\s$", " "},
        {"^[^\\x00-\\x7F]$", "à"},
        {"b|a", "a"},
        {"^[1-9]\\d{3}$", "1000"},
        {"^[A-Z]{2}_\\d$", "AA_0"},
        {"(?=.*b).*", "b"},
        {"^[\\x01-\\x08]$", "\x01"},
        {"^team-\\w+$", "team-a"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        assert_witness(pattern(table[i].text), table[i].witness);
}

static void test_examples(void **state)
{
    (void)state;
    static const char *const expected[] = {"", "a", "b", "aa", "ab", "ba"};
    struct str examples[6];
    enum language_answer answer;
    assert_int_equal(language_examples(&arena, pattern("^[ab]*$"), LANGUAGE_STEPS, examples, 6, &answer), 6);
    for (size_t i = 0; i < 6; i++)
        assert_true(str_is(examples[i], expected[i]));
    assert_int_equal(language_examples(&arena, pattern("^(x|yz)$"), LANGUAGE_STEPS, examples, 6, &answer), 2);
    assert_int_equal(answer, LANGUAGE_YES);
    assert_true(str_is(examples[0], "x") && str_is(examples[1], "yz"));
    assert_int_equal(language_examples(&arena, pattern("^(x|\\p{Lo})$"), LANGUAGE_STEPS, examples, 6, &answer), 1);
    assert_int_equal(answer, LANGUAGE_UNKNOWN);
}

static void test_size(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum language_answer is_finite;
        uint64_t count;
    } table[] = {
        {"^[ab]{2,3}$", LANGUAGE_YES, 12},
        {"^(a|b|ab|)$", LANGUAGE_YES, 4},
        {"^(a|ab)(c|bc)$", LANGUAGE_YES, 3},
        {"^[^]$", LANGUAGE_YES, 0x110000 - 0x800},
        {"^.$", LANGUAGE_YES, 0x110000 - 0x800 - 4},
        {"^[^]{4}$", LANGUAGE_YES, UINT64_MAX},
        {"^(?!b)[a-c]$", LANGUAGE_YES, 2},
        {"[]", LANGUAGE_YES, 0},
        {"^a*[]", LANGUAGE_YES, 0},
        {"^a*$", LANGUAGE_NO, 0},
        {"a", LANGUAGE_NO, 0},
        {"^x{0,2}y*?$", LANGUAGE_NO, 0},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        uint64_t count = 0;
        enum language_answer answer = language_is_finite(&arena, pattern(table[i].text), LANGUAGE_STEPS, &count);
        if (answer != table[i].is_finite || (answer == LANGUAGE_YES && count != table[i].count))
            fail_msg("%s: %d, %llu", table[i].text, (int)answer, (unsigned long long)count);
    }
}

/* What cannot be known is unknown only where it matters. */
static void test_unknown(void **state)
{
    (void)state;
    assert_contains(pattern("^\\p{L}{3}$"), pattern("^\\p{L}{3}$"), LANGUAGE_UNKNOWN);
    assert_contains(length(3, 3), pattern("^\\p{L}{3}$"), LANGUAGE_YES);
    assert_contains(length(0, 2), pattern("^\\p{L}{3}$"), LANGUAGE_NO);
    assert_contains(length(0, 2), pattern("^\\p{Lo}{3}$"), LANGUAGE_UNKNOWN);
    assert_contains(pattern("^[\\p{L}\\p{Nd}_]+$"), pattern("^\\w+$"), LANGUAGE_YES);
    assert_contains(pattern("^\\w+$"), pattern("^[\\p{L}\\p{Nd}_]+$"), LANGUAGE_UNKNOWN);
    assert_witness(language_subtract(&arena, pattern("^\\P{Lu}+$"), pattern("^[a-z]+$")), "0");
    assert_contains(pattern("^[\\p{L}\\d]$"), pattern("^\\d$"), LANGUAGE_YES);
    assert_contains(pattern("^[^\\p{L}\\d]$"), pattern("^\\d$"), LANGUAGE_NO);
    assert_contains(pattern("^x"), pattern("^x(a)\\1"), LANGUAGE_YES);
    assert_contains(pattern("^y"), pattern("^x(a)\\1"), LANGUAGE_UNKNOWN);
    assert_contains(pattern("^a+$"), pattern("^a+(?<!bb)$"), LANGUAGE_YES);
    assert_contains(pattern("^a+(?<!bb)$"), pattern("^a+$"), LANGUAGE_UNKNOWN);
    const struct str broken = STR("\xFF");
    assert_int_equal(language_accepts(&arena, language_all(), broken, LANGUAGE_STEPS), LANGUAGE_UNKNOWN);
    assert_contains(language_all(), language_of_strings(&arena, &broken, 1), LANGUAGE_YES);
    assert_contains(language_none(), language_of_strings(&arena, &broken, 1), LANGUAGE_UNKNOWN);
    assert_contains(language_none(), language_of_pattern(&arena, pattern_parse(&arena, STR("*"))), LANGUAGE_UNKNOWN);
    const struct language *unknown = language_unknown();
    assert_int_equal(language_is_empty(&arena, language_subtract(&arena, unknown, unknown), LANGUAGE_STEPS),
                     LANGUAGE_UNKNOWN);
}

/* The tables of ASCII agree with PCRE2's. */
static void test_properties(void **state)
{
    (void)state;
    static const char *const names[] = {
        "C",
        "Cc",
        "Cf",
        "Cn",
        "Co",
        "Cs",
        "L",
        "LC",
        "Ll",
        "Lm",
        "Lo",
        "Lt",
        "Lu",
        "M",
        "Mc",
        "Me",
        "Mn",
        "N",
        "Nd",
        "Nl",
        "No",
        "P",
        "Pc",
        "Pd",
        "Pe",
        "Pf",
        "Pi",
        "Po",
        "Ps",
        "S",
        "Sc",
        "Sk",
        "Sm",
        "So",
        "Z",
        "Zl",
        "Zp",
        "Zs",
        "Alphabetic",
        "Cased",
        "ID_Start",
        "XID_Start",
        "ID_Continue",
        "XID_Continue",
        "Lowercase",
        "Uppercase",
        "ASCII_Hex_Digit",
        "Hex_Digit",
        "White_Space",
        "Dash",
        "Emoji",
        "Ideographic",
        "Unified_Ideograph",
        "sc=Latin",
        "scx=Latin",
        "sc=Common",
        "sc=Greek",
        "sc=Inherited",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *text = text_print(&arena, "^\\p{%s}$", names[i]);
        const struct pattern *compiled = pattern_compile(&arena, pattern_parse(&arena, str_of(text)));
        for (int c = 0; c < 0x80; c++) {
            char subject = (char)c;
            enum pattern_result found = pattern_match(compiled, (struct str){&subject, 1});
            enum language_answer expected = found == PATTERN_MATCHES ? LANGUAGE_YES : LANGUAGE_NO;
            assert_int_not_equal(found, PATTERN_UNDECIDED);
            if (language_accepts(&arena, pattern(text), (struct str){&subject, 1}, LANGUAGE_STEPS) != expected)
                fail_msg("%s: %d", text, c);
        }
    }
}

static void test_budget(void **state)
{
    (void)state;
    const struct language *hard = pattern("x.{40}y"), *long_one = pattern("^a{1,100000}$"), *deep = language_all();
    assert_contains(hard, pattern("xx.{40}yy"), LANGUAGE_UNKNOWN);
    assert_contains(pattern("^a*$"), long_one, LANGUAGE_UNKNOWN);
    assert_contains(pattern("^a{1,10}$"), long_one, LANGUAGE_NO);
    assert_contains(long_one, pattern("^a{1,10}$"), LANGUAGE_YES);
    assert_contains(pattern("^((((((((a?|){9}|){9}|){9}|){9}|){9}|){9}|){9}|){9}$"), long_one, LANGUAGE_UNKNOWN);
    assert_int_equal(language_is_empty(&arena, pattern("^abc$"), 5), LANGUAGE_UNKNOWN);
    for (int i = 0; i <= LANGUAGE_DEPTH_MAX; i++)
        deep = language_unite(&arena, deep, deep);
    assert_int_equal(language_is_empty(&arena, deep, LANGUAGE_STEPS), LANGUAGE_UNKNOWN);
}

static int teardown(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_contains),   cmocka_unit_test(test_lengths),      cmocka_unit_test(test_operations),
        cmocka_unit_test(test_strings),    cmocka_unit_test(test_many_strings), cmocka_unit_test(test_witness),
        cmocka_unit_test(test_examples),   cmocka_unit_test(test_size),         cmocka_unit_test(test_unknown),
        cmocka_unit_test(test_properties), cmocka_unit_test(test_budget),
    };
    arena_init(&arena, NULL);
    return cmocka_run_group_tests(tests, NULL, teardown);
}

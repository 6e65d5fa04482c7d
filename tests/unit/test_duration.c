#include "base/arena.h"
#include "base/duration.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct arena arena;

static struct duration read_duration(const char *text)
{
    struct duration duration;
    if (duration_parse(&arena, str_of(text), &duration, NULL) != DURATION_OK)
        fail_msg("no duration: %s", text);
    return duration;
}

static const char *printed(struct number number)
{
    return str_c(&arena, number_print(&arena, number));
}

static void test_values(void **state)
{
    (void)state;
    static const char *const table[][3] = {
        {"PT15M", "0", "900"},
        {"P1D", "0", "86400"},
        {"P1Y2M3DT4H5M6S", "14", "273906"},
        {"P2W", "0", "1209600"},
        {"P0.5W", "0", "302400"},
        {"PT0.1H", "0", "360"},
        {"PT0,5S", "0", "0.5"},
        {"P1Y2D", "12", "172800"},
        {"P0.5Y", "6", "0"},
        {"PT36H", "0", "129600"},
        {"PT0.001S", "0", "0.001"},
        {"PT0S", "0", "0"},
        {"P1M", "1", "0"},
        {"PT1M", "0", "60"},
        {"P0001D", "0", "86400"},
        {"P1DT0.000000000000000000001S", "0", "86400.000000000000000000001"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct duration duration = read_duration(table[i][0]);
        assert_string_equal(printed(duration.months), table[i][1]);
        assert_string_equal(printed(duration.seconds), table[i][2]);
        assert_false(duration.is_overflow);
    }
}

static void test_errors(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum duration_error error;
        size_t at;
    } table[] = {
        {"", DURATION_EMPTY, 0},
        {" PT1H", DURATION_BLANK, 0},
        {"PT1H ", DURATION_BLANK, 4},
        {"PT1 H", DURATION_BLANK, 3},
        {"P T1H", DURATION_BLANK, 1},
        {"-P1D", DURATION_SIGN, 0},
        {"+P1D", DURATION_SIGN, 0},
        {"P-1D", DURATION_SIGN, 1},
        {"15", DURATION_BARE_NUMBER, 0},
        {"0.25", DURATION_BARE_NUMBER, 0},
        {"15m", DURATION_MISSING_P, 0},
        {"T1H", DURATION_MISSING_P, 0},
        {"daily", DURATION_MISSING_P, 0},
        {"pt15m", DURATION_LOWER_CASE, 0},
        {"PT15m", DURATION_LOWER_CASE, 4},
        {"Pt15M", DURATION_LOWER_CASE, 1},
        {"P", DURATION_NOTHING, 1},
        {"PT", DURATION_NOTHING_AFTER_T, 2},
        {"P1DT", DURATION_NOTHING_AFTER_T, 4},
        {"PTM", DURATION_MISSING_DIGITS, 2},
        {"PT.5S", DURATION_MISSING_DIGITS, 2},
        {"PT15", DURATION_MISSING_DESIGNATOR, 4},
        {"P1T2H", DURATION_MISSING_DESIGNATOR, 2},
        {"P2H", DURATION_MISSING_T, 2},
        {"P1D30M", DURATION_MISSING_T, 5},
        {"PT1D", DURATION_DATE_AFTER_T, 3},
        {"P1D2D", DURATION_REPEATED, 4},
        {"PT1HT2M", DURATION_REPEATED, 4},
        {"PT1M2H", DURATION_ORDER, 5},
        {"P1M2Y", DURATION_ORDER, 4},
        {"P1W2D", DURATION_WEEKS_MIXED, 4},
        {"P1Y2W", DURATION_WEEKS_MIXED, 4},
        {"P1WT1H", DURATION_WEEKS_MIXED, 3},
        {"PT1.5H2M", DURATION_FRACTION_NOT_LAST, 3},
        {"P1,5DT2M", DURATION_FRACTION_NOT_LAST, 2},
        {"PT1.S", DURATION_FRACTION_EMPTY, 4},
        {"P1X", DURATION_UNKNOWN_DESIGNATOR, 2},
        {"P1e2D", DURATION_UNKNOWN_DESIGNATOR, 2},
        {"P২Y", DURATION_UNKNOWN_DESIGNATOR, 1},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        size_t at = 99;
        enum duration_error error = duration_parse(&arena, str_of(table[i].text), NULL, &at);
        if (error != table[i].error || at != table[i].at)
            fail_msg("%s: %s at %zu", table[i].text, duration_error_text(error), at);
    }
    assert_int_equal(duration_parse(&arena, (struct str){"P1D\0", 4}, NULL, NULL), DURATION_UNKNOWN_DESIGNATOR);
}

static void test_overflow(void **state)
{
    (void)state;
    assert_false(read_duration("P999999999999999D").is_overflow);
    assert_true(read_duration("P1000000000000000D").is_overflow);
    assert_true(duration_exceeds_years(&arena, read_duration("PT99999999999999999999S"), 100));
    assert_false(duration_exceeds_years(&arena, read_duration("P100Y"), 100));
    assert_true(duration_exceeds_years(&arena, read_duration("P100YT0.1S"), 100));
    assert_false(duration_exceeds_years(&arena, read_duration("P36524D"), 100));
    assert_true(duration_exceeds_years(&arena, read_duration("P36525D"), 100));
    assert_string_equal(printed(duration_seconds(&arena, read_duration("P1MT1S"))), "2629747");
}

static void test_long_fraction(void **state)
{
    (void)state;
    char text[5000];
    memset(text, '0', sizeof text);
    memcpy(text, "P1DT0.", 6);
    text[sizeof text - 2] = '1';
    text[sizeof text - 1] = 'S';
    struct duration duration;
    assert_int_equal(duration_parse(&arena, (struct str){text, sizeof text}, &duration, NULL), DURATION_OK);
    assert_string_equal(printed(duration.seconds), "86400"); /* digits after the 900th do not count */
    assert_false(duration.is_overflow);
}

static void test_compare(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        enum duration_order order, reverse;
    } table[] = {
        {"PT60M", "PT1H", DURATION_EQUAL, DURATION_EQUAL},
        {"P1Y", "P12M", DURATION_EQUAL, DURATION_EQUAL},
        {"P1W", "P7D", DURATION_EQUAL, DURATION_EQUAL},
        {"PT15M", "PT1H", DURATION_SHORTER, DURATION_LONGER},
        {"PT0.3S", "PT0.30001S", DURATION_SHORTER, DURATION_LONGER},
        {"P1M", "P30D", DURATION_INCOMPARABLE, DURATION_INCOMPARABLE},
        {"P1M", "P31D", DURATION_INCOMPARABLE, DURATION_INCOMPARABLE},
        {"P1M", "P32D", DURATION_SHORTER, DURATION_LONGER},
        {"P1M", "P27D", DURATION_LONGER, DURATION_SHORTER},
        {"P1M", "P1M1D", DURATION_SHORTER, DURATION_LONGER},
        {"P1Y", "P365D", DURATION_INCOMPARABLE, DURATION_INCOMPARABLE},
        {"P1Y", "P367D", DURATION_SHORTER, DURATION_LONGER},
        {"P3Y", "P1094D", DURATION_LONGER, DURATION_SHORTER},
        {"P0.5M", "P13D", DURATION_LONGER, DURATION_SHORTER},
        {"P99999999999999999999D", "P1D", DURATION_LONGER, DURATION_SHORTER},
        {"P99999999999999999999D", "P99999999999999999998D", DURATION_INCOMPARABLE, DURATION_INCOMPARABLE},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct duration a = read_duration(table[i].a), b = read_duration(table[i].b);
        if (duration_compare(&arena, a, b) != table[i].order || duration_compare(&arena, b, a) != table[i].reverse)
            fail_msg("%s against %s", table[i].a, table[i].b);
    }
    assert_true(duration_is_zero(read_duration("P0YT0.0S")));
    assert_false(duration_is_zero(read_duration("PT0.001S")));
    assert_true(duration_has_calendar_unit(read_duration("P1Y")));
    assert_false(duration_has_calendar_unit(read_duration("P0MT1H")));
}

static void test_understand(void **state)
{
    (void)state;
    static const char *const table[][2] = {
        {"15m", "PT15M"},
        {"1 hour", "PT1H"},
        {"< 24h", "PT24H"},
        {"24 hrs", "PT24H"},
        {"1 day 2 hours", "P1DT2H"},
        {"hourly", "PT1H"},
        {"daily", "P1D"},
        {"Weekly", "P7D"},
        {"@daily", "P1D"},
        {"pt15m", "PT15M"},
        {"15 min", "PT15M"},
        {"30 seconds", "PT30S"},
        {"1d", "P1D"},
        {"2 weeks", "P14D"},
        {"1h30m", "PT1H30M"},
        {"1H30M", "PT1H30M"},
        {"1 day, 2 hours and 5 minutes", "P1DT2H5M"},
        {"an hour", "PT1H"},
        {"1.5 hours", "PT1.5H"},
        {"1,5 hours", "PT1.5H"},
        {"500ms", "PT0.5S"},
        {"P1D2H", "P1DT2H"},
        {"P2H", "PT2H"},
        {"PT1D", "P1D"},
        {"PT 15 M", "PT15M"},
        {"<= PT24H", "PT24H"},
        {"≤24h", "PT24H"},
        {" PT1H ", "PT1H"},
        {"P1H30M", "PT1H30M"},
        {"every 15 minutes", "PT15M"},
        {"3 months", "P3M"},
        {"p1y2m", "P1Y2M"},
        {"24H", "PT24H"},
        {"2 Years", "P2Y"},
        {"90 min", "PT90M"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct str iso;
        if (!duration_understand(&arena, str_of(table[i][0]), &iso))
            fail_msg("not understood: %s", table[i][0]);
        assert_string_equal(str_c(&arena, iso), table[i][1]);
    }
}

static void test_not_clear(void **state)
{
    (void)state;
    static const char *const table[] = {
        "",      "15",  "PT15",     "15M",         "p15m",        "realtime", "P15M",
        "PT15M", "-1h", "24/7",     "1,000 s",     "2h 1 day",    "1h 1h",    "soon",
        "P",     "< ",  "1.5d 2 h", "1 hour or 2", "1 lightyear", "1h x",     "1-2 hours",
        "1e3 s", "h",   "99.9%",    "1 hour ago",  "> 24h"};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct str iso = STR("untouched");
        if (duration_understand(&arena, str_of(table[i]), &iso))
            fail_msg("understood: %s as %s", table[i], str_c(&arena, iso));
        assert_true(str_is(iso, "untouched"));
    }
}

static void test_threshold(void **state)
{
    (void)state;
    static const struct {
        const char *text, *seconds;
        bool is_exclusive;
    } table[] = {{"< 24h", "86400", true}, {"<24h", "86400", true},     {"<= PT24H", "86400", false},
                 {"24h", "86400", false},  {"≤ 1 hour", "3600", false}, {"P1D", "86400", false}};
    struct duration_threshold threshold;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        assert_true(duration_parse_threshold(&arena, str_of(table[i].text), &threshold));
        assert_string_equal(printed(threshold.limit.seconds), table[i].seconds);
        assert_int_equal(threshold.is_exclusive, table[i].is_exclusive);
    }
    static const char *const wrong[] = {"", "<", "> 24h", "< 24", "24", "soon", "< < 24h"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(duration_parse_threshold(&arena, str_of(wrong[i]), &threshold));
}

static void test_rfc3339(void **state)
{
    (void)state;
    static const char *const good[] = {"P4DT12H30M5S", "P1Y2M3D", "P2W", "P1M2D", "PT1H30M", "PT0S", "P1YT1S"};
    static const char *const bad[] = {"",      "P",      "PT",     "P1YT",     "PT1D",   "P2D1Y",
                                      "P1Y2D", "PT1H2S", "PT0.5S", "P1W2D",    "P1WT1H", "P1Y2W",
                                      "p1d",   "P1",     "-P1D",   "P1DT1H1H", "P1DTT1H"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (!duration_is_rfc3339(str_of(good[i])))
            fail_msg("refused: %s", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (duration_is_rfc3339(str_of(bad[i])))
            fail_msg("accepted: %s", bad[i]);
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
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),        cmocka_unit_test(test_errors),    cmocka_unit_test(test_overflow),
        cmocka_unit_test(test_long_fraction), cmocka_unit_test(test_compare),   cmocka_unit_test(test_understand),
        cmocka_unit_test(test_not_clear),     cmocka_unit_test(test_threshold), cmocka_unit_test(test_rfc3339),
    };
    return cmocka_run_group_tests(tests, NULL, teardown);
}

#include "base/arena.h"
#include "base/schedule.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { MINUTE = 60, HOUR = 3600, DAY = 86400 };

static struct arena arena;

static void test_intervals(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t shortest, longest;
    } table[] = {
        {"* * * * *", MINUTE, MINUTE},
        {"*/15 * * * *", 15 * MINUTE, 15 * MINUTE},
        {"*/25 * * * *", 10 * MINUTE, 25 * MINUTE},
        {"0 * * * *", HOUR, HOUR},
        {"0 6 * * *", DAY, DAY},
        {"0 20 * * *", DAY, DAY},
        {"0 6,18 * * *", 12 * HOUR, 12 * HOUR},
        {"0 9-17 * * MON-FRI", HOUR, 64 * HOUR},
        {"30 2 * * 0", 7 * DAY, 7 * DAY},
        {"0 0 * * 1-5", DAY, 3 * DAY},
        {"0 0 * * 7", 7 * DAY, 7 * DAY},
        {"0 0 * * FRI-SUN", DAY, 5 * DAY},
        {"0 0 1 * *", 28 * DAY, 31 * DAY},
        {"0 0 31 * *", 31 * DAY, 61 * DAY},
        {"0 0 1 1 *", 365 * DAY, 366 * DAY},
        {"0 0 29 2 *", 1461 * DAY, 1461 * DAY},
        {"0 0 * jan mon", 7 * DAY, 343 * DAY},
        {"0 0 0,22 ? * *", 2 * HOUR, 22 * HOUR},
        {"*/10 * * * * *", 10, 10},
        {"0 0 12 ? * MON-FRI", DAY, 3 * DAY},
        {"0 0 12 ? * FRI-MON", DAY, 4 * DAY},
        {"0 0 12 ? * 2", 7 * DAY, 7 * DAY},
        {"0 0 12 * * ? *", DAY, DAY},
        {"cron(0 6 * * ? *)", DAY, DAY},
        {"cron(0/15 * ? * 1 *)", 15 * MINUTE, 6 * DAY + 15 * MINUTE},
        {"5/20 * * * *", 20 * MINUTE, 20 * MINUTE},
        {"rate(5 minutes)", 5 * MINUTE, 5 * MINUTE},
        {"rate(1 day)", DAY, DAY},
        {"@hourly", HOUR, HOUR},
        {"@every 1h30m", 90 * MINUTE, 90 * MINUTE},
        {"hourly", HOUR, HOUR},
        {"Daily", DAY, DAY},
        {"weekly", 7 * DAY, 7 * DAY},
        {"monthly", 28 * DAY, 31 * DAY},
        {"continuous", 0, 0},
        {"streaming", 0, 0},
        {"realtime", 0, 0},
        {"PT15M", 15 * MINUTE, 15 * MINUTE},
        {"P1Y", 365 * DAY, 366 * DAY},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct schedule schedule;
        struct cron_error err;
        if (!schedule_parse(&arena, str_of(table[i].text), &schedule, &err))
            fail_msg("%s: %.*s: %s", table[i].text, STR_ARG(err.part), err.reason);
        if (!schedule.has_interval || schedule.shortest != table[i].shortest || schedule.longest != table[i].longest)
            fail_msg("%s: %lld to %lld s", table[i].text, (long long)schedule.shortest, (long long)schedule.longest);
    }
}

static void test_unknown_intervals(void **state)
{
    (void)state;
    static const char *const table[] = {"0 0 L * *",          "0 0 0 L-3 * ?", "0 0 12 ? * 6#3", "0 0 12 ? * FRIL",
                                        "0 0 12 15W * ?",     "0 0 12 LW * ?", "0 0 13 * 5",     "0 0 12 1 1 ? 2030",
                                        "0 0 12 ? * mon#1",   "0 0 12 ? * L",  "@reboot",        "cron(0 9 ? * 2L *)",
                                        "P99999999999999999D"};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct schedule schedule;
        struct cron_error err;
        if (!schedule_parse(&arena, str_of(table[i]), &schedule, &err))
            fail_msg("%s: %.*s: %s", table[i], STR_ARG(err.part), err.reason);
        if (schedule.has_interval)
            fail_msg("%s has an interval", table[i]);
    }
}

static void test_errors(void **state)
{
    (void)state;
    static const struct {
        const char *text, *field, *part, *reason;
    } table[] = {
        {"60 * * * *", "minute", "60", "out of range"},
        {"0 24 * * *", "hour", "24", "out of range"},
        {"0 0 0 * *", "day of month", "0", "out of range"},
        {"0 0 * 13 *", "month", "13", "out of range"},
        {"0 0 * * 8", "day of week", "8", "out of range"},
        {"0 0 12 ? * 0", "day of week", "0", "out of range"},
        {"0 0 * FOO *", "month", "FOO", "no number"},
        {"5-1 * * * *", "minute", "5-1", "backwards"},
        {"*/0 * * * *", "minute", "*/0", "zero"},
        {"*/x * * * *", "minute", "*/x", "step is no number"},
        {"1,,2 * * * *", "minute", "", "missing"},
        {"1, * * * *", "minute", "", "missing"},
        {"? * * * *", "minute", "?", "`?`"},
        {"0 0 * * 5#6", "day of week", "5#6", "no number"},
        {"0 0 32W * ?", "day of month", "32W", "no number"},
        {"-1 * * * *", "minute", "", "missing"},
        {"99999999999999999999 * * * *", "minute", "99999999999999999999", "out of range"},
        {"0 0 30 2 *", NULL, "0 0 30 2 *", "never runs"},
        {"0 0 31 4,6 *", NULL, "0 0 31 4,6 *", "never runs"},
        {"* * * *", NULL, "* * * *", "five fields"},
        {"* * * * * * * *", NULL, "* * * * * * * *", "five fields"},
        {"cron(* * * * *)", NULL, "cron(* * * * *)", "six fields"},
        {"rate(5 minute)", NULL, "minute", "after 1"},
        {"rate(0 minutes)", NULL, "0 minutes", "positive"},
        {"PT0S", NULL, "PT0S", "zero"},
        {"PT15", NULL, "PT15", "no unit"},
        {"sometimes", NULL, "sometimes", "no known word"},
        {"@streaming", NULL, "@streaming", "no known word"},
        {"", NULL, "", "empty"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct schedule schedule;
        struct cron_error err;
        if (schedule_parse(&arena, str_of(table[i].text), &schedule, &err))
            fail_msg("accepted: %s", table[i].text);
        if (!str_is(err.part, table[i].part) || !strstr(err.reason, table[i].reason) ||
            !str_equal(str_of(err.field), str_of(table[i].field)))
            fail_msg("%s: %s: `%.*s`: %s", table[i].text, err.field ? err.field : "-", STR_ARG(err.part), err.reason);
    }
}

static void test_too_long(void **state)
{
    (void)state;
    char text[2000];
    memset(text, '1', sizeof text);
    for (size_t i = 1; i < sizeof text; i += 2)
        text[i] = ',';
    memcpy(text + sizeof text - 9, "1 * * * *", 9);
    struct schedule schedule;
    struct cron_error err;
    assert_false(schedule_parse(&arena, (struct str){text, sizeof text}, &schedule, &err));
    assert_string_equal(err.reason, "it is too long for a cron expression");
    assert_true(schedule_parse(&arena, (struct str){text + sizeof text - 1022, 1022}, &schedule, &err));
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
        cmocka_unit_test(test_intervals),
        cmocka_unit_test(test_unknown_intervals),
        cmocka_unit_test(test_errors),
        cmocka_unit_test(test_too_long),
    };
    return cmocka_run_group_tests(tests, NULL, teardown);
}

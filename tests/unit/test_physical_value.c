/* Types of databases: what records hold where a column has one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "check/physical_value.h"
#include "schema/format.h"
#include "yaml/json_type.h"

enum {
    TEXT = JSON_TYPE_STRING,
    NUMBER = JSON_TYPE_NUMBER,
    INTEGER = JSON_TYPE_INTEGER,
    BOOLEAN = JSON_TYPE_BOOLEAN,
    ANY = JSON_TYPE_ANY
};

/* Numbers and formats as texts, empty: none. */
static const struct {
    const char *type;
    enum platform platform;
    bool are_widths_known;
    unsigned types;
    uint64_t longest;
    const char *least, *greatest, *limit, *step, *format;
} rows[] = {
    {"varchar(20)", PLATFORM_ANSI, false, TEXT, 20, "", "", "", "", ""},
    {"Character Varying ( 20 )", PLATFORM_ANSI, false, TEXT, 20, "", "", "", "", ""},
    {"varchar2(20 char)", PLATFORM_ANSI, false, TEXT, 20, "", "", "", "", ""},
    {"varchar2(20 byte)", PLATFORM_ANSI, false, TEXT, 0, "", "", "", "", ""},
    {"nvarchar(max)", PLATFORM_ANSI, false, TEXT, 0, "", "", "", "", ""},
    {"varchar(99999999999999999999)", PLATFORM_ANSI, false, TEXT, 0, "", "", "", "", ""},
    {"STRING", PLATFORM_BIGQUERY, false, TEXT, 0, "", "", "", "", ""},
    {"STRING(7)", PLATFORM_BIGQUERY, false, TEXT, 7, "", "", "", "", ""},
    {"int", PLATFORM_ANSI, true, INTEGER, 0, "-2147483648", "2147483647", "", "", ""},
    {"int", PLATFORM_ANSI, false, INTEGER, 0, "", "", "", "", ""},
    {"int4", PLATFORM_ANSI, false, INTEGER, 0, "-2147483648", "2147483647", "", "", ""},
    {"int8", PLATFORM_ANSI, false, INTEGER, 0, "-9223372036854775808", "9223372036854775807", "", "", ""},
    {"bigint", PLATFORM_ANSI, false, INTEGER, 0, "-9223372036854775808", "9223372036854775807", "", "", ""},
    {"INT64", PLATFORM_BIGQUERY, false, INTEGER, 0, "-9223372036854775808", "9223372036854775807", "", "", ""},
    {"int(10) unsigned", PLATFORM_ANSI, true, INTEGER, 0, "0", "4294967295", "", "", ""},
    {"tinyint", PLATFORM_ANSI, true, INTEGER, 0, "-128", "255", "", "", ""},
    {"tinyint(1)", PLATFORM_ANSI, true, INTEGER | BOOLEAN, 0, "", "", "", "", ""},
    {"int", PLATFORM_SNOWFLAKE, false, INTEGER, 0, "", "", "100000000000000000000000000000000000000", "1", ""},
    {"decimal(10,2)", PLATFORM_ANSI, false, NUMBER, 0, "", "", "100000000", "0.01", ""},
    {"numeric(10)", PLATFORM_ANSI, false, INTEGER, 0, "", "", "10000000000", "1", ""},
    {"numeric", PLATFORM_ANSI, false, NUMBER, 0, "", "", "", "", ""},
    {"NUMBER(10, 2)", PLATFORM_ANSI, false, NUMBER, 0, "", "", "100000000", "0.01", ""},
    {"decimal(10,2) unsigned", PLATFORM_ANSI, false, NUMBER, 0, "", "", "100000000", "0.01", ""},
    {"decimal", PLATFORM_DATABRICKS, false, INTEGER, 0, "", "", "10000000000", "1", ""},
    {"number(5,-2)", PLATFORM_ANSI, false, NUMBER, 0, "", "", "10000000", "100", ""},
    {"decimal(p,s)", PLATFORM_ANSI, false, NUMBER, 0, "", "", "", "", ""},
    {"decimal(99999999999,2)", PLATFORM_ANSI, false, NUMBER, 0, "", "", "", "", ""},
    {"double precision", PLATFORM_ANSI, false, NUMBER, 0, "", "", "", "", ""},
    {"FLOAT64", PLATFORM_BIGQUERY, false, NUMBER, 0, "", "", "", "", ""},
    {"bool", PLATFORM_ANSI, false, BOOLEAN, 0, "", "", "", "", ""},
    {"bit", PLATFORM_ANSI, false, BOOLEAN | INTEGER, 0, "", "", "", "", ""},
    {"date", PLATFORM_ANSI, false, TEXT, 0, "", "", "", "", "date"},
    {"timestamp(3) with time zone", PLATFORM_ANSI, false, TEXT, 0, "", "", "", "", "timestamp"},
    {"datetime2(7)", PLATFORM_ANSI, false, TEXT, 0, "", "", "", "", "timestamp"},
    {"time", PLATFORM_ANSI, false, TEXT, 0, "", "", "", "", "time"},
    {"uuid", PLATFORM_ANSI, false, TEXT, 0, "", "", "", "", "uuid"},
    {"array<int>", PLATFORM_ANSI, false, JSON_TYPE_ARRAY, 0, "", "", "", "", ""},
    {"text[]", PLATFORM_ANSI, false, JSON_TYPE_ARRAY, 0, "", "", "", "", ""},
    {"struct<a int, b map<string, int>>", PLATFORM_ANSI, false, JSON_TYPE_OBJECT, 0, "", "", "", "", ""},
    {"map<string, decimal(10,2)>", PLATFORM_ANSI, false, JSON_TYPE_OBJECT, 0, "", "", "", "", ""},
    {"row(a int)", PLATFORM_ANSI, false, JSON_TYPE_OBJECT, 0, "", "", "", "", ""},
    {"jsonb", PLATFORM_ANSI, false, ANY, 0, "", "", "", "", ""},
    {"geography", PLATFORM_ANSI, false, ANY, 0, "", "", "", "", ""},
    {"{{ type_string() }}", PLATFORM_ANSI, false, ANY, 0, "", "", "", "", ""},
    {"", PLATFORM_ANSI, false, ANY, 0, "", "", "", "", ""},
};

static void check_number(struct arena *arena, size_t row, bool is_there, struct number number, const char *expected)
{
    struct number wanted;
    if (is_there != (*expected != '\0') ||
        (is_there && (!number_parse(arena, str_of(expected), &wanted) || number_compare(wanted, number))))
        fail_msg("%s: %.*s instead of %s", rows[row].type, STR_ARG(number_print(arena, number)), expected);
}

static void test_values(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct physical_value value =
            physical_value_of(&arena, str_of(rows[i].type), rows[i].platform, rows[i].are_widths_known);
        if (value.types != rows[i].types)
            fail_msg("%s: %.*s", rows[i].type, 100, json_type_names(&arena, value.types));
        if (value.longest != rows[i].longest)
            fail_msg("%s: %llu characters", rows[i].type, (unsigned long long)value.longest);
        check_number(&arena, i, value.has_range, value.least, rows[i].least);
        check_number(&arena, i, value.has_range, value.greatest, rows[i].greatest);
        check_number(&arena, i, value.has_limit, value.limit, rows[i].limit);
        check_number(&arena, i, value.has_step, value.step, rows[i].step);
        assert_string_equal(value.format ? value.format->name : "", rows[i].format);
    }
    arena_free(&arena);
}

static void test_widths(void **state)
{
    (void)state;
    assert_true(physical_widths_are_known(STR("postgres")));
    assert_true(physical_widths_are_known(STR("sqlserverType")));
    assert_false(physical_widths_are_known(STR("oracle")));
    assert_false(physical_widths_are_known(STR("bigquery")));
    assert_false(physical_widths_are_known(STR("physicalType")));
    assert_false(physical_widths_are_known(STR("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_values), cmocka_unit_test(test_widths)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

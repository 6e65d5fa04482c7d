/* Types of databases: what one is after another (breaking.md 6.8). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "check/physical_type.h"

static const struct {
    const char *old, *new;
    enum platform platform;
    enum physical_relation relation;
} rows[] = {
    {"VARCHAR(20)", "varchar ( 20 )", PLATFORM_ANSI, PHYSICAL_SAME},
    {"double  precision", "DOUBLE PRECISION", PLATFORM_ANSI, PHYSICAL_SAME},
    {"varchar(20)", "character varying(20)", PLATFORM_ANSI, PHYSICAL_ALIAS},
    {"int", "INT4", PLATFORM_ANSI, PHYSICAL_ALIAS},
    {"bigint", "int8", PLATFORM_ANSI, PHYSICAL_ALIAS},
    {"numeric(10)", "decimal(10,0)", PLATFORM_ANSI, PHYSICAL_ALIAS},
    {"timestamptz", "timestamp with time zone", PLATFORM_ANSI, PHYSICAL_ALIAS},
    {"timestamp(3) with time zone", "timestamptz(3)", PLATFORM_ANSI, PHYSICAL_ALIAS},
    {"varchar(20)", "string", PLATFORM_ANSI, PHYSICAL_OTHER},
    {"varchar", "string", PLATFORM_SNOWFLAKE, PHYSICAL_ALIAS},
    {"int", "bigint", PLATFORM_SNOWFLAKE, PHYSICAL_ALIAS},
    {"INTEGER", "NUMBER(38, 0)", PLATFORM_SNOWFLAKE, PHYSICAL_ALIAS},
    {"int", "number(10,0)", PLATFORM_SNOWFLAKE, PHYSICAL_PRECISION_DOWN},
    {"double", "real", PLATFORM_SNOWFLAKE, PHYSICAL_ALIAS},
    {"int", "INT64", PLATFORM_BIGQUERY, PHYSICAL_ALIAS},
    {"timestamp", "datetime", PLATFORM_BIGQUERY, PHYSICAL_OTHER_ZONE},
    {"bigint", "long", PLATFORM_DATABRICKS, PHYSICAL_ALIAS},
    {"decimal", "decimal(10,0)", PLATFORM_DATABRICKS, PHYSICAL_ALIAS},
    {"timestamp", "timestamp_ntz", PLATFORM_DATABRICKS, PHYSICAL_OTHER_ZONE},
    {"timestamp", "timestamp_ntz", PLATFORM_ANSI, PHYSICAL_ALIAS},
    {"int", "bigint", PLATFORM_ANSI, PHYSICAL_LONGER},
    {"bigint", "smallint", PLATFORM_ANSI, PHYSICAL_SHORTER},
    {"real", "double precision", PLATFORM_ANSI, PHYSICAL_LONGER},
    {"int(11)", "int", PLATFORM_ANSI, PHYSICAL_ALIAS},
    {"varchar(10)", "varchar(50)", PLATFORM_ANSI, PHYSICAL_LONGER},
    {"varchar(10)", "character varying(5)", PLATFORM_ANSI, PHYSICAL_SHORTER},
    {"varchar(10)", "varchar", PLATFORM_ANSI, PHYSICAL_LONGER},
    {"varchar", "varchar(10)", PLATFORM_ANSI, PHYSICAL_SHORTER},
    {"varchar(max)", "varchar", PLATFORM_ANSI, PHYSICAL_ALIAS},
    {"varchar2(10 char)", "varchar2(20 char)", PLATFORM_ANSI, PHYSICAL_LONGER},
    {"varchar2(10 char)", "varchar2(10 byte)", PLATFORM_ANSI, PHYSICAL_OTHER},
    {"varchar(99999999999999999999)", "varchar(9)", PLATFORM_ANSI, PHYSICAL_SHORTER},
    {"varchar()", "varchar(x)", PLATFORM_ANSI, PHYSICAL_OTHER},
    {"timestamp(3)", "timestamp(6)", PLATFORM_ANSI, PHYSICAL_LONGER},
    {"timestamp", "timestamptz", PLATFORM_ANSI, PHYSICAL_OTHER_ZONE},
    {"time", "time with time zone", PLATFORM_ANSI, PHYSICAL_OTHER_ZONE},
    {"time", "timestamptz", PLATFORM_ANSI, PHYSICAL_OTHER},
    {"varchar(20)", "bytea", PLATFORM_ANSI, PHYSICAL_OTHER},
    {"decimal(10,4)", "decimal(10,2)", PLATFORM_ANSI, PHYSICAL_SCALE_DOWN},
    {"decimal(10,2)", "numeric(12,4)", PLATFORM_ANSI, PHYSICAL_SCALE_UP},
    {"decimal(12,2)", "decimal(10,2)", PLATFORM_ANSI, PHYSICAL_PRECISION_DOWN},
    {"decimal(10,2)", "decimal(12,2)", PLATFORM_ANSI, PHYSICAL_PRECISION_UP},
    {"decimal(10,2)", "decimal", PLATFORM_ANSI, PHYSICAL_SCALE_UP},
    {"decimal(10,2)", "decimal(p,s)", PLATFORM_ANSI, PHYSICAL_OTHER},
    {"vector(3)", "vector(5)", PLATFORM_ANSI, PHYSICAL_OTHER_DIMENSION},
    {"array<int>", "ARRAY < INT >", PLATFORM_ANSI, PHYSICAL_SAME},
    {"array<varchar(3)>", "array<varchar(5)>", PLATFORM_ANSI, PHYSICAL_OTHER},
    {"a)(b", "a(", PLATFORM_ANSI, PHYSICAL_OTHER},
};

static void test_relations(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        enum physical_relation relation =
            physical_type_relate(&arena, str_of(rows[i].old), str_of(rows[i].new), rows[i].platform);
        if (relation != rows[i].relation)
            fail_msg("%s -> %s: %d, not %d", rows[i].old, rows[i].new, (int)relation, (int)rows[i].relation);
    }
    arena_free(&arena);
}

static void test_platforms(void **state)
{
    (void)state;
    assert_int_equal(platform_of(STR("snowflake")), PLATFORM_SNOWFLAKE);
    assert_int_equal(platform_of(STR("snowflakeType")), PLATFORM_SNOWFLAKE);
    assert_int_equal(platform_of(STR("BigQuery")), PLATFORM_BIGQUERY);
    assert_int_equal(platform_of(STR("databricksType")), PLATFORM_DATABRICKS);
    assert_int_equal(platform_of(STR("physicalType")), PLATFORM_ANSI);
    assert_int_equal(platform_of(STR("snow")), PLATFORM_ANSI);
    assert_int_equal(platform_of(STR("")), PLATFORM_ANSI);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_relations),
        cmocka_unit_test(test_platforms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

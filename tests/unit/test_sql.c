#include "check/sql.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static struct text text(const char *value)
{
    return (struct text){.value = str_of(value)};
}

static struct contract contract_of(struct server *servers, size_t count)
{
    struct contract contract = {.dialect = DIALECT_DATA_PRODUCT};
    for (size_t i = 0; i + 1 < count; i++)
        servers[i].at.next = &servers[i + 1];
    contract.servers = (struct list){servers, &servers[count - 1], count};
    return contract;
}

static void test_engines(void **state)
{
    (void)state;
    const struct sql_engine *found[SQL_ENGINES_MAX + 1];
    struct server servers[] = {
        {.role = SERVER_ENDPOINT, .type = text("sql"), .dialect = text("Snowflake")},
        {.role = SERVER_STORAGE, .type = text("PostgreSQL")},
        {.role = SERVER_OUTPUT_PORT, .type = text("postgres")},
        {.role = SERVER_INPUT_PORT, .type = text("mysql")},
        {.role = SERVER_OUTPUT_PORT, .type = text("kafka")},
    };
    struct contract contract = contract_of(servers, sizeof servers / sizeof *servers);
    assert_true(sql_engines_of(&contract, found));
    assert_string_equal(found[0]->name, "Snowflake");
    assert_string_equal(found[1]->name, "PostgreSQL");
    assert_null(found[2]);
    struct server ansi = {.role = SERVER_ENDPOINT, .type = text("sql")};
    contract = contract_of(&ansi, 1);
    assert_true(sql_engines_of(&contract, found));
    assert_ptr_equal(found[0], &sql_ansi);
    contract = (struct contract){.dialect = DIALECT_DATA_PRODUCT};
    assert_false(sql_engines_of(&contract, found));
    assert_null(found[0]);
}

static void test_words(void **state)
{
    (void)state;
    const struct sql_engine *found[SQL_ENGINES_MAX + 1];
    struct server servers[] = {{.role = SERVER_STORAGE, .type = text("bigquery")},
                               {.role = SERVER_STORAGE, .type = text("postgres")}};
    struct contract contract = contract_of(servers, 2);
    assert_true(sql_engines_of(&contract, found));
    assert_true(sql_reserves(found[0], STR("hash")) && sql_reserves(found[0], STR("Within")));
    assert_true(sql_reserves(found[1], STR("USER")) && sql_reserves(found[1], STR("with")));
    assert_false(sql_reserves(found[0], STR("user")) || sql_reserves(found[1], STR("hash")));
    assert_false(sql_reserves(&sql_ansi, STR("")) || sql_reserves(&sql_ansi, STR("orders")));
    assert_false(sql_reserves(&sql_ansi, STR("a_word_that_is_longer_than_every_reserved_one")));
}

static void test_identifiers(void **state)
{
    (void)state;
    assert_true(sql_is_identifier(STR("customer_id")) && sql_is_identifier(STR("_a1")) &&
                sql_is_identifier(STR("größe")));
    assert_false(sql_is_identifier(STR("order-date")) || sql_is_identifier(STR("1st")) || sql_is_identifier(STR("")));
    assert_false(sql_is_identifier((struct str){"a\0b", 3}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_engines),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_identifiers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

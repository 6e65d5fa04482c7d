#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model_fixture.h"

static const struct contract *fixture(void)
{
    return contract_of_file("testdata/dialects/dbt.yaml");
}

static void test_datasets(void **state)
{
    (void)state;
    static const struct {
        const char *path, *name, *version, *source;
    } cases[] = {
        {"/models/orders", "orders", "", ""},
        {"/models/users/versions/1", "users", "1", ""},
        {"/models/users/versions/2", "users", "2", ""},
        {"/models/users/versions/3", "users", "3", ""},
        {"/sources/crm/tables/orders", "orders", "", "crm"},
        {"/seeds/countries", "countries", "", ""},
    };
    const struct contract *contract = fixture();
    assert_string_equal(place_of(contract->declared_by), "1:10<2>");
    assert_int_equal(contract->datasets.count, 6);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct dataset *dataset = nth(contract->datasets, i);
        assert_string_equal(path_of(dataset->at.node), cases[i].path);
        assert_true(str_is(dataset->name.value, cases[i].name));
        assert_true(str_is(dataset->version.value, cases[i].version));
        assert_true(str_is(dataset->source.value, cases[i].source));
    }
    const struct dataset *table = nth(contract->datasets, 4);
    assert_string_equal(told(table->physical_name), "ORD at 68:36<ORD>");
}

static void test_model(void **state)
{
    (void)state;
    const struct dataset *dataset = fixture()->datasets.first;
    assert_string_equal(told(dataset->description), "One row per order at 4:18<One row per order>");
    assert_string_equal(told(dataset->access), "public at 5:13<public>");
    assert_string_equal(told(dataset->group), "sales at 6:12<sales>");
    assert_string_equal(told(dataset->sunset), "2027-01-01 at 7:23<2027-01-01>");
    assert_string_equal(told(dataset->enforced), "true at 9:28<true>");
    assert_string_equal(told(dataset->kind), "table at 10:21<table>");
    assert_string_equal(items_of(dataset->tags), "daily ");
    assert_string_equal(told(dataset->owner), "sales-data at 12:21<sales-data>");
    assert_string_equal(told(dataset->classification), "internal at 12:49<internal>");
    assert_string_equal(items_of(dataset->primary_key), "order_id line ");
    assert_string_equal(path_of(dataset->primary_key_node), "/models/orders/constraints");
    const struct relationship *relationship = dataset->relationships.first;
    assert_string_equal(place_of(relationship->at.node),
                        "16:9<{type: foreign_key, columns: [line], to: ref('lines'), to_columns: [no]}>");
    assert_string_equal(items_of(relationship->from), "line ");
    assert_string_equal(items_of(relationship->to), "ref('lines') ");
    assert_string_equal(items_of(relationship->to_fields), "no ");
}

static void test_checks_of_model(void **state)
{
    (void)state;
    const struct contract *contract = fixture();
    const struct dataset *dataset = contract->datasets.first;
    assert_int_equal(dataset->quality.count, 5);
    const struct quality *key = dataset->quality.first, *unique = nth(dataset->quality, 3);
    assert_true(key->is_constraint);
    assert_int_equal(key->meaning, QUALITY_KEY);
    assert_false(unique->is_constraint);
    assert_int_equal(unique->meaning, QUALITY_UNIQUE);
    assert_string_equal(items_of(unique->fields), "order_id line ");
    assert_true(str_is(unique->test.value, "dbt_utils.unique_combination_of_columns"));
    const struct promise *recency = contract->promises.first, *freshness = recency->at.next;
    assert_string_equal(told(recency->value), "6 at 20:66<6>");
    assert_string_equal(told(recency->unit), "hour at 20:39<hour>");
    assert_string_equal(told(recency->element), "orders at 3:11<orders>");
    assert_string_equal(path_of(freshness->at.node), "/sources/crm/freshness/error_after");
    assert_string_equal(told(freshness->value), "2 at 66:75<2>");
    assert_string_equal(told(freshness->unit), "day at 66:86<day>");
    assert_string_equal(told(freshness->element), "crm.orders at 68:16<orders>");
    assert_null(freshness->at.next);
}

/* A table has its source's freshness unless it has its own; a test of recency counts once. */
static void test_freshness_of_tables(void **state)
{
    (void)state;
    const struct contract *contract =
        contract_of("sources:\n- name: s\n  freshness: {warn_after: {count: 1, period: day}}\n  tables:\n"
                    "  - {name: a, tests: [dbt_utils.recency: {arguments: {interval: 3, datepart: hour}}]}\n"
                    "  - {name: b, freshness: {warn_after: {count: 2, period: hour}}}\n");
    static const char *const wanted[] = {"3 at 5:65<3>", "1 at 3:35<1>", "2 at 6:47<2>"};
    assert_int_equal(contract->promises.count, 3);
    for (size_t i = 0; i < 3; i++)
        assert_string_equal(told(((const struct promise *)nth(contract->promises, i))->value), wanted[i]);
}

static void test_columns(void **state)
{
    (void)state;
    const struct dataset *dataset = fixture()->datasets.first;
    const struct field *id = field_find(dataset->root, STR("order_id"));
    assert_string_equal(path_of(id->at.node), "/models/orders/columns/order_id");
    assert_string_equal(told(id->physical_type), "varchar(20) at 23:20<varchar(20)>");
    assert_string_equal(told(id->description), "Number of the order at 24:22<Number of the order>");
    assert_string_equal(told(id->pii), "true at 25:21<true>");
    assert_int_equal(id->types, 0);
    assert_string_equal(told(id->not_null), "true at 26:16<[unique, not_null]>");
    assert_string_equal(told(id->unique), "true at 26:16<[unique, not_null]>");
    const struct field *line = field_find(dataset->root, STR("line"));
    assert_string_equal(told(line->not_null), "true at 14:7<- {type: primary_key, columns: [order_id, line]}>");
    assert_false(text_is_present(line->unique));
    const struct quality *check = line->extra->quality.first;
    assert_int_equal(check->meaning, QUALITY_CHECK);
    assert_true(check->is_constraint);
    assert_string_equal(place_of(check->body), "31:25<line > 0>");
}

static void test_tests(void **state)
{
    (void)state;
    const struct dataset *dataset = fixture()->datasets.first;
    const struct field *column = field_find(dataset->root, STR("state"));
    const struct quality *values = column->extra->quality.first, *some = values->at.next, *range = some->at.next;
    assert_int_equal(values->meaning, QUALITY_ONE_OF);
    assert_string_equal(place_of(column->enumeration), "34:39<[new, paid]>");
    assert_int_equal(some->meaning, QUALITY_CHECK);
    assert_string_equal(place_of(some->values), "36:35<[new]>");
    assert_string_equal(told(some->details->where), "region = 1 at 37:31<\"region = 1\">");
    assert_string_equal(told(range->details->name), "in_range at 38:46<in_range>");
    assert_string_equal(told(range->details->severity), "warn at 38:112<warn>");
    const struct quality_bound *low = range->bounds.first, *high = low->at.next;
    assert_int_equal(low->comparison, COMPARE_GREATER);
    assert_string_equal(told(low->value), "1 at 38:67<1>");
    assert_int_equal(high->comparison, COMPARE_LESS);
    assert_string_equal(told(high->value), "9 at 38:81<9>");
    const struct field *customer = field_find(dataset->root, STR("customer"));
    const struct relationship *relationship = customer->extra->relationships.first;
    assert_string_equal(items_of(relationship->to), "ref('customers') ");
    assert_string_equal(items_of(relationship->to_fields), "id ");
    const struct quality *named = nth(customer->extra->quality, 1);
    assert_string_equal(told(named->details->name), "my_unique at 42:19<my_unique>");
    assert_string_equal(told(named->test), "unique at 43:24<unique>");
    assert_true(str_is(customer->unique.value, "true"));
}

/* The names of a dataset's columns, each with its type. */
static const char *columns_of(const struct dataset *dataset)
{
    struct buf buf = {.arena = &arena};
    for (const struct field *field = dataset->root->fields.first; field; field = field->at.next)
        buf_print(&buf, "%.*s:%.*s ", STR_ARG(field->name.value), STR_ARG(field->physical_type.value));
    return buf_c(&buf);
}

static void test_versions(void **state)
{
    (void)state;
    const struct contract *contract = fixture();
    const struct dataset *first = nth(contract->datasets, 1), *second = first->at.next, *third = second->at.next;
    assert_string_equal(columns_of(first), "id:int mail:text fax:text ");
    assert_string_equal(told(first->description), "All users at 45:18<All users>");
    assert_string_equal(told(first->group), "hr at 46:49<hr>");
    assert_string_equal(told(first->owner), "hr at 46:49<hr>");
    assert_true(str_is(((const struct quality *)first->quality.first)->test.value, "audit"));
    assert_string_equal(columns_of(second), "mail:varchar(80) phone:text id:int ");
    assert_string_equal(told(second->description), "Without fax at 55:22<Without fax>");
    assert_string_equal(told(second->kind), "view at 56:32<view>");
    assert_string_equal(told(second->enforced), "true at 46:35<true>");
    assert_int_equal(second->quality.count, 0);
    assert_string_equal(columns_of(third), "id:int ");
    const struct field *id = third->root->fields.first;
    assert_string_equal(path_of(id->at.node), "/models/users/columns/id");
    assert_ptr_equal(id->dataset, third);
    assert_string_equal(told(id->not_null), "true at 49:43<[not_null]>");
}

/* Many versions of many columns take a bounded share of memory and time. */
static void test_bounded(void **state)
{
    (void)state;
    static const char *const selections[] = {"", ", columns: [{include: [none]}]"};
    for (size_t i = 0; i < 2; i++) {
        struct buf text = {.arena = &arena};
        buf_add_c(&text, "models:\n- name: m\n  columns:\n");
        for (unsigned k = 0; k < 5000; k++)
            buf_print(&text, "  - {name: c%u}\n", k);
        buf_add_c(&text, "  versions:\n");
        for (unsigned k = 0; k < 5000; k++)
            buf_print(&text, "  - {v: %u%s}\n", k, selections[i]);
        const struct document *document = document_of(buf_str(&text), &limits_default);
        assert_true(document->is_partial);
        assert_string_equal(document->problems->rule, "yaml-limit");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_datasets, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_model, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_checks_of_model, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_freshness_of_tables, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_columns, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_tests, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_versions, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_bounded, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("dbt", tests, NULL, NULL);
}

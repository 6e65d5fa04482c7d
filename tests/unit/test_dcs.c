#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model_fixture.h"

static const struct contract *fixture(void)
{
    return contract_of_file("testdata/dialects/dcs.yaml");
}

static void test_identity(void **state)
{
    (void)state;
    const struct contract *contract = fixture();
    assert_string_equal(place_of(contract->declared_by), "1:28<1.2.1>");
    assert_string_equal(told(contract->id), "orders-latest at 2:5<orders-latest>");
    assert_string_equal(told(contract->name), "Orders at 4:10<Orders>");
    assert_string_equal(told(contract->version), "2.0.0 at 5:12<2.0.0>");
    assert_string_equal(told(contract->status), "active at 6:11<active>");
    assert_string_equal(told(contract->description), "All orders at 7:16<All orders>");
    assert_string_equal(told(contract->owner), "checkout at 8:10<checkout>");
    assert_string_equal(path_of(contract->contact.node), "/info/contact");
    assert_string_equal(items_of(contract->tags), "core ");
}

static void test_around(void **state)
{
    (void)state;
    const struct contract *contract = fixture();
    assert_string_equal(items_of(contract->terms), "Analysis 5 EUR  ");
    assert_string_equal(path_of(((const struct item *)nth(contract->terms, 2))->at.node), "/terms/policies");
    assert_string_equal(told(contract->notice_period), "P3M at 15:17<P3M>");
    const struct server *server = contract->servers.first;
    assert_string_equal(path_of(server->at.node), "/servers/production");
    assert_true(str_is(server->name.value, "production"));
    assert_string_equal(told(server->type), "s3 at 18:11<s3>");
    assert_string_equal(told(server->environment), "prod at 19:18<prod>");
    assert_string_equal(told(server->location), "s3://orders/*.csv at 20:15<s3://orders/*.csv>");
    assert_string_equal(told(server->format), "csv at 21:13<csv>");
    assert_string_equal(told(server->delimiter), "; at 22:16<\";\">");
    assert_string_equal(told(server->header), "true at 23:13<true>");
    assert_string_equal(told(((const struct role *)server->roles.first)->name), "analyst at 24:20<analyst>");
    const struct quality *check = contract->quality.tests.first;
    assert_string_equal(path_of(check->at.node), "/quality");
    assert_string_equal(told(check->details->type), "SodaCL at 75:17<SodaCL>");
    assert_string_equal(place_of(check->body), "75:40<{checks: []}>");
}

static void test_promises(void **state)
{
    (void)state;
    static const struct {
        enum promise_kind kind;
        const char *level, *value;
    } cases[] = {
        {PROMISE_AVAILABILITY, "/servicelevels/availability", "99.9% at 68:30<99.9%>"},
        {PROMISE_RETENTION, "/servicelevels/retention", "true at 69:39<true>"},
        {PROMISE_DELIVERY, "/servicelevels/frequency", "batch at 70:21<batch>"},
        {PROMISE_FREQUENCY, "/servicelevels/frequency", "daily at 70:38<daily>"},
        {PROMISE_SCHEDULE, "/servicelevels/frequency", "0 0 * * * at 70:51<0 0 * * *>"},
        {PROMISE_SUPPORT_TIME, "/servicelevels/support", "24/7 at 71:19<24/7>"},
        {PROMISE_SUPPORT_RESPONSE_TIME, "/servicelevels/support", "1h at 71:39<1h>"},
        {PROMISE_BACKUP_INTERVAL, "/servicelevels/backup", "weekly at 72:22<weekly>"},
        {PROMISE_BACKUP_SCHEDULE, "/servicelevels/backup", "0 1 * * 0 at 72:36<0 1 * * 0>"},
        {PROMISE_RECOVERY_TIME, "/servicelevels/backup", "24h at 72:61<24h>"},
        {PROMISE_RECOVERY_POINT, "/servicelevels/backup", "1h at 72:81<1h>"},
        {PROMISE_LATENCY, "/servicelevels/latency", " at "},
        {PROMISE_OTHER, "/servicelevels/colour", " at "},
    };
    const struct contract *contract = fixture();
    const struct promise *promise = contract->promises.first;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++, promise = promise->at.next) {
        assert_int_equal(promise->kind, cases[i].kind);
        assert_string_equal(path_of(promise->at.node), cases[i].level);
        assert_string_equal(told(promise->value), cases[i].value);
        assert_int_equal(promise->is_unlimited, promise->kind == PROMISE_RETENTION);
    }
    assert_null(promise);
    assert_string_equal(told(contract_promise(contract, PROMISE_RETENTION)->element), "orders.at at 69:61<orders.at>");
    assert_true(str_is(contract_promise(contract, PROMISE_OTHER)->name.value, "colour"));
}

static void test_dataset(void **state)
{
    (void)state;
    const struct contract *contract = fixture();
    assert_int_equal(contract->datasets.count, 2);
    const struct dataset *dataset = contract->datasets.first;
    assert_string_equal(path_of(dataset->at.node), "/models/orders");
    assert_true(str_is(dataset->name.value, "orders"));
    assert_string_equal(told(dataset->title), "The orders at 27:12<The orders>");
    assert_string_equal(told(dataset->description), "One row per order at 28:18<One row per order>");
    assert_string_equal(told(dataset->kind), "table at 29:11<table>");
    assert_string_equal(told(dataset->additional_fields), "true at 30:23<true>");
    assert_string_equal(place_of(dataset->primary_key_node), "31:17<[order_id, line]>");
    assert_string_equal(items_of(dataset->primary_key), "order_id line ");
    const struct quality *check = dataset->quality.first;
    const struct quality_bound *bound = check->bounds.first;
    assert_string_equal(place_of(check->body), "33:28<select count(*)>");
    assert_int_equal(bound->comparison, COMPARE_GREATER_EQUAL);
    assert_string_equal(told(bound->value), "7 at 33:73<7>");
}

static void test_fields(void **state)
{
    (void)state;
    const struct dataset *dataset = fixture()->datasets.first;
    const struct field *line = field_find(dataset->root, STR("line"));
    assert_string_equal(path_of(line->at.node), "/models/orders/fields/line");
    assert_string_equal(told(line->type), "int at 37:15<int>");
    assert_int_equal(line->types, JSON_TYPE_INTEGER);
    assert_string_equal(told(line->physical_type), "NUMBER(9,0) at 40:33<\"NUMBER(9,0)\">");
    assert_string_equal(told(line->extra->references), "items.line at 38:21<items.line>");
    const struct relationship *relationship = line->extra->relationships.first;
    assert_string_equal(path_of(relationship->at.node), "/models/orders/fields/line/references");
    assert_string_equal(items_of(relationship->to), "items.line ");
    assert_string_equal(path_of(line->extra->transform_logic), "/models/orders/fields/line/lineage");
    assert_string_equal(keywords_of(line), "type=37:15<int> references=38:21<items.line> minimum=39:18<1> ");
    const struct field *email = field_find(dataset->root, STR("email"));
    assert_string_equal(told(email->not_null), "true at 51:13<{metric: nullValues, mustBe: 0%}>");
    assert_string_equal(told(email->pii), "true at 46:14<true>");
    assert_string_equal(told(email->classification), "restricted at 47:25<restricted>");
    assert_string_equal(told(email->format), "email at 45:17<email>");
    assert_string_equal(place_of(email->enumeration), "48:15<[a, b]>");
    assert_string_equal(place_of(email->extra->example), "49:18<a@b.c>");
}

static void test_nested(void **state)
{
    (void)state;
    const struct dataset *dataset = fixture()->datasets.first;
    const struct field *city = dataset_field(dataset, STR("address.city"));
    assert_string_equal(path_of(city->at.node), "/models/orders/fields/address/fields/city");
    assert_string_equal(keywords_of(city), "type=55:24<varchar> maxLength=55:44<40> ");
    const struct field *tags = field_find(dataset->root, STR("tags"));
    assert_string_equal(told(tags->items->pattern), "^t at 58:40<'^t'>");
    const struct field *labels = field_find(dataset->root, STR("labels"));
    const struct field *keys = labels->fields.first, *values = keys->at.next;
    assert_int_equal(keys->role, FIELD_KEYS);
    assert_int_equal(values->role, FIELD_VALUES);
    assert_string_equal(path_of(values->at.node), "/models/orders/fields/labels/values");
    assert_string_equal(keywords_of(values), "type=62:24<decimal> precision=62:44<10> scale=62:55<2> ");
}

static void test_definitions(void **state)
{
    (void)state;
    const struct contract *contract = fixture();
    const struct dataset *dataset = contract->datasets.first;
    const struct field *id = field_find(dataset->root, STR("order_id"));
    assert_string_equal(told(id->not_null), "true at 35:60<true>");
    assert_string_equal(told(id->unique), "true at 35:74<true>");
    assert_int_equal(id->reference_state, REFERENCE_RESOLVED);
    assert_string_equal(path_of(id->referenced->at.node), "/definitions/order_id");
    assert_string_equal(told(id->referenced->type), "string at 66:20<string>");
    assert_int_equal(field_find(dataset->root, STR("note"))->reference_state, REFERENCE_EXTERNAL);
}

static void test_references(void **state)
{
    (void)state;
    static const struct {
        const char *reference;
        enum reference_state state;
    } cases[] = {
        {"#/definitions/shop/id", REFERENCE_RESOLVED},  {"#/definitions/shop~1id", REFERENCE_RESOLVED},
        {"#/definitions/a~0b", REFERENCE_RESOLVED},     {"#/definitions/none", REFERENCE_UNRESOLVED},
        {"#/models/m/fields/f", REFERENCE_UNRESOLVED},  {"#", REFERENCE_UNRESOLVED},
        {"https://example.com/#x", REFERENCE_EXTERNAL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct contract *contract =
            contract_of(text_print(&arena,
                                   "dataContractSpecification: 1.2.1\nmodels: {m: {fields: {f: {$ref: '%s'}}}}\n"
                                   "definitions: {shop/id: {type: int}, a~b: {$ref: '#/definitions/a~0b'}}\n",
                                   cases[i].reference));
        const struct dataset *dataset = contract->datasets.first;
        assert_int_equal(field_find(dataset->root, STR("f"))->reference_state, cases[i].state);
    }
}

static void test_old_keys(void **state)
{
    (void)state;
    const struct contract *contract = contract_of(
        "dataContractSpecification: 0.9.3\nmodels:\n  m:\n    fields:\n      a: {primary: true}\n      b:\n");
    const struct dataset *dataset = contract->datasets.first;
    assert_string_equal(told(field_find(dataset->root, STR("a"))->primary_key), "true at 5:20<true>");
    assert_int_equal(dataset->fields.count, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_identity, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_around, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_promises, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_dataset, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_fields, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_nested, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_definitions, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_references, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_old_keys, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("dcs", tests, NULL, NULL);
}

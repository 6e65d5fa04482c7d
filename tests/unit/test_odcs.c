#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "contract/declared.h"
#include "model_fixture.h"

static const struct contract *fixture(void)
{
    return contract_of_file("testdata/dialects/odcs.yaml");
}

static void test_identity(void **state)
{
    (void)state;
    const struct contract *contract = fixture();
    assert_string_equal(place_of(contract->declared_by), "1:13<v3.2.0>");
    assert_string_equal(told(contract->id), "c-1 at 3:5<c-1>");
    assert_string_equal(told(contract->name), "orders at 4:7<orders>");
    assert_string_equal(told(contract->version), "1.2.0 at 5:10<1.2.0>");
    assert_string_equal(told(contract->status), "active at 6:9<active>");
    assert_string_equal(told(contract->domain), "sales at 7:9<sales>");
    assert_string_equal(told(contract->tenant), "acme at 8:9<acme>");
    assert_string_equal(items_of(contract->tags), "core daily ");
    assert_string_equal(told(contract->description), "All orders at 11:12<All orders>");
    assert_string_equal(told(contract->owner), "sales-data at 16:9<sales-data>");
    assert_string_equal(told(contract->sunset), "2032-05-12 at 35:34<\"2032-05-12\">");
}

static void test_around(void **state)
{
    (void)state;
    const struct contract *contract = fixture();
    assert_string_equal(items_of(contract->terms), "Analysis No resale  ");
    assert_string_equal(path_of(((const struct item *)nth(contract->terms, 1))->at.node), "/description/limitations");
    assert_string_equal(path_of(((const struct item *)nth(contract->terms, 2))->at.node), "/price");
    const struct team_member *member = contract->members.first;
    assert_string_equal(told(member->username), "ann at 18:18<ann>");
    assert_string_equal(told(member->role), "Owner at 18:29<Owner>");
    const struct role *role = contract->access.roles.first;
    assert_string_equal(path_of(role->at.node), "/roles/analyst");
    assert_string_equal(told(role->access), "read at 20:29<read>");
    const struct support_channel *channel = contract->support.first;
    assert_string_equal(told(channel->name), "#orders at 22:15<\"#orders\">");
    assert_string_equal(told(channel->tool), "slack at 22:32<slack>");
    const struct custom_property *custom = contract->custom.first;
    assert_string_equal(told(custom->name), "costCenter at 38:16<costCenter>");
    assert_string_equal(place_of(custom->value), "38:35<42>");
    const struct server *server = contract->servers.first;
    assert_string_equal(path_of(server->at.node), "/servers/prod");
    assert_string_equal(told(server->name), "prod at 24:13<prod>");
    assert_string_equal(told(server->type), "postgres at 25:11<postgres>");
    assert_string_equal(told(server->environment), "prod at 26:18<prod>");
    assert_string_equal(told(server->port), "5432 at 28:11<5432>");
    assert_string_equal(told(((const struct role *)server->roles.first)->name), "reader at 31:20<reader>");
}

static void test_keys_of_servers(void **state)
{
    (void)state;
    assert_int_equal(server_key_of(STR("database")), SERVER_KEY_LOCATION);
    assert_int_equal(server_key_of(STR("topic")), SERVER_KEY_LOCATION);
    assert_int_equal(server_key_of(STR("delimiter")), SERVER_KEY_FORMAT);
    assert_int_equal(server_key_of(STR("type")), SERVER_KEY_TYPE);
    assert_int_equal(server_key_of(STR("environment")), SERVER_KEY_ENVIRONMENT);
    assert_int_equal(server_key_of(STR("description")), SERVER_KEY_OTHER);
    assert_int_equal(server_key_of(STR("costCenter")), SERVER_KEY_OTHER);
}

static void test_promises(void **state)
{
    (void)state;
    const struct contract *contract = fixture();
    assert_int_equal(contract->promises.count, 3);
    const struct promise *latency = contract_promise(contract, PROMISE_LATENCY);
    assert_string_equal(path_of(latency->at.node), "/slaProperties/ly");
    assert_string_equal(told(latency->value), "4 at 34:27<4>");
    assert_string_equal(told(latency->unit), "h at 34:36<h>");
    assert_string_equal(told(latency->element), "orders.order_id at 34:48<orders.order_id>");
    assert_string_equal(told(latency->driver), "analytics at 34:73<analytics>");
    const struct promise *end = contract_promise(contract, PROMISE_END_OF_LIFE);
    assert_string_equal(told(end->element), "orders.day at 32:20<orders.day>");
    const struct promise *other = contract_promise(contract, PROMISE_OTHER);
    assert_string_equal(told(other->name), "Color at 36:16<Color>");
    assert_string_equal(told(other->value_ext), "light at 36:46<light>");
}

static void test_dataset(void **state)
{
    (void)state;
    const struct contract *contract = fixture();
    const struct dataset *dataset = contract->datasets.first;
    assert_string_equal(path_of(dataset->at.node), "/schema/orders");
    assert_string_equal(told(dataset->id), "t_orders at 40:9<t_orders>");
    assert_string_equal(told(dataset->name), "orders at 41:11<orders>");
    assert_string_equal(told(dataset->physical_name), "ORD at 42:19<ORD>");
    assert_string_equal(told(dataset->kind), "table at 43:19<table>");
    assert_string_equal(told(dataset->title), "Orders at 44:19<Orders>");
    assert_string_equal(told(dataset->granularity), "one row per order at 46:33<one row per order>");
    assert_string_equal(items_of(dataset->tags), "fact ");
    const struct relationship *relationship = dataset->relationships.first;
    assert_string_equal(path_of(relationship->at.node), "/schema/orders/relationships/0");
    assert_string_equal(items_of(relationship->from), "order_id day ");
    assert_string_equal(items_of(relationship->to), "parts.order_id parts.day ");
    const struct quality *rows = nth(dataset->quality, 1);
    assert_string_equal(path_of(rows->at.node), "/schema/orders/quality/many");
    assert_string_equal(told(rows->test), "rowCount at 50:30<rowCount>");
    assert_string_equal(told(rows->details->severity), "warning at 50:87<warning>");
    assert_string_equal(told(rows->details->schedule), "0 2 * * * at 50:106<0 2 * * *>");
    const struct quality_bound *bound = rows->bounds.first;
    assert_int_equal(bound->comparison, COMPARE_BETWEEN);
    assert_string_equal(told(bound->value), "1 at 50:56<1>");
    assert_string_equal(told(bound->upper), "100 at 50:59<100>");
}

static void test_fields(void **state)
{
    (void)state;
    const struct dataset *dataset = fixture()->datasets.first;
    assert_int_equal(dataset->root->fields.count, 8);
    assert_int_equal(dataset->fields.count, 12);
    const struct field *id = field_find(dataset->root, STR("order_id"));
    assert_string_equal(path_of(id->at.node), "/schema/orders/properties/order_id");
    assert_int_equal(id->types, JSON_TYPE_STRING);
    assert_string_equal(told(id->type), "string at 56:22<string>");
    assert_string_equal(told(id->physical_type), "VARCHAR(10) at 57:23<VARCHAR(10)>");
    assert_string_equal(told(id->extra->physical_name), "ORD_ID at 58:23<ORD_ID>");
    assert_string_equal(told(id->not_null), "true at 59:19<true>");
    assert_false(text_is_present(id->required));
    assert_string_equal(told(id->primary_key), "true at 60:21<true>");
    assert_string_equal(told(id->extra->primary_key_position), "1 at 61:29<1>");
    assert_string_equal(told(id->classification), "internal at 62:25<internal>");
    assert_string_equal(place_of(id->examples), "66:19<[A-1]>");
    assert_string_equal(told(id->extra->id), "p_id at 54:13<p_id>");
    assert_string_equal(told(id->extra->encrypted_name), "order_id_enc at 63:24<order_id_enc>");
    assert_string_equal(place_of(id->extra->transform_logic), "64:25<upper(id)>");
    assert_string_equal(place_of(id->extra->transform_sources), "65:33<[raw.orders]>");
    assert_string_equal(told(id->pattern), "^A at 67:53<'^A'>");
    assert_string_equal(keywords_of(id),
                        "type=56:22<string> primaryKey=60:21<true> primaryKeyPosition=61:29<1> "
                        "classification=62:25<internal> examples=66:19<[A-1]> minLength=67:41<3> pattern=67:53<'^A'> "
                        "format=67:67<uuid> ");
    const struct relationship *relationship = id->extra->relationships.first;
    assert_string_equal(items_of(relationship->to), "customers.id ");
    const struct field *day = field_find(dataset->root, STR("day"));
    assert_string_equal(told(day->extra->partitioned), "true at 72:22<true>");
    assert_string_equal(told(day->extra->partition_key_position), "1 at 73:31<1>");
    assert_string_equal(told(day->extra->timezone), "true at 74:40<true>");
    assert_string_equal(told(day->extra->default_timezone), "Etc/UTC at 74:63<Etc/UTC>");
    const struct field *place = field_find(dataset->root, STR("place"));
    assert_string_equal(told(place->extra->dimensions), "3 at 107:42<3>");
    assert_int_equal(place->types, JSON_TYPE_ARRAY);
}

static void test_promises_of_fields(void **state)
{
    (void)state;
    const struct dataset *dataset = fixture()->datasets.first;
    const struct field *day = field_find(dataset->root, STR("day"));
    assert_string_equal(told(day->not_null), "true at 76:13<{rule: nullCheck}>");
    const struct field *email = field_find(dataset->root, STR("email"));
    assert_string_equal(told(email->not_null), "true at 83:13<{metric: nullValues, mustBe: 0}>");
    assert_string_equal(told(email->unique),
                        "true at 49:9<{metric: duplicateValues, mustBe: 0, arguments: {properties: [email]}}>");
    assert_string_equal(told(email->extra->deprecated), "true at 81:21<true>");
    const struct quality *few = nth(email->extra->quality, 1);
    assert_int_equal(few->meaning, QUALITY_CHECK);
    assert_string_equal(told(few->details->unit), "percent at 84:59<percent>");
    const struct field *ccy = field_find(dataset->root, STR("ccy"));
    assert_string_equal(path_of(ccy->enumeration), "/schema/orders/properties/ccy/quality/known/arguments/validValues");
    assert_int_equal(((const struct quality *)ccy->extra->quality.first)->meaning, QUALITY_ONE_OF);
    const struct quality *sql = nth(ccy->extra->quality, 1), *soda = nth(ccy->extra->quality, 2);
    assert_string_equal(place_of(sql->body), "89:43<select 1>");
    assert_int_equal(((const struct quality_bound *)sql->bounds.first)->comparison, COMPARE_GREATER_EQUAL);
    assert_string_equal(place_of(soda->body), "90:70<{checks: 1}>");
    assert_string_equal(path_of(field_find(dataset->root, STR("state"))->enumeration),
                        "/schema/orders/properties/state/enum");
}

static void test_nested(void **state)
{
    (void)state;
    const struct dataset *dataset = fixture()->datasets.first;
    const struct field *lines = field_find(dataset->root, STR("lines"));
    assert_int_equal(lines->items->types, JSON_TYPE_OBJECT);
    const struct field *sku = field_find(lines->items, STR("sku"));
    assert_string_equal(path_of(sku->at.node), "/schema/orders/properties/lines/items/properties/sku");
    assert_string_equal(place_of(sku->required_by), "99:43<sku>");
    assert_int_equal(sku->depth, 3);
    assert_ptr_equal(dataset_field(dataset, STR("lines.sku")), sku);
    const struct field *labels = field_find(dataset->root, STR("labels"));
    const struct field *keys = labels->fields.first, *values = keys->at.next;
    assert_int_equal(keys->role, FIELD_KEYS);
    assert_int_equal(values->role, FIELD_VALUES);
    assert_string_equal(told(values->type), "integer at 104:64<integer>");
}

static void test_other_spellings(void **state)
{
    (void)state;
    const struct contract *contract =
        contract_of("apiVersion: v3.0.0\nkind: DataContract\nid: 7\nversion: 1.0\ndataProduct: shop\n"
                    "description: All of it\nteam:\n- {username: eve, role: Owner}\n"
                    "schema:\n- name: t\n  properties:\n  - {name: a, logicalType: text}\n");
    assert_string_equal(told(contract->name), "shop at 5:14<shop>");
    assert_string_equal(told(contract->version), "1.0 at 4:10<1.0>");
    assert_string_equal(told(contract->owner), "eve at 8:14<eve>");
    assert_string_equal(told(contract->description), "All of it at 6:14<All of it>");
    const struct dataset *dataset = contract->datasets.first;
    const struct field *field = dataset->root->fields.first;
    assert_string_equal(told(field->type), "text at 12:28<text>");
    assert_true(field->is_type_bad);
    assert_int_equal(field->types, 0);
}

static void test_version_2(void **state)
{
    (void)state;
    const struct contract *contract =
        contract_of("kind: DataContract\nuuid: u\nquantumName: q\ndatasetDomain: d\nversion: 1.0.0\n"
                    "stakeholders: [{username: ann, role: owner}]\n"
                    "dataset:\n- table: t\n  columns:\n"
                    "  - {column: c, isNullable: false, isUnique: true, isPrimaryKey: true}\n"
                    "slaProperties: [{property: freshness, value: 1, unit: d, column: t.c}]\n");
    assert_string_equal(told(contract->id), "u at 2:7<u>");
    assert_string_equal(told(contract->name), "q at 3:14<q>");
    assert_string_equal(told(contract->domain), "d at 4:16<d>");
    assert_string_equal(told(contract->owner), "ann at 6:27<ann>");
    const struct dataset *dataset = contract->datasets.first;
    assert_string_equal(told(dataset->name), "t at 8:10<t>");
    const struct field *field = dataset->root->fields.first;
    assert_string_equal(told(field->name), "c at 10:14<c>");
    assert_string_equal(told(field->not_null), "true at 10:29<false>");
    assert_string_equal(told(field->unique), "true at 10:46<true>");
    assert_string_equal(told(field->primary_key), "true at 10:66<true>");
    const struct promise *freshness = contract_promise(contract, PROMISE_FRESHNESS);
    assert_string_equal(told(freshness->element), "t.c at 11:66<t.c>");
}

/* What a field stands for through an alias has the path of its use. */
static void test_alias(void **state)
{
    (void)state;
    const struct contract *contract =
        contract_of("kind: DataContract\nschema:\n- name: a\n  properties: &p\n  - {name: x, logicalType: date}\n"
                    "- name: b\n  properties: *p\n");
    const struct dataset *second = nth(contract->datasets, 1);
    const struct field *field = second->root->fields.first;
    assert_string_equal(place_of(field->at.node), "5:5<{name: x, logicalType: date}>");
    assert_string_equal(str_c(&arena, places_path(&places, field->at.node, field->at.use)), "/schema/b/properties/x");
}

/* The model takes a bounded share of memory, and says so when that is not enough. */
static void test_bounded(void **state)
{
    (void)state;
    struct buf text = {.arena = &arena};
    buf_add_c(&text, "kind: DataContract\nschema:\n- name: t\n  properties:\n");
    for (unsigned i = 0; i < 3000; i++)
        buf_print(&text, "  - {name: f%u, quality: [{mustBe: 0}]}\n", i);
    struct limits limits = limits_default;
    limits.nodes = 40000;
    const struct document *document = document_of(buf_str(&text), &limits);
    const struct contract *contract = document->contracts.first;
    const struct dataset *dataset = contract->datasets.first;
    assert_true(document->is_partial);
    assert_string_equal(document->problems->rule, "yaml-limit");
    assert_in_range(dataset->root->fields.count, 500, 2999);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_identity, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_around, set_up, tear_down),
        cmocka_unit_test(test_keys_of_servers),
        cmocka_unit_test_setup_teardown(test_promises, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_dataset, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_fields, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_promises_of_fields, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_nested, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_other_spellings, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_version_2, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_alias, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_bounded, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("odcs", tests, NULL, NULL);
}

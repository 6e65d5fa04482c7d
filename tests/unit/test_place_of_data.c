#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "check/place_of_data.h"

static void knows_types_and_formats(void **state)
{
    (void)state;
    assert_true(server_knows(server_types, STR("Kafka")));
    assert_true(server_knows(server_types, STR("event_hubs")));
    assert_false(server_knows(server_types, STR("kafak")));
    assert_true(server_knows(server_formats, STR("JSON Schema")));
    assert_false(server_knows(server_formats, STR("avor")));
    assert_true(server_is_stream(STR("kafka")));
    assert_false(server_is_stream(STR("rest")));
    assert_true(server_is_query(STR("SQL")));
    assert_false(server_is_query(STR("kafka")));
}

static void tells_templates(void **state)
{
    (void)state;
    assert_true(server_is_template(STR("${BUCKET}/x")));
    assert_true(server_is_template(STR("s3://{env}/x")));
    assert_true(server_is_template(STR("<bucket>")));
    assert_false(server_is_template(STR("s3://bucket/x")));
    assert_false(server_is_template(STR("")));
}

static void fills_templates(void **state)
{
    (void)state;
    static const struct {
        const char *template, *domain, *name, *version, *text;
    } cases[] = {
        {"dp.<domain>.<name>", "marketing", "customer-360", "3.2.0", "dp.marketing.customer-360"},
        {"/api/v1/<domain>/<name>", "marketing", "customer-360", "3.2.0", "/api/v3/marketing/customer-360"},
        {"/api/v1/<domain>/<name>", "marketing", "customer-360", "3.2", "/api/v1/marketing/customer-360"},
        {"/apiv1/<name>", "marketing", "customer-360", "3.2.0", "/apiv1/customer-360"},
        {"<domain>", "", "customer-360", "3.2.0", ""},
        {"<other>.x", "a", "b", "1.0.0", "<other>.x"},
    };
    struct arena arena;
    arena_init(&arena, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct contract contract = {.domain = {.value = str_of(cases[i].domain)},
                                    .name = {.value = str_of(cases[i].name)},
                                    .version = {.value = str_of(cases[i].version)}};
        struct str text = server_fill_template(&arena, cases[i].template, &contract);
        if (!str_is(text, cases[i].text))
            fail_msg("%s: %.*s", cases[i].template, STR_ARG(text));
    }
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_types_and_formats),
        cmocka_unit_test(tells_templates),
        cmocka_unit_test(fills_templates),
    };
    return cmocka_run_group_tests_name("place_of_data", tests, NULL, NULL);
}

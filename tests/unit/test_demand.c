#include "base/arena.h"
#include "check/demand.h"
#include "contract/document.h"
#include "yaml/parse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static struct arena arena;

static const struct document *read(const char *text)
{
    struct source *source = arena_new(&arena, struct source);
    *source = source_make(&arena, STR("test.yaml"), str_of(text));
    return document_read(&arena, source, yaml_parse(&arena, source, &limits_default), DIALECT_NONE, &limits_default);
}

static const struct settings settings = {.options = {.metadata_required = (const char *const[]){"access", NULL}}};

static void expect_answer(const struct document *document, const char *member, enum demand_answer wanted,
                          const char *key)
{
    const struct node *node = NULL;
    const struct check check = {.settings = &settings, .document = document};
    enum demand_answer answer = demand_judge(&check, document->contracts.first, member, &node);
    if (answer != wanted || (key && !str_is(node_key(node), key)))
        fail_msg("%s: %d at %.*s", member, answer, STR_ARG(node_key(node)));
}

static void test_data_product(void **state)
{
    (void)state;
    const struct document *document = read("dataProduct:\n  name: orders\n  id:\n  tags: [sales]\n"
                                           "sla: {freshness: PT1H}\ninputPorts: [{name: shop}]\n");
    expect_answer(document, "owner", DEMAND_MET, NULL);
    expect_answer(document, "id", DEMAND_BLANK, "id");
    expect_answer(document, "status", DEMAND_MISSING, "dataProduct");
    expect_answer(document, "contact", DEMAND_MISSING, "dataProduct");
    expect_answer(document, "freshness", DEMAND_MET, NULL);
    expect_answer(document, "availability", DEMAND_MISSING, "sla");
    expect_answer(document, "quality_metrics", DEMAND_MISSING, "");
    expect_answer(document, "lineage", DEMAND_MET, NULL);
    expect_answer(document, "tags", DEMAND_MET, NULL);
    expect_answer(document, "access", DEMAND_MISSING, "");
    expect_answer(document, "classification", DEMAND_MET, NULL);
    expect_answer(document, "no such member", DEMAND_MET, NULL);
}

static void test_domains(void **state)
{
    (void)state;
    const struct document *document = read("domains:\n- name: sales\n  data_products:\n"
                                           "  - name: orders\n    access: {classification: }\n");
    expect_answer(document, "owner", DEMAND_MISSING, "");
    expect_answer(document, "version", DEMAND_MET, NULL);
    expect_answer(document, "classification", DEMAND_BLANK, "classification");
    expect_answer(document, "permissions", DEMAND_MISSING, "access");
    expect_answer(document, "freshness", DEMAND_MISSING, "");
    expect_answer(document, "domain", DEMAND_MET, NULL);
}

static void test_settings(void **state)
{
    (void)state;
    assert_true(demand_is_configured(&settings, "access"));
    assert_false(demand_is_configured(&settings, "contact"));
}

int main(void)
{
    arena_init(&arena, NULL);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_data_product),
        cmocka_unit_test(test_domains),
        cmocka_unit_test(test_settings),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&arena);
    return failed;
}

#include "base/arena.h"
#include "check/schema_parts.h"
#include "schema/compile.h"
#include "yaml/parse.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdlib.h>

/* By which part the schema itself leads to each. */
static void test_parts(void **state)
{
    (void)state;
    static const char text[] = "{$ref: '#/$defs/a', allOf: [{$ref: '#/$defs/b'}, {$ref: '#'}], anyOf: [{}],\n"
                               " $defs: {a: {allOf: [{$ref: '#/$defs/b'}]}, b: {type: string}}}";
    static const unsigned char roots[] = {0, 1, 2, 3, 1, 2};
    struct arena arena;
    arena_init(&arena, abort);
    struct source source = source_make(&arena, STR("s.yaml"), STR(text));
    const struct node *root = yaml_parse(&arena, &source, &limits_default)->root;
    struct schema_set *set = schema_set_make(&arena, SCHEMA_DRAFT_2020_12);
    schema_set_add(set, STR(""), root, NULL);
    const struct schema *schema = schema_compile(set, root);
    const struct schema_parts parts = schema_parts_of(schema);
    assert_int_equal(parts.count, sizeof roots);
    assert_memory_equal(parts.root, roots, sizeof roots);
    assert_ptr_equal(parts.at[0], schema);
    assert_ptr_equal(parts.at[1], schema->reference.target);
    assert_ptr_equal(parts.at[3], schema->logic->all_of.at[1]);
    assert_int_equal(parts.at[5]->types, JSON_TYPE_STRING);
    assert_int_equal(schema_parts_of(NULL).count, 0);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_parts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

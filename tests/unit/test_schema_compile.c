#include "base/arena.h"
#include "schema/compile.h"
#include "yaml/parse.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdlib.h>

struct fixture {
    struct arena arena;
    struct source source;
    struct schema_set *set;
    const struct node *root;
};

static void start(struct fixture *f, enum schema_draft draft, const char *uri, const char *text)
{
    arena_init(&f->arena, abort);
    f->source = source_make(&f->arena, STR("s.yaml"), str_of(text));
    f->root = yaml_parse(&f->arena, &f->source, &limits_default)->root;
    f->set = schema_set_make(&f->arena, draft);
    schema_set_add(f->set, str_of(uri), f->root, NULL);
}

static const struct schema *compile(struct fixture *f)
{
    return schema_compile(f->set, f->root);
}

static const struct schema *property(const struct schema *schema, const char *name)
{
    const struct schema_property *found = schema_property(schema->objects, str_of(name), 0);
    assert_non_null(found);
    return found->schema;
}

static void test_keywords(void **state)
{
    (void)state;
    struct fixture f;
    start(&f, SCHEMA_DRAFT_2020_12, "",
          "{type: object, required: [a, a, z], properties: {a: {type: [string, 'null'], minLength: 2.0, pattern: ^x},\n"
          " b: {minimum: 1, exclusiveMaximum: 2.50, multipleOf: 0.5}, c: false,\n"
          " d: {prefixItems: [true], items: {const: 1}, uniqueItems: true}}, dependentRequired: {a: [b]},\n"
          " dependentSchemas: {b: true}, enum: [1, 2]}");
    const struct schema *schema = compile(&f), *a = property(schema, "a"), *b = property(schema, "b"),
                        *d = property(schema, "d");
    assert_int_equal(schema->types, JSON_TYPE_OBJECT);
    assert_int_equal(schema->objects->required.count, 2);
    assert_true(schema->objects->properties[0].is_required && !schema->objects->properties[1].is_required);
    assert_int_equal(schema->objects->dependency_count, 2);
    assert_int_equal(schema->enumeration->count, 2);
    assert_int_equal(a->types, JSON_TYPE_STRING | JSON_TYPE_NULL);
    assert_int_equal(a->strings->min_length.value, 2);
    assert_non_null(a->strings->pattern.ast);
    assert_null(a->numbers);
    struct number bound;
    assert_true(number_parse(&f.arena, STR("2.5"), &bound));
    assert_int_equal(number_compare(b->numbers->exclusive_maximum.value, bound), 0);
    assert_true(property(schema, "c")->is_false);
    assert_int_equal(d->arrays->prefix.count, 1);
    assert_int_equal(d->arrays->items->constant->count, 1);
    assert_non_null(d->arrays->unique);
    assert_false(schema->is_bad);
    assert_null(schema_set_problems(f.set));
    arena_free(&f.arena);
}

static void test_references(void **state)
{
    (void)state;
    struct fixture f;
    start(&f, SCHEMA_DRAFT_2020_12, "http://example.com/root.json",
          "{properties: {self: {$ref: '#'}, pointer: {$ref: '#/$defs/a~1b%25'}, anchor: {$ref: '#here'},\n"
          " id: {$ref: nested/item.json}, deep: {$ref: 'nested/item.json#/$defs/inner'}, lost: {$ref: '#/nope'},\n"
          " other: {$ref: other.json}, meta: {$ref: 'https://json-schema.org/draft/2020-12/schema'}},\n"
          " $defs: {a/b%: {type: string}, x: {$anchor: here}, n: {$id: nested/item.json, $defs: {inner: {}}},\n"
          "  e: {enum: [{$id: fake.json}]}}}");
    const struct schema *schema = compile(&f);
    assert_ptr_equal(property(schema, "self")->reference.target, schema);
    assert_int_equal(property(schema, "pointer")->reference.target->types, JSON_TYPE_STRING);
    assert_ptr_equal(property(schema, "anchor")->reference.target->node, node_find(node_find(f.root, "$defs"), "x"));
    const struct schema *item = property(schema, "id")->reference.target;
    assert_ptr_equal(item->node, node_find(node_find(f.root, "$defs"), "n"));
    assert_true(str_is(item->resource->uri, "http://example.com/nested/item.json"));
    assert_ptr_equal(property(schema, "deep")->reference.target->resource, item->resource);
    assert_null(property(schema, "lost")->reference.target);
    assert_null(property(schema, "other")->reference.target);
    assert_non_null(property(schema, "meta")->reference.target->logic->all_of.node);
    int counts[4] = {0};
    for (const struct schema_problem *problem = schema_set_problems(f.set); problem; problem = problem->next)
        counts[problem->kind]++;
    assert_int_equal(counts[SCHEMA_REFERENCE_UNRESOLVED], 1);
    assert_int_equal(counts[SCHEMA_REFERENCE_EXTERNAL], 1);
    assert_int_equal(counts[SCHEMA_BAD_VALUE], 0);
    arena_free(&f.arena);
}

static void test_drafts(void **state)
{
    (void)state;
    struct fixture f;
    start(&f, SCHEMA_DRAFT_7, "",
          "{items: [true, false], additionalItems: {type: string}, properties: {a: {$ref: '#foo', type: string},\n"
          " b: {minimum: 3, exclusiveMinimum: true}}, definitions: {x: {$id: '#foo', type: 'null'}}}");
    const struct schema *schema = compile(&f), *a = property(schema, "a");
    assert_int_equal(schema->arrays->prefix.count, 2);
    assert_int_equal(schema->arrays->items->types, JSON_TYPE_STRING);
    assert_int_equal(a->types, JSON_TYPE_ANY);
    assert_int_equal(a->reference.target->types, JSON_TYPE_NULL);
    assert_non_null(property(schema, "b")->numbers->exclusive_minimum.node);
    arena_free(&f.arena);
    start(&f, SCHEMA_DRAFT_2020_12, "",
          "{items: [true], minLength: -1, required: x, $dynamicRef: '#n', $dynamicAnchor: n}");
    schema = compile(&f);
    assert_true(schema->is_bad);
    assert_null(schema->strings->min_length.node);
    assert_ptr_equal(schema->dynamic_reference.target, schema);
    assert_true(str_is(schema->dynamic_reference.anchor, "n"));
    arena_free(&f.arena);
}

static void test_standing(void **state)
{
    (void)state;
    struct fixture f;
    start(&f, SCHEMA_DRAFT_2020_12, "",
          "{properties: {a: {$ref: '#', maxLength: 1}, b: {$id: old, $schema: "
          "'http://json-schema.org/draft-07/schema#',\n"
          " properties: {c: {$ref: '#', maxLength: 1}, d: {prefixItems: []}}}, e: {$id: x, $schema: "
          "'https://x.org/own'}}}");
    const struct schema *schema = compile(&f), *b = property(schema, "b");
    assert_int_equal(schema_keyword_standing(property(schema, "a"), STR("maxLength")), SCHEMA_COUNTS);
    assert_int_equal(schema_keyword_standing(property(b, "c"), STR("maxLength")), SCHEMA_HIDDEN);
    assert_int_equal(schema_keyword_standing(property(b, "c"), STR("$ref")), SCHEMA_COUNTS);
    assert_int_equal(schema_keyword_standing(property(b, "c"), STR("definitions")), SCHEMA_COUNTS);
    assert_int_equal(schema_keyword_standing(property(b, "d"), STR("prefixItems")), SCHEMA_OTHER_DRAFT);
    assert_int_equal(schema_keyword_standing(schema, STR("prefixItems")), SCHEMA_COUNTS);
    assert_int_equal(schema_keyword_standing(schema, STR("additionalItems")), SCHEMA_OTHER_DRAFT);
    assert_int_equal(schema_keyword_standing(schema, STR("x-mine")), SCHEMA_COUNTS);
    assert_string_equal(schema_draft_name(b->resource->draft), "7");
    assert_true(property(schema, "e")->resource->is_draft_guessed);
    assert_false(b->resource->is_draft_guessed);
    arena_free(&f.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_keywords), cmocka_unit_test(test_references),
                                       cmocka_unit_test(test_drafts), cmocka_unit_test(test_standing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

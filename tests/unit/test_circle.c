#include "base/arena.h"
#include "schema/circle.h"
#include "yaml/parse.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

/* The circles that can be reached from the root: "the text of the first reference@its column" each, with "!" when it
   is about values inside values. */
static void check(enum schema_draft draft, const char *text, const char *expected)
{
    struct arena arena;
    arena_init(&arena, abort);
    struct source source = source_make(&arena, STR("s.yaml"), str_of(text));
    const struct node *root = yaml_parse(&arena, &source, &limits_default)->root;
    struct schema_set *set = schema_set_make(&arena, draft);
    schema_set_add(set, STR("https://example.org/root"), root, NULL);
    const struct schema *schema = schema_compile(set, root);
    char found[200] = "";
    size_t length = 0;
    for (const struct schema_circle *at = schema_circles(&arena, set, &schema, 1); at; at = at->next) {
        struct str reference = node_text(at->first);
        length += (size_t)snprintf(found + length, sizeof found - length, "%s%.*s@%u%s", length ? " " : "",
                                   STR_ARG(reference), (unsigned)at->first->span.start + 1, at->demand ? "!" : "");
        assert_true(at->count > 0 && at->closing);
    }
    assert_string_equal(found, expected);
    arena_free(&arena);
}

static void test_in_place(void **state)
{
    (void)state;
    static const char *const none[] = {
        "{properties: {a: {$ref: '#'}}}",
        "{items: {$ref: '#'}, additionalProperties: {$ref: '#'}, contains: {$ref: '#'}}",
        "{propertyNames: {$ref: '#'}, unevaluatedProperties: {$ref: '#'}, patternProperties: {a: {$ref: '#'}}}",
        "{$defs: {a: {$ref: '#'}}, not: {items: {anyOf: [{$ref: '#'}]}}}",
        "{$ref: '#/$defs/a', allOf: [{$ref: '#/$defs/a'}], $defs: {a: {type: string}}}",
        "{$ref: other.json}",
        "{if: {$ref: '#'}}",
        "{then: {$ref: '#'}}",
        "{const: {$ref: '#'}, default: {$ref: '#'}}",
    };
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        check(SCHEMA_DRAFT_2020_12, none[i], "");
    check(SCHEMA_DRAFT_2020_12, "{$ref: '#'}", "#@8");
    check(SCHEMA_DRAFT_2020_12, "{$ref: root}", "root@8");
    check(SCHEMA_DRAFT_2020_12, "{allOf: [{}, {$ref: '#'}]}", "#@21");
    check(SCHEMA_DRAFT_2020_12, "{anyOf: [{}, {oneOf: [{not: {$ref: '#'}}]}]}", "#@36");
    check(SCHEMA_DRAFT_2020_12, "{if: {$ref: '#'}, else: {}}", "#@13");
    check(SCHEMA_DRAFT_2020_12, "{if: {}, then: {$ref: '#'}}", "#@23");
    check(SCHEMA_DRAFT_2020_12, "{if: {}, else: {$ref: '#'}}", "#@23");
    check(SCHEMA_DRAFT_2020_12, "{dependentSchemas: {a: {$ref: '#'}}}", "#@31");
    check(SCHEMA_DRAFT_7, "{dependencies: {a: {$ref: '#'}, b: [a]}}", "#@27");
    check(SCHEMA_DRAFT_2020_12,
          "{allOf: [{$ref: '#/$defs/b'}], $defs: {b: {$ref: '#/$defs/c'}, c: {$ref: '#/$defs/b'}}}", "#/$defs/c@50");
    check(SCHEMA_DRAFT_2020_12, "{allOf: [{$ref: '#'}, {$ref: '#'}]}", "#@17 #@30");
}

static void test_names(void **state)
{
    (void)state;
    check(SCHEMA_DRAFT_2020_12, "{allOf: [{$anchor: me, allOf: [{$ref: '#me'}]}]}", "#me@39");
    check(SCHEMA_DRAFT_2020_12, "{allOf: [{$id: in, allOf: [{$ref: '#'}]}]}", "#@35");
    check(SCHEMA_DRAFT_2020_12, "{allOf: [{$id: in, properties: {a: {$ref: '#'}}}]}", "");
    check(SCHEMA_DRAFT_2020_12, "{allOf: [{$id: in, items: {$ref: root}}]}", "");
    check(SCHEMA_DRAFT_2020_12, "{allOf: [{$id: in, not: {$ref: root}}]}", "root@32");
    check(SCHEMA_DRAFT_7, "{allOf: [{$id: '#me', allOf: [{$ref: '#me'}]}]}", "#me@38");
    check(SCHEMA_DRAFT_7, "{$ref: '#/definitions/a', allOf: [{$ref: '#'}], definitions: {a: {}}}", "");
    check(SCHEMA_DRAFT_2019_09, "{$ref: '#/$defs/a', allOf: [{$ref: '#'}], $defs: {a: {}}}", "#@36");
}

/* Where a dynamic reference leads is decided by the outermost of those that offer something. */
static void test_dynamic(void **state)
{
    (void)state;
    check(SCHEMA_DRAFT_2020_12, "{$dynamicAnchor: n, allOf: [{$dynamicRef: '#n'}]}", "#n@43");
    check(SCHEMA_DRAFT_2020_12, "{$dynamicAnchor: n, properties: {a: {$dynamicRef: '#n'}}}", "");
    check(SCHEMA_DRAFT_2020_12,
          "{$dynamicAnchor: n, $ref: in, $defs: {a: {$id: in, items: {$dynamicRef: '#n'}, $dynamicAnchor: n}}}", "");
    check(SCHEMA_DRAFT_2020_12,
          "{$dynamicAnchor: n, $ref: in, $defs: {a: {$id: in, not: {$dynamicRef: '#m'},\n"
          "  $defs: {m: {$dynamicAnchor: m}}}}}",
          "");
    check(SCHEMA_DRAFT_2020_12,
          "{$dynamicAnchor: n, $ref: in, $defs: {a: {$id: in, not: {$dynamicRef: '#n'},\n"
          "  $defs: {n: {$dynamicAnchor: n}}}}}",
          "in@27");
    check(SCHEMA_DRAFT_2019_09, "{$recursiveAnchor: true, anyOf: [{$recursiveRef: '#'}]}", "#@50");
    check(SCHEMA_DRAFT_2019_09, "{anyOf: [{$recursiveRef: '#'}]}", "#@26");
    check(SCHEMA_DRAFT_2019_09, "{$recursiveAnchor: true, items: {$recursiveRef: '#'}}", "");
}

static void test_values_inside_values(void **state)
{
    (void)state;
    check(SCHEMA_DRAFT_2020_12, "{type: object, required: [a], properties: {a: {$ref: '#'}}}", "#@54!");
    check(SCHEMA_DRAFT_2020_12, "{type: object, required: [b], properties: {a: {$ref: '#'}}}", "");
    check(SCHEMA_DRAFT_2020_12, "{type: [object, 'null'], required: [a], properties: {a: {$ref: '#'}}}", "");
    check(SCHEMA_DRAFT_2020_12, "{type: object, required: [a], properties: {a: {anyOf: [{$ref: '#'}, true]}}}", "");
    check(SCHEMA_DRAFT_2020_12, "{type: object, required: [a], properties: {a: {oneOf: [{$ref: '#'}]}}}", "#@63!");
    check(SCHEMA_DRAFT_2020_12, "{type: array, minItems: 1, items: {$ref: '#'}}", "#@42!");
    check(SCHEMA_DRAFT_2020_12, "{type: array, minItems: 1, prefixItems: [{}], items: {$ref: '#'}}", "");
    check(SCHEMA_DRAFT_2020_12, "{type: array, minItems: 2, prefixItems: [{}, {$ref: '#'}]}", "#@53!");
    check(SCHEMA_DRAFT_2020_12, "{type: array, contains: {$ref: '#'}}", "#@32!");
    check(SCHEMA_DRAFT_2020_12, "{type: array, contains: {$ref: '#'}, minContains: 0}", "");
    check(SCHEMA_DRAFT_2020_12, "{type: object, minProperties: 1, additionalProperties: {$ref: '#'}}", "#@63!");
    check(SCHEMA_DRAFT_2020_12,
          "{type: object, minProperties: 1, properties: {a: {}}, additionalProperties: {$ref: '#'}}", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_in_place),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_dynamic),
        cmocka_unit_test(test_values_inside_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

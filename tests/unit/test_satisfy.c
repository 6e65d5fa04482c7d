#include "satisfy_fixture.h"

struct row {
    const char *schema;
    enum schema_answer answer;
    const char *witness;      /* YES */
    const char *conflicts[2]; /* NO */
};

static void test_witnesses(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"{enum: [blue, red], minLength: 4}", SCHEMA_YES, "\"blue\"", {NULL}},
        {"{const: {a: [1, null]}}", SCHEMA_YES, "{\"a\": [1, null]}", {NULL}},
        {"{type: object, properties: {id: {type: integer, minimum: 7}, note: {type: string}}, required: [id]}",
         SCHEMA_YES,
         "{\"id\": 7}",
         {NULL}},
        {"{type: array, items: {type: 'null'}, minItems: 2}", SCHEMA_YES, "[null, null]", {NULL}},
        {"{type: object}", SCHEMA_YES, "{}", {NULL}},
        {"{type: object, properties: {n: {$ref: '#'}}}", SCHEMA_YES, "{}", {NULL}},
        {"{type: object, required: [n], properties: {n: {anyOf: [{$ref: '#'}, {type: 'null'}]}}}",
         SCHEMA_YES,
         "{\"n\": null}",
         {NULL}},
        {"{type: object, minProperties: 2, properties: {a: {const: 1}, b: {const: 2}}, additionalProperties: false}",
         SCHEMA_YES,
         "{\"a\": 1, \"b\": 2}",
         {NULL}},
        {"{not: {type: [string, number, 'null', array, object]}}", SCHEMA_YES, "true", {NULL}},
    };
    const struct satisfy_options options = {.is_tolerant = false};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fixture f;
        fixture_start(&f);
        const struct schema *schema = fixture_schema(&f, rows[i].schema);
        struct satisfaction found = schema_satisfiable(&f.arena, f.set, schema, &options);
        assert_int_equal(found.answer, rows[i].answer);
        assert_string_equal(fixture_print(&f, found.witness), rows[i].witness);
        arena_free(&f.arena);
    }
}

static void assert_conflict(const struct satisfaction *found, int index, const char *keyword)
{
    if (keyword)
        assert_string_equal(found->conflict_keywords[index] ? found->conflict_keywords[index] : "none", keyword);
    else
        assert_null(found->conflict_keywords[index]);
    assert_int_equal(found->conflict[index] != NULL, keyword != NULL);
}

static void test_conflicts(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"{type: integer, minimum: 5, maximum: 3}", SCHEMA_NO, NULL, {"minimum", "maximum"}},
        {"{type: integer, allOf: [{minimum: 5}, {$ref: '#/$defs/m'}], $defs: {m: {maximum: 3, multipleOf: 2}}}",
         SCHEMA_NO,
         NULL,
         {"minimum", "maximum"}},
        {"{type: object, properties: {p: false, q: {type: string}}, required: [p, q]}",
         SCHEMA_NO,
         NULL,
         {"false", "required"}},
        {"{enum: [a, b], pattern: ^x, minLength: 1}", SCHEMA_NO, NULL, {"enum", "pattern"}},
        {"{type: string, const: 1}", SCHEMA_NO, NULL, {"type", "const"}},
        {"{type: array, minItems: 3, items: {type: boolean}, uniqueItems: true}",
         SCHEMA_NO,
         NULL,
         {"minItems", "uniqueItems"}},
        {"{type: object, required: [a], properties: {a: {type: string, minLength: 3, maxLength: 2}}}",
         SCHEMA_NO,
         NULL,
         {"minLength", "maxLength"}},
        {"{type: object, required: [a], properties: {a: {type: string}}, patternProperties: {^a: {type: integer}}}",
         SCHEMA_NO,
         NULL,
         {"type", "type"}},
        {"{type: array, contains: {type: string}, items: {type: integer}}", SCHEMA_NO, NULL, {"type", "type"}},
        {"{type: boolean, anyOf: [{type: string}, {type: integer}]}", SCHEMA_NO, NULL, {NULL, NULL}},
        {"false", SCHEMA_NO, NULL, {"false", NULL}},
        {"{type: boolean, anyOf: [{type: string}, {type: integer}, {type: 'null'}]}", SCHEMA_NO, NULL, {NULL, NULL}},
    };
    const struct satisfy_options options = {.is_tolerant = false};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fixture f;
        fixture_start(&f);
        const struct schema *schema = fixture_schema(&f, rows[i].schema);
        struct satisfaction found = schema_satisfiable(&f.arena, f.set, schema, &options);
        assert_int_equal(found.answer, rows[i].answer);
        for (int k = 0; k < 2; k++)
            assert_conflict(&found, k, rows[i].conflicts[k]);
        arena_free(&f.arena);
    }
}

/* The places are those of the keywords' values in the text, in its order. */
static void test_conflict_places(void **state)
{
    (void)state;
    struct fixture f;
    fixture_start(&f);
    const struct schema *schema = fixture_schema(&f, "{maximum: 3, type: integer, minimum: 5}");
    struct satisfaction found =
        schema_satisfiable(&f.arena, f.set, schema, &(const struct satisfy_options){.is_tolerant = false});
    assert_int_equal(found.conflict[0]->span.start, 10);
    assert_int_equal(found.conflict[1]->span.start, 37);
    arena_free(&f.arena);
}

static void test_more_than_two(void **state)
{
    (void)state;
    struct fixture f;
    fixture_start(&f);
    const struct schema *schema =
        fixture_schema(&f, "{type: array, items: {enum: [x]}, uniqueItems: true, minItems: 2}");
    struct satisfaction found =
        schema_satisfiable(&f.arena, f.set, schema, &(const struct satisfy_options){.is_tolerant = false});
    assert_null(found.conflict[0]);
    assert_string_equal(found.together[0], "minItems");
    assert_string_equal(found.together[1], "uniqueItems");
    assert_string_equal(found.together[2], "enum");
    assert_null(found.together[3]);
    arena_free(&f.arena);
}

static void test_goal_of_many(void **state)
{
    (void)state;
    struct fixture f;
    fixture_start(&f);
    const struct schema *all[] = {fixture_schema(&f, "{type: integer}"), fixture_schema(&f, "{minimum: 3}")};
    const struct schema *none[] = {fixture_schema(&f, "{const: 3}"), fixture_schema(&f, "{const: 4}")};
    const struct satisfy_options options = {.is_tolerant = false};
    struct schema_goal goal = {all, 2, none, 2};
    struct satisfaction found = schema_satisfy(&f.arena, f.set, &goal, &options);
    assert_string_equal(fixture_print(&f, found.witness), "5");
    found = schema_satisfy(&f.arena, f.set, &(const struct schema_goal){.all_count = 0}, &options);
    assert_int_equal(found.answer, SCHEMA_YES);
    arena_free(&f.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_witnesses), cmocka_unit_test(test_conflicts),
                                       cmocka_unit_test(test_conflict_places), cmocka_unit_test(test_more_than_two),
                                       cmocka_unit_test(test_goal_of_many)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

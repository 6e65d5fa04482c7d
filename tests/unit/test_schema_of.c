#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "check/facets.h"
#include "check/schema_of.h"
#include "contract/document.h"
#include "tree_text.h"
#include "yaml/equal.h"

static struct arena arena, compiled;
static struct check check;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, NULL);
    arena_init(&compiled, NULL);
    check = (struct check){.arena = &arena, .kept = &arena, .compiled = &compiled};
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(&compiled);
    arena_free(&arena);
    return 0;
}

static const struct contract *contract_of(const char *schema)
{
    struct source *source = arena_new(&arena, struct source);
    const char *text = text_print(&arena, "dataProduct: {name: orders}\nschema: %s\n", schema);
    const struct tree *tree = read_text(&arena, source, "x.yaml", str_of(text), &limits_default);
    check.document = document_read(&arena, source, tree, DIALECT_NONE, &limits_default);
    return check.document->contracts.first;
}

/* The field `f` of a JSON Schema, or of a list of columns, with these keywords. */
static const struct field *schema_field(const char *keywords)
{
    const struct contract *contract =
        contract_of(text_print(&arena, "{type: object, properties: {f: {%s}}}", keywords));
    return dataset_field(contract->datasets.first, STR("f"));
}

static const struct field *column(const char *keywords)
{
    const struct contract *contract = contract_of(text_print(&arena, "{fields: [{name: f, %s}]}", keywords));
    return dataset_field(contract->datasets.first, STR("f"));
}

/* Why the first example is wrong; NULL when it is right. */
static const struct schema_cause *mistake_in(const struct field *field)
{
    return schema_mistakes(&check, schema_of(&check, field), node_children(field->examples), 1);
}

static const struct {
    const char *keywords; /* `examples` holds the value */
    enum keyword_id broken;
    const char *facts; /* NULL: it fits, or nothing can be told */
} cases[] = {
    /* type */
    {"type: string, examples: [abc]", 0, NULL},
    {"type: string, examples: [12]", KEYWORD_TYPE, "`12` is an integer, the type is string"},
    {"type: string, examples: [1.5]", KEYWORD_TYPE, "`1.5` is a number, the type is string"},
    {"type: string, examples: [true]", KEYWORD_TYPE, "`true` is a boolean, the type is string"},
    {"type: string, examples: [no]", 0, NULL},
    {"type: string, examples: [2024-01-01]", 0, NULL},
    {"type: string, examples: [[a]]", KEYWORD_TYPE, "a list, the type is string"},
    {"type: string, examples: [null]", KEYWORD_TYPE, "`null` is null, the type is string"},
    {"type: string, nullable: true, examples: [null]", 0, NULL},
    {"type: [string, \"null\"], examples: [null]", 0, NULL},
    {"type: integer, examples: [1.0]", 0, NULL},
    {"type: integer, examples: [0x1F]", 0, NULL},
    {"type: integer, examples: [1e3]", 0, NULL},
    {"type: integer, examples: [1.5]", KEYWORD_TYPE, "`1.5` is a number, the type is integer"},
    {"type: number, examples: [1]", 0, NULL},
    {"type: number, examples: [.nan]", 0, NULL},
    {"type: number, examples: [\"1\"]", KEYWORD_TYPE, "`1` is a string, the type is number"},
    {"type: [integer, boolean], examples: [a]", KEYWORD_TYPE, "`a` is a string, the type is integer or boolean"},
    {"examples: [a]", 0, NULL},
    /* bounds */
    {"type: number, minimum: 0.1, examples: [0.1]", 0, NULL},
    {"type: number, minimum: 0.1, examples: [0.09999999999999999999]", KEYWORD_MINIMUM,
     "`0.09999999999999999999` is out of range, `minimum` is `0.1`"},
    {"type: number, exclusiveMaximum: 5, examples: [5.0]", KEYWORD_EXCLUSIVE_MAXIMUM,
     "`5.0` is out of range, `exclusiveMaximum` is `5`"},
    {"type: number, maximum: 9, exclusiveMaximum: 5, examples: [7]", KEYWORD_EXCLUSIVE_MAXIMUM,
     "`7` is out of range, `exclusiveMaximum` is `5`"},
    {"type: number, minimum: 9, maximum: 1, examples: [5]", 0, NULL},
    {"type: number, minimum: banana, examples: [5]", 0, NULL},
    {"type: number, multipleOf: 0.1, examples: [0.3]", 0, NULL},
    {"type: number, multipleOf: 0.25, examples: [0.3]", KEYWORD_MULTIPLE_OF, "`0.3` is no multiple of `0.25`"},
    {"type: number, multipleOf: 0, examples: [0.3]", 0, NULL},
    /* lengths */
    {"type: string, minLength: 2, examples: [\"\xC3\xBC\"]", KEYWORD_MIN_LENGTH,
     "`\xC3\xBC` has 1 character, `minLength` is `2`"},
    {"type: string, maxLength: 1, examples: [\"\xC3\xBC\"]", 0, NULL},
    {"type: string, minLength: 1, examples: [\"\"]", KEYWORD_MIN_LENGTH, "`\"\"` has 0 characters, `minLength` is `1`"},
    {"type: string, maxLength: -1, examples: [a]", 0, NULL},
    {"type: string, minimum: 5, examples: [a]", 0, NULL},
    {"type: array, maxItems: 1, examples: [[a, b]]", KEYWORD_MAX_ITEMS, "a list has 2 items, `maxItems` is `1`"},
    {"type: object, minProperties: 2, examples: [{a: 1}]", KEYWORD_MIN_PROPERTIES,
     "a mapping has 1 property, `minProperties` is `2`"},
    /* pattern and format */
    {"type: string, pattern: \"^[A-Z]{2}$\", examples: [CH]", 0, NULL},
    {"type: string, pattern: \"^[A-Z]{2}$\", examples: [CHE]", KEYWORD_PATTERN, "`CHE` does not match `^[A-Z]{2}$`"},
    {"type: string, pattern: \"(\", examples: [CHE]", 0, NULL},
    {"type: string, format: date, examples: [2023-02-29]", KEYWORD_FORMAT, "`2023-02-29` is not of the format `date`"},
    {"type: string, format: regex, examples: [\"(\"]", KEYWORD_FORMAT, "`(` is not of the format `regex`"},
    {"type: string, format: whatever, examples: [x]", 0, NULL},
    {"type: integer, format: int32, examples: [5]", 0, NULL},
    /* enum and const */
    {"type: string, enum: [a, b], examples: [a]", 0, NULL},
    {"type: string, enum: [a, b], examples: [c]", KEYWORD_ENUM, "`c` is not in the enum, which has `a` or `b`"},
    {"type: number, enum: [1, 2], examples: [1.0]", 0, NULL},
    {"type: string, maxLength: 1, enum: [aa], examples: [aa]", 0, NULL},
    {"type: string, enum: [], examples: [c]", 0, NULL},
    {"type: string, enum: [1, 2], examples: [\"1\"]", 0, NULL},
    {"const: open, examples: [closed]", KEYWORD_CONST, "`closed` is not `open`"},
};

static void values_are_judged(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct field *field = schema_field(cases[i].keywords);
        const struct schema_cause *cause = mistake_in(field);
        if (!cases[i].facts) {
            assert_null(cause);
            continue;
        }
        assert_non_null(cause);
        const char *keyword = keyword_of(cases[i].broken)->name;
        assert_string_equal(cause->keyword, keyword);
        assert_string_equal(schema_cause_text(&arena, cause), cases[i].facts);
        assert_ptr_equal(cause->demand, node_find(field->at.node, keyword));
        assert_ptr_equal(cause->instance, node_children(field->examples));
    }
}

static void values_can_be_judged_without_the_list_of_them(void **state)
{
    (void)state;
    const struct field *field = schema_field("type: string, enum: [a], maxLength: 1, examples: [b, bb]");
    const struct schema *others = schema_without_values(&check, schema_of(&check, field));
    const struct node *value = node_children(field->examples);
    assert_null(schema_mistakes(&check, others, value, 1));
    const struct schema_cause *cause = schema_mistakes(&check, others, value->next, 1);
    assert_string_equal(cause->keyword, "maxLength");
    assert_ptr_equal(others, schema_without_values(&check, schema_of(&check, field)));
}

static void a_schema_without_values_has_no_mistakes(void **state)
{
    (void)state;
    const struct field *field = schema_field("type: string, maxLength: 2, format: date, examples: [abc]");
    assert_int_equal(schema_values_of(&check, schema_of(&check, field))->answer, SCHEMA_NO);
    assert_null(mistake_in(field));
}

static void constraints_are_more_than_a_type(void **state)
{
    (void)state;
    assert_false(field_has_constraints(schema_field("type: string, enum: [a], description: An a")));
    assert_true(field_has_constraints(schema_field("type: string, enum: [a], maxLength: 1")));
    assert_true(field_has_constraints(schema_field("enum: [a], $ref: '#/properties/f'")));
}

static void columns_of_loose_types_take_numbers_and_strings(void **state)
{
    (void)state;
    static const struct {
        const char *keywords;
        bool is_broken;
    } columns[] = {
        {"type: decimal, examples: [\"12.50\"]", false},
        {"type: decimal, maximum: 5, examples: [12.50]", true},
        {"type: timestamp, examples: [1700000000]", false},
        {"type: varchar, examples: [12]", true},
        {"type: int, examples: [\"12\"]", true},
        {"type: json, examples: [{a: 1}]", false},
        {"type: date, format: date, examples: [2024-02-30]", true},
        {"type: date, examples: [2024-02-30]", false},
        {"type: string, pattern: \"^a$\", examples: [b]", true},
        {"type: string, const: a, examples: [b]", true},
        {"type: string, nullable: true, examples: [null]", false},
    };
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        assert_int_equal(mistake_in(column(columns[i].keywords)) != NULL, columns[i].is_broken);
    }
}

static void what_is_wrong_with_the_keywords_is_no_mistake(void **state)
{
    (void)state;
    assert_null(mistake_in(schema_field("type: strng, maxLength: 1, examples: [abc]")));
    assert_null(mistake_in(schema_field("type: object, propertis: {a: {}}, additionalProperties: false, "
                                        "examples: [{a: 1}]")));
    assert_non_null(mistake_in(schema_field("type: object, x-note: a, additionalProperties: false, "
                                            "examples: [{a: 1}]")));
}

static void keys_are_equal_for_equal_scalars(void **state)
{
    (void)state;
    const struct field *field =
        schema_field("examples: [1, 1.0, 10e-1, 0x1, \"1\", true, TRUE, \"true\", null, ~, \"null\", \"\", [1]]");
    static const char *const keys[] = {"n1", "n1", "n1", "n1", "s1", "btrue", "btrue", "strue", "0", "0", "snull", "s"};
    const struct node *item = node_children(field->examples);
    struct str key;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++, item = item->next) {
        assert_true(json_key_of(&arena, item, &key));
        assert_string_equal(str_c(&arena, key), keys[i]);
    }
    assert_false(json_key_of(&arena, item, &key));
}

static void ranges_take_the_sharper_bound(void **state)
{
    (void)state;
    struct facets facets;
    assert_true(facets_collect(&facets, schema_field("type: number, minimum: 1, exclusiveMinimum: 1, maximum: 3, "
                                                     "exclusiveMaximum: 4")));
    struct range range = facets_range(&arena, &facets, RANGE_VALUE);
    assert_int_equal(range.low->keyword->id, KEYWORD_EXCLUSIVE_MINIMUM);
    assert_true(range.is_low_exclusive);
    assert_int_equal(range.high->keyword->id, KEYWORD_MAXIMUM);
    assert_false(range.is_high_exclusive);
    assert_false(range_is_empty(&range));
    assert_ptr_equal(range_broken_by(&range, number_of(&arena, 1)), range.low);
    assert_null(range_broken_by(&range, number_of(&arena, 3)));
    assert_ptr_equal(range_broken_by(&range, number_of(&arena, 4)), range.high);
    range = facets_range(&arena, &facets, RANGE_LENGTH);
    assert_null(range.low);
    assert_false(range_is_empty(&range));
    assert_null(range_broken_by(&range, number_of(&arena, -1)));
    assert_true(facets_collect(&facets, schema_field("type: number, exclusiveMinimum: 3, maximum: 3.0")));
    range = facets_range(&arena, &facets, RANGE_VALUE);
    assert_true(range_is_empty(&range));
}

/* Memory. */

enum { TOO_MUCH = 17 << 20, OFTEN = 20, TOO_MANY = 30000 };

static void forget_all(void)
{
    check.schemas = NULL;
    arena_reset(&compiled);
}

static void what_is_compiled_is_forgotten_and_compiled_anew(void **state)
{
    (void)state;
    forget_all();
    const struct field *field = schema_field("type: integer, minimum: 3, examples: [2]");
    assert_non_null(mistake_in(field));
    size_t size = arena_size(&compiled);
    schemas_trim(&check);
    assert_int_equal(arena_size(&compiled), size);
    arena_alloc_raw(&compiled, TOO_MUCH);
    schemas_trim(&check);
    assert_int_equal(arena_size(&compiled), 0);
    const struct schema_cause *cause = mistake_in(field);
    assert_non_null(cause);
    assert_string_equal(cause->keyword, "minimum");
}

static void a_file_is_compiled_anew_a_bounded_number_of_times(void **state)
{
    (void)state;
    forget_all();
    const struct field *field = schema_field("type: integer");
    unsigned times = 0;
    for (; times < OFTEN && schema_of(&check, field); times++) {
        arena_alloc_raw(&compiled, TOO_MUCH);
        schemas_trim(&check);
    }
    assert_int_equal(times, 16); /* of 17 MiB and a little, until 256 MiB are forgotten */
}

static void a_large_dataset_is_not_compiled(void **state)
{
    (void)state;
    forget_all();
    struct buf text = {.arena = &arena};
    for (int i = 0; i < TOO_MANY; i++)
        buf_print(&text, "%sf%d: {}", i ? ", " : "", i);
    const struct contract *contract = contract_of(text_print(&arena, "{properties: {%s}}", buf_c(&text)));
    const struct dataset *dataset = contract->datasets.first;
    assert_int_equal(dataset->fields.count, TOO_MANY + 1);
    assert_null(schema_of(&check, dataset_field(dataset, STR("f7"))));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_judged),
        cmocka_unit_test(values_can_be_judged_without_the_list_of_them),
        cmocka_unit_test(a_schema_without_values_has_no_mistakes),
        cmocka_unit_test(constraints_are_more_than_a_type),
        cmocka_unit_test(columns_of_loose_types_take_numbers_and_strings),
        cmocka_unit_test(what_is_wrong_with_the_keywords_is_no_mistake),
        cmocka_unit_test(keys_are_equal_for_equal_scalars),
        cmocka_unit_test(ranges_take_the_sharper_bound),
        cmocka_unit_test(what_is_compiled_is_forgotten_and_compiled_anew),
        cmocka_unit_test(a_file_is_compiled_anew_a_bounded_number_of_times),
        cmocka_unit_test(a_large_dataset_is_not_compiled),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

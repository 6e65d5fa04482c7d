#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "check/facets.h"
#include "check/value.h"
#include "contract/document.h"
#include "tree_text.h"
#include "yaml/equal.h"

static struct arena arena;
static struct check check;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, NULL);
    check = (struct check){.arena = &arena, .kept = &arena};
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

static const struct contract *contract_of(const char *schema)
{
    struct source *source = arena_new(&arena, struct source);
    const char *text = text_print(&arena, "dataProduct: {name: orders}\nschema: %s\n", schema);
    const struct tree *tree = read_text(&arena, source, "x.yaml", str_of(text), &limits_default);
    return document_read(&arena, source, tree, DIALECT_NONE, &limits_default)->contracts.first;
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
    {"type: string, enum: [a, b], examples: [c]", KEYWORD_ENUM, "`c` is not in the enum"},
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
        const struct value_judge *judge = value_judge_make(&check, field, true);
        struct value_breach breach;
        bool is_broken = value_breaks(&check, judge, node_children(field->examples), &breach);
        assert_int_equal(is_broken, cases[i].facts != NULL);
        if (!is_broken)
            continue;
        assert_int_equal(breach.keyword, cases[i].broken);
        assert_string_equal(breach.facts, cases[i].facts);
        assert_ptr_equal(breach.demand, node_find(field->at.node, keyword_of(breach.keyword)->name));
    }
}

static void enum_counts_only_when_asked_for(void **state)
{
    (void)state;
    const struct field *field = schema_field("type: string, enum: [a], maxLength: 1, examples: [b, bb]");
    const struct value_judge *judge = value_judge_make(&check, field, false);
    const struct node *value = node_children(field->examples);
    struct value_breach breach;
    assert_false(value_breaks(&check, judge, value, &breach));
    assert_true(value_breaks(&check, judge, value->next, &breach));
    assert_int_equal(breach.keyword, KEYWORD_MAX_LENGTH);
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
    };
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        const struct field *field = column(columns[i].keywords);
        struct value_breach breach;
        const struct value_judge *judge = value_judge_make(&check, field, true);
        assert_int_equal(value_breaks(&check, judge, node_children(field->examples), &breach), columns[i].is_broken);
    }
}

static void a_bad_type_silences(void **state)
{
    (void)state;
    assert_null(value_judge_make(&check, schema_field("type: strng, maxLength: 1"), true));
}

static void steps_of_matching_are_bounded(void **state)
{
    (void)state;
    const struct field *field = schema_field("type: string, pattern: \"^b$\", examples: [a]");
    const struct value_judge *judge = value_judge_make(&check, field, true);
    struct value_breach breach;
    assert_true(value_breaks(&check, judge, node_children(field->examples), &breach));
    assert_true(check.match_steps > 0);
    check.match_steps = UINT64_MAX / 2;
    assert_false(value_breaks(&check, judge, node_children(field->examples), &breach));
    assert_int_equal(check.match_steps, UINT64_MAX / 2);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_judged),
        cmocka_unit_test(enum_counts_only_when_asked_for),
        cmocka_unit_test(columns_of_loose_types_take_numbers_and_strings),
        cmocka_unit_test(a_bad_type_silences),
        cmocka_unit_test(steps_of_matching_are_bounded),
        cmocka_unit_test(keys_are_equal_for_equal_scalars),
        cmocka_unit_test(ranges_take_the_sharper_bound),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

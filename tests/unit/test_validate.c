#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "schema/compile.h"
#include "schema/validate.h"
#include "tree_text.h"

static struct arena arena;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, NULL);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

static const struct node *value_of(const char *text)
{
    struct source *source = arena_new(&arena, struct source);
    return read_text(&arena, source, "x.yaml", str_of(text), &limits_default)->root;
}

/* A schema that is ready to judge. */
struct bench {
    struct validator *validator;
    const struct schema *schema;
};

static struct bench bench_make(const char *text, enum schema_draft draft, const struct validator_options *options)
{
    struct schema_set *set = schema_set_make(&arena, draft);
    const struct node *root = value_of(text);
    schema_set_add(set, STR(""), root, NULL);
    const struct schema *schema = schema_compile(set, root);
    return (struct bench){validator_make(&arena, set, options), schema};
}

static const struct validator_options no_options;

static enum schema_verdict judge(const char *schema, const char *value)
{
    struct bench bench = bench_make(schema, SCHEMA_DRAFT_2020_12, &no_options);
    return schema_validate(bench.validator, bench.schema, value_of(value));
}

/* The bytes of the value where a cause points. */
static const char *place_of(const struct node *node, const char *text)
{
    return text_print(&arena, "%.*s", (int)(node->span.end - node->span.start), text + node->span.start);
}

/* The causes as "PLACE: words", a line each; PLACE is what is refused, or else the value. */
static const char *causes_of(struct bench bench, const char *text, size_t limit)
{
    struct buf buf = {.arena = &arena};
    const struct schema_cause *causes = schema_explain(bench.validator, &arena, bench.schema, value_of(text), limit);
    for (const struct schema_cause *cause = causes; cause; cause = cause->next)
        buf_print(&buf, "%s%s: %s", buf.len ? "\n" : "", place_of(cause->child ? cause->child : cause->instance, text),
                  schema_cause_text(&arena, cause));
    return buf_c(&buf);
}

/* Each keyword: a schema, a value that fits, one that does not, and why. */
static const struct {
    const char *schema, *good, *bad, *cause;
} keywords[] = {
    {"{type: string}", "a", "12", "12: `12` is an integer, the type is string"},
    {"{type: integer}", "1.0", "1.5", "1.5: `1.5` is a number, the type is integer"},
    {"{type: number}", "1", ".nan", ".nan: `.nan` is nothing that JSON has, the type is number"},
    {"{type: [string, 'null']}", "~", "[a]", "[a]: a list, the type is string or null"},
    {"{type: object}", "{}", "null", "null: `null` is null, the type is object"},
    {"{enum: [a, 1, [2]]}", "1.0", "b", "b: `b` is not in the enum, which has `a`, `1` or a list"},
    {"{enum: [a, 1, [2]]}", "[2.0]", "[3]", "[3]: a list is not in the enum, which has `a`, `1` or a list"},
    {"{enum: [red, green, blue, black, white, pink, grey, brown, lime]}", "lime", "gren",
     "gren: `gren` is not in the enum of 9 values, `green` is"},
    {"{enum: [1, 2, 3, 4, 5, 6, 7, 8, 9]}", "9.0", "'1'", "'1': `1` is a string, in the enum it is an integer"},
    {"{const: 1}", "1.0", "2", "2: `2` is not `1`"},
    {"{const: '1'}", "'1'", "1", "1: `1` is an integer, `const` is a string"},
    {"{const: {a: [1]}}", "{a: [1.0]}", "{a: [2]}", "{a: [2]}: a mapping is not what `const` says"},
    {"{minimum: 5}", "5", "4.99", "4.99: `4.99` is out of range, `minimum` is `5`"},
    {"{maximum: 0.1}", "0.1", "0.10000000000000000001",
     "0.10000000000000000001: `0.10000000000000000001` is out of range, `maximum` is `0.1`"},
    {"{exclusiveMinimum: 5}", "5.1", "5.0", "5.0: `5.0` is out of range, `exclusiveMinimum` is `5`"},
    {"{exclusiveMaximum: 5}", "-6", "5e0", "5e0: `5e0` is out of range, `exclusiveMaximum` is `5`"},
    {"{multipleOf: 0.01}", "19.99", "19.999", "19.999: `19.999` is no multiple of `0.01`"},
    {"{minimum: 16}", "0x10", "0xF", "0xF: `0xF` is out of range, `minimum` is `16`"},
    {"{minLength: 2}", "🙂🙂", "🙂", "🙂: `🙂` has 1 character, `minLength` is `2`"},
    {"{maxLength: 2}", "éé", "abc", "abc: `abc` has 3 characters, `maxLength` is `2`"},
    {"{pattern: '^[a-z]+$'}", "abc", "ABC", "ABC: `ABC` does not match `^[a-z]+$`"},
    {"{minItems: 2}", "[1, 2]", "[1]", "[1]: a list has 1 item, `minItems` is `2`"},
    {"{maxItems: 1}", "[1]", "[1, 2]", "[1, 2]: a list has 2 items, `maxItems` is `1`"},
    {"{uniqueItems: true}", "[1, '1', true]", "[1, 2, 1.0]",
     "1.0: `1.0` stands in the list more than once, `uniqueItems` is true"},
    {"{uniqueItems: true}", "[{a: 1}, {a: 2}, 3, 4, 5, 6, 7, 8, 9]",
     "[{a: 1, b: 2}, 3, 4, 5, 6, 7, 8, 9, {b: 2, a: 1.0}]",
     "{b: 2, a: 1.0}: a mapping stands in the list more than once, `uniqueItems` is true"},
    {"{items: {type: integer}}", "[1, 2]", "[1, a]", "a: `a` is a string, the type is integer"},
    {"{prefixItems: [{type: string}], items: false}", "[a]", "[a, b]", "b: `b` is one item too many, `items` is false"},
    {"{contains: {const: 1}}", "[2, 1]", "[2, 3]", "[2, 3]: none of 2 items fits `contains`"},
    {"{contains: {const: 1}, minContains: 2}", "[1, 1]", "[1, 3]",
     "[1, 3]: too few items fit `contains`, `minContains` is `2`"},
    {"{contains: {const: 1}, maxContains: 1}", "[1, 2]", "[1, 1]",
     "[1, 1]: too many items fit `contains`, `maxContains` is `1`"},
    {"{contains: {const: 1}}", "[&x 1, *x]", "[2, *q]", NULL},
    {"{unevaluatedItems: false, allOf: [{prefixItems: [true]}]}", "[1]", "[1, 2]",
     "2: `2` is one item too many, `unevaluatedItems` is false"},
    {"{unevaluatedItems: {type: string}, contains: {type: integer}}", "[1, a]", "[1, [b]]",
     "[b]: a list, the type is string"},
    {"{minProperties: 1}", "{a: 1}", "{}", "{}: a mapping has 0 properties, `minProperties` is `1`"},
    {"{maxProperties: 1}", "{a: 1}", "{a: 1, b: 2}",
     "{a: 1, b: 2}: a mapping has 2 properties, `maxProperties` is `1`"},
    {"{properties: {a: {type: integer}}}", "{b: x}", "{a: x}", "x: `x` is a string, the type is integer"},
    {"{properties: {a: false}}", "{b: x}", "{a: x}", "x: `a` is not allowed, its schema is `false`"},
    {"{patternProperties: {'^x-': {type: integer}}}", "{x-a: 1, y: b}", "{x-a: b}",
     "b: `b` is a string, the type is integer"},
    {"{properties: {email: true}, additionalProperties: false}", "{email: 1}", "{emial: 1}",
     "1: `emial` is not declared, `email` is"},
    {"{properties: {email: true}, additionalProperties: false}", "{}", "{email: 1, emial: 2}",
     "2: `emial` is not declared, `additionalProperties` is false"},
    {"{patternProperties: {a: true}, additionalProperties: {type: integer}}", "{xax: b, c: 1}", "{c: b}",
     "b: `b` is a string, the type is integer"},
    {"{propertyNames: {maxLength: 2}}", "{ab: 1}", "{abc: 1}",
     "abc: the name `abc` has 3 characters, `maxLength` is `2`"},
    {"{propertyNames: {type: string}}", "{1: a}", "{1: a, ? [b] : c}", NULL},
    {"{required: [a, b], properties: {a: true}}", "{b: 1, a: 2}", "{a: 1}", "{a: 1}: `b` is missing"},
    {"{dependentRequired: {a: [b]}}", "{b: 1}", "{a: 1}", "{a: 1}: `b` is missing, which `a` requires"},
    {"{dependentSchemas: {a: {maxProperties: 1}}}", "{a: 1}", "{a: 1, b: 2}",
     "{a: 1, b: 2}: a mapping has 2 properties, `maxProperties` is `1`"},
    {"{unevaluatedProperties: false, anyOf: [{properties: {a: true}}]}", "{a: 1}", "{b: 1}",
     "1: `b` is not declared, `unevaluatedProperties` is false"},
    {"{allOf: [{minimum: 1}, {maximum: 5}]}", "3", "6", "6: `6` is out of range, `maximum` is `5`"},
    {"{anyOf: [{type: string}, {minimum: 5}]}", "a", "4", "4: `4` is out of range, `minimum` is `5`"},
    {"{oneOf: [{type: integer}, {minimum: 5}]}", "4", "6", "6: `6` fits more than one schema of `oneOf`"},
    {"{not: {type: string}}", "1", "a", "a: `a` fits the schema of `not`"},
    {"{if: {type: string}, then: {minLength: 2}, else: {minimum: 2}}", "ab", "1",
     "1: `1` is out of range, `minimum` is `2`"},
    {"{if: {type: string}, then: {minLength: 2}, else: {minimum: 2}}", "2", "a",
     "a: `a` has 1 character, `minLength` is `2`"},
    {"{$ref: '#/$defs/n', $defs: {n: {type: integer}}}", "1", "a", "a: `a` is a string, the type is integer"},
    {"false", NULL, "a", "a: `a` is not allowed, the schema is `false`"},
    {"{properties: {next: {$ref: '#'}, v: {type: integer}}}", "{next: {next: {v: 1}}}", "{next: {next: {v: a}}}",
     "a: `a` is a string, the type is integer"},
};

static void keywords_judge_and_explain(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++) {
        struct bench bench = bench_make(keywords[i].schema, SCHEMA_DRAFT_2020_12, &no_options);
        if (keywords[i].good &&
            schema_validate(bench.validator, bench.schema, value_of(keywords[i].good)) != SCHEMA_VALID)
            fail_msg("%s under %s is not valid", keywords[i].good, keywords[i].schema);
        enum schema_verdict verdict = schema_validate(bench.validator, bench.schema, value_of(keywords[i].bad));
        if (verdict != (keywords[i].cause ? SCHEMA_INVALID : SCHEMA_UNDECIDED))
            fail_msg("%s under %s has the verdict %d", keywords[i].bad, keywords[i].schema, (int)verdict);
        const char *causes = causes_of(bench, keywords[i].bad, 10);
        if (strcmp(causes, keywords[i].cause ? keywords[i].cause : "") != 0)
            fail_msg("%s under %s\n%s", keywords[i].bad, keywords[i].schema, causes);
    }
}

static void older_drafts_have_their_keywords(void **state)
{
    (void)state;
    struct bench bench = bench_make("{items: [{type: integer}], additionalItems: false, dependencies: {a: [b]}}",
                                    SCHEMA_DRAFT_7, &no_options);
    assert_string_equal(causes_of(bench, "[1, 2]", 10), "2: `2` is one item too many, `additionalItems` is false");
    assert_string_equal(causes_of(bench, "{a: 1}", 10), "{a: 1}: `b` is missing, which `a` requires");
    bench = bench_make("{$ref: '#/definitions/n', minimum: 5, definitions: {n: {type: integer}}}", SCHEMA_DRAFT_7,
                       &no_options);
    assert_int_equal(schema_validate(bench.validator, bench.schema, value_of("1")), SCHEMA_VALID);
    bench = bench_make("{$recursiveAnchor: true, properties: {c: {$recursiveRef: '#'}, v: {type: integer}}}",
                       SCHEMA_DRAFT_2019_09, &no_options);
    assert_string_equal(causes_of(bench, "{c: {v: x}}", 10), "x: `x` is a string, the type is integer");
}

static void what_is_not_known_is_undecided(void **state)
{
    (void)state;
    assert_int_equal(judge("{$ref: 'https://example.com/a'}", "1"), SCHEMA_UNDECIDED);
    assert_int_equal(judge("{$ref: 'https://example.com/a', type: string}", "1"), SCHEMA_INVALID);
    assert_int_equal(judge("{not: {$ref: 'https://example.com/a'}}", "1"), SCHEMA_UNDECIDED);
    assert_int_equal(judge("{anyOf: [{$ref: 'https://example.com/a'}, true]}", "1"), SCHEMA_VALID);
    assert_int_equal(judge("{anyOf: [{$ref: 'https://example.com/a'}, false]}", "1"), SCHEMA_UNDECIDED);
    assert_int_equal(judge("{oneOf: [{$ref: 'https://example.com/a'}, true]}", "1"), SCHEMA_UNDECIDED);
    assert_int_equal(judge("{oneOf: [{$ref: 'https://example.com/a'}, true, true]}", "1"), SCHEMA_INVALID);
    assert_int_equal(judge("{if: {$ref: 'https://example.com/a'}, then: false, else: false}", "1"), SCHEMA_UNDECIDED);
    assert_int_equal(judge("{contains: {$ref: 'https://example.com/a'}}", "[1]"), SCHEMA_UNDECIDED);
    assert_int_equal(judge("{contains: {$ref: 'https://example.com/a'}}", "[]"), SCHEMA_INVALID);
    assert_int_equal(judge("{$ref: 'https://example.com/a', unevaluatedProperties: false}", "{a: 1}"),
                     SCHEMA_UNDECIDED);
    assert_int_equal(judge("{allOf: [{$ref: '#'}]}", "1"), SCHEMA_UNDECIDED);
    assert_int_equal(judge("{$ref: '#/$defs/a', $defs: {a: {$ref: '#/$defs/b'}, b: {$ref: '#/$defs/a'}}}", "1"),
                     SCHEMA_UNDECIDED);
    assert_int_equal(judge("{pattern: '(?<=a*b)c'}", "abc"), SCHEMA_UNDECIDED);
    assert_int_equal(judge("{type: integer}", "*q"), SCHEMA_UNDECIDED);
}

static void options_change_the_judgement(void **state)
{
    (void)state;
    struct bench bench = bench_make("{format: date}", SCHEMA_DRAFT_2020_12, &no_options);
    assert_int_equal(schema_validate(bench.validator, bench.schema, value_of("x")), SCHEMA_VALID);
    bench = bench_make("{format: date}", SCHEMA_DRAFT_2020_12, &(struct validator_options){.asserts_format = true});
    assert_string_equal(causes_of(bench, "2024-02-30", 10), "2024-02-30: `2024-02-30` is not of the format `date`");
    bench = bench_make("{additionalProperties: false, properties: {a: {unevaluatedProperties: false}}}",
                       SCHEMA_DRAFT_2020_12, &(struct validator_options){.is_tolerant = true});
    assert_int_equal(schema_validate(bench.validator, bench.schema, value_of("{a: {b: 1}, c: 1}")), SCHEMA_VALID);
    bench = bench_make("{items: {type: integer}}", SCHEMA_DRAFT_2020_12, &(struct validator_options){.steps = 4});
    assert_int_equal(schema_validate(bench.validator, bench.schema, value_of("[1, 2]")), SCHEMA_VALID);
    assert_int_equal(schema_validate(bench.validator, bench.schema, value_of("[1, 2, 3]")), SCHEMA_UNDECIDED);
    assert_int_equal(schema_validate(bench.validator, bench.schema, value_of("[a, 2, 3]")), SCHEMA_INVALID);
}

static void independent_mistakes_come_in_order(void **state)
{
    (void)state;
    struct bench bench = bench_make("{allOf: [{properties: {b: {maximum: 1}}}], required: [c, d], "
                                    "properties: {a: {minimum: 5, pattern: x}, e: {items: {type: string}}}}",
                                    SCHEMA_DRAFT_2020_12, &no_options);
    const char *value = "{e: [1, a, 2], b: 2, a: 4}";
    assert_string_equal(causes_of(bench, value, 10), "{e: [1, a, 2], b: 2, a: 4}: `c` is missing\n"
                                                     "{e: [1, a, 2], b: 2, a: 4}: `d` is missing\n"
                                                     "1: `1` is an integer, the type is string\n"
                                                     "2: `2` is an integer, the type is string\n"
                                                     "2: `2` is out of range, `maximum` is `1`\n"
                                                     "4: `4` is out of range, `minimum` is `5`");
    assert_string_equal(causes_of(bench, value, 1), "1: `1` is an integer, the type is string");
    assert_string_equal(causes_of(bench, "{c: 1, d: 1}", 10), "");
}

static void one_cause_is_told_once(void **state)
{
    (void)state;
    struct bench bench = bench_make("{allOf: [{$ref: '#/$defs/n'}, {$ref: '#/$defs/n'}], $defs: {n: {minimum: 5}}}",
                                    SCHEMA_DRAFT_2020_12, &no_options);
    assert_string_equal(causes_of(bench, "4", 10), "4: `4` is out of range, `minimum` is `5`");
}

static const struct {
    const char *schema, *value, *causes, *other;
    size_t others;
} branches[] = {
    /* The kind tells which branch is meant. */
    {"{oneOf: [{properties: {kind: {const: a}, n: {type: string}}}, "
     "{properties: {kind: {const: b}, n: {type: integer}}}]}",
     "{kind: b, n: x}", "x: `x` is a string, the type is integer", "`b` is not `a`", 1},
    {"{anyOf: [{type: string}, {type: object, properties: {a: {type: integer}}}]}", "{a: x}",
     "x: `x` is a string, the type is integer", "a mapping, the type is string", 1},
    {"{anyOf: [{required: [a]}, {properties: {b: {minimum: 2}}}]}", "{b: 1}",
     "1: `1` is out of range, `minimum` is `2`", "`a` is missing", 1},
    /* The one that gets further into the value. */
    {"{anyOf: [{maxProperties: 0}, {properties: {a: {items: {minimum: 2}}}}, {minProperties: 5}]}", "{a: [1]}",
     "1: `1` is out of range, `minimum` is `2`", "a mapping has 1 property, `maxProperties` is `0`", 2},
    /* Equal ones: the first. */
    {"{anyOf: [{type: string}, {type: boolean}]}", "1", "1: `1` is an integer, the type is string",
     "`1` is an integer, the type is boolean", 1},
};

static void the_best_branch_is_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof branches / sizeof *branches; i++) {
        struct bench bench = bench_make(branches[i].schema, SCHEMA_DRAFT_2020_12, &no_options);
        assert_string_equal(causes_of(bench, branches[i].value, 10), branches[i].causes);
        const struct schema_cause *cause =
            schema_explain(bench.validator, &arena, bench.schema, value_of(branches[i].value), 10);
        assert_int_equal(cause->other_count, branches[i].others);
        assert_string_equal(schema_cause_text(&arena, cause->others), branches[i].other);
    }
}

#define IF(condition)       "{if: " condition ", then: {required: [n]}}"
#define IF_ELSE(condition)  "{if: " condition ", then: {required: [n]}, else: {required: [m]}}"
#define ALL_OF(first, rest) "{allOf: [" first ", " rest "], $defs: {a: {properties: {k: {const: a}}}}}"

/* A property that says which schemas of a list speak of an object, and objects about which it does not say that. */
static const struct {
    const char *schema, *value;
    enum schema_verdict verdict;
} chosen[] = {
    {ALL_OF(IF("{properties: {k: {const: a}}}"), "true"), "{k: a}", SCHEMA_INVALID},
    {ALL_OF(IF("{properties: {k: {const: a}}}"), "true"), "{k: b}", SCHEMA_VALID},
    {ALL_OF(IF("{properties: {k: {const: a}}}"), "true"), "{}", SCHEMA_INVALID},
    {ALL_OF(IF("{properties: {k: {const: a}}, required: [k]}"), "true"), "{}", SCHEMA_VALID},
    {ALL_OF(IF("{properties: {k: {const: a}}, required: [l]}"), "true"), "{l: 1}", SCHEMA_INVALID},
    {ALL_OF(IF("{properties: {k: {enum: [a, b]}}}"), "true"), "{k: b}", SCHEMA_INVALID},
    {ALL_OF(IF("{properties: {k: {enum: []}}}"), "true"), "{k: b}", SCHEMA_VALID},
    {ALL_OF(IF("{properties: {k: {enum: [a, 1]}}}"), "true"), "{k: 1.0}", SCHEMA_INVALID},
    {ALL_OF(IF("{properties: {k: {const: a}}}"), "true"), "{k: 1}", SCHEMA_VALID},
    {ALL_OF(IF("{properties: {k: {const: '1'}}}"), "true"), "{k: 1}", SCHEMA_VALID},
    {ALL_OF(IF("{properties: {k: {const: a}}}"), "true"), "a", SCHEMA_VALID},
    {ALL_OF(IF("{properties: {k: {const: a}}}"), "true"), "{x: &x a, k: *x}", SCHEMA_INVALID},
    {ALL_OF(IF("{properties: {k: {const: a}}}"), IF("{properties: {k: {const: b}}}")), "{k: b}", SCHEMA_INVALID},
    {ALL_OF(IF("{properties: {k: {const: a}}}"), IF("{properties: {l: {const: b}}}")), "{k: b, l: b}", SCHEMA_INVALID},
    {ALL_OF(IF("{properties: {'': {const: a}}}"), IF("{properties: {k: {const: a}}}")), "{'': b, k: a}",
     SCHEMA_INVALID},
    {ALL_OF(IF("{$ref: '#/$defs/a'}"), "true"), "{k: a}", SCHEMA_INVALID},
    {ALL_OF(IF("{$ref: '#/$defs/a'}"), "true"), "{k: b}", SCHEMA_VALID},
    {ALL_OF(IF("{anyOf: [{$ref: '#/$defs/a'}]}"), "true"), "{k: b}", SCHEMA_VALID},
    {ALL_OF(IF("{anyOf: [{$ref: '#/$defs/a'}, true]}"), "true"), "{k: b}", SCHEMA_INVALID},
    {ALL_OF(IF("{not: {$ref: '#/$defs/a'}}"), "true"), "{k: b}", SCHEMA_INVALID},
    {ALL_OF(IF_ELSE("{properties: {k: {const: a}}}"), "true"), "{k: b}", SCHEMA_INVALID},
    {ALL_OF("{if: {$ref: '#/$defs/a'}, required: [n]}", "true"), "{k: b}", SCHEMA_INVALID},
    {ALL_OF("{if: {$ref: '#/$defs/a'}, type: array}", "true"), "{k: b}", SCHEMA_INVALID},
    {ALL_OF("{if: {$ref: '#/$defs/a'}, enum: [1]}", "true"), "{k: b}", SCHEMA_INVALID},
    {ALL_OF("{if: {$ref: '#/$defs/a'}, not: {}}", "true"), "{k: b}", SCHEMA_INVALID},
    {ALL_OF("{if: {$ref: '#/$defs/a'}, $ref: '#/$defs/a'}", "true"), "{k: b}", SCHEMA_INVALID},
    {ALL_OF("{$ref: '#/$defs/a'}", "true"), "{k: b}", SCHEMA_INVALID},
    {"{oneOf: [{properties: {k: {const: a}}}, {properties: {k: {const: b}, n: {type: integer}}}]}", "{k: b, n: 1}",
     SCHEMA_VALID},
    {"{oneOf: [{properties: {k: {const: a}}}, {properties: {k: {const: b}, n: {type: integer}}}]}", "{k: b, n: x}",
     SCHEMA_INVALID},
    {"{oneOf: [{properties: {k: {const: a}}}, {properties: {k: {const: b}}}]}", "{}", SCHEMA_INVALID},
    {"{oneOf: [{properties: {k: {const: a}}, required: [k]}, {properties: {l: {const: b}}}]}", "{}", SCHEMA_VALID},
    {"{anyOf: [{properties: {k: {const: a}}}, {properties: {k: {const: b}}}]}", "{k: c}", SCHEMA_INVALID},
    {"{anyOf: [{properties: {k: {const: a}}}, {properties: {n: true}}], unevaluatedProperties: false}", "{k: b, n: 1}",
     SCHEMA_INVALID},
    {"{anyOf: [{properties: {k: {const: a}}}, {properties: {n: true}}], unevaluatedProperties: false}", "{k: a, n: 1}",
     SCHEMA_VALID},
};

static void a_discriminator_changes_no_verdict(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof chosen / sizeof *chosen; i++)
        if (judge(chosen[i].schema, chosen[i].value) != chosen[i].verdict)
            fail_msg("%s, %s: is %d", chosen[i].schema, chosen[i].value, judge(chosen[i].schema, chosen[i].value));
}

/* anyOf that asks for types only, and what may stand beside it. */
static const struct {
    const char *schema, *value;
    enum schema_verdict verdict;
} nullable[] = {
    {"{anyOf: [{type: string}, {type: 'null'}]}", "null", SCHEMA_VALID},
    {"{anyOf: [{type: string}, {type: 'null'}]}", "1", SCHEMA_INVALID},
    {"{anyOf: [{type: integer}, {type: 'null'}]}", "1.0", SCHEMA_VALID},
    {"{anyOf: [{type: integer}, {type: 'null'}]}", "1.5", SCHEMA_INVALID},
    {"{anyOf: [{type: string, minLength: 2}, {type: 'null'}]}", "a", SCHEMA_INVALID},
    {"{anyOf: [{type: string}, {type: 'null'}], maxLength: 1}", "ab", SCHEMA_INVALID},
    {"{anyOf: [{type: string}, {type: 'null'}], type: string}", "null", SCHEMA_INVALID},
    {"{anyOf: [{type: string}, {type: 'null'}], enum: [a]}", "b", SCHEMA_INVALID},
    {"{anyOf: [{type: string}, {type: 'null'}], not: {const: a}}", "a", SCHEMA_INVALID},
    {"{anyOf: [{type: string}, {type: 'null'}], allOf: [{const: a}]}", "b", SCHEMA_INVALID},
    {"{anyOf: [{type: string}, {type: 'null'}], oneOf: [true, {type: string}]}", "b", SCHEMA_INVALID},
    {"{anyOf: [{type: string}, {type: 'null'}], if: true, then: {const: a}}", "b", SCHEMA_INVALID},
    {"{anyOf: [{type: string}, {type: 'null'}], $ref: '#/$defs/a', $defs: {a: {const: a}}}", "b", SCHEMA_INVALID},
    {"{oneOf: [{type: string}, {type: [string, 'null']}]}", "a", SCHEMA_INVALID},
    {"{$ref: '#/$defs/a', unevaluatedProperties: false, $defs: {a: {anyOf: [{type: object}, {properties: {n: "
     "true}}]}}}",
     "{n: 1}", SCHEMA_VALID},
};

static void types_beside_each_other_are_settled(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof nullable / sizeof *nullable; i++)
        if (judge(nullable[i].schema, nullable[i].value) != nullable[i].verdict)
            fail_msg("%s, %s: is %d", nullable[i].schema, nullable[i].value,
                     judge(nullable[i].schema, nullable[i].value));
}

static void a_discriminator_saves_steps(void **state)
{
    (void)state;
    struct buf many = {.arena = &arena};
    buf_add_c(&many, "{allOf: [true");
    for (int i = 0; i < 1000; i++)
        buf_print(&many, ", {if: {properties: {k: {const: k%d}}}, then: {required: [n]}}", i);
    buf_add_c(&many, "]}");
    struct bench bench = bench_make(buf_c(&many), SCHEMA_DRAFT_2020_12, &no_options);
    assert_int_equal(schema_validate(bench.validator, bench.schema, value_of("{k: k999}")), SCHEMA_INVALID);
    assert_true(validator_steps(bench.validator) < 1020);
}

static void hostile_schemas_are_bounded(void **state)
{
    (void)state;
    struct buf tower = {.arena = &arena}, wide = {.arena = &arena};
    buf_add_c(&tower, "{$ref: '#/$defs/d0', $defs: {");
    for (int i = 0; i < 40; i++)
        buf_print(&tower, "d%d: {allOf: [{$ref: '#/$defs/d%d'}, {$ref: '#/$defs/d%d'}]}, ", i, i + 1, i + 1);
    buf_add_c(&tower, "d40: {minimum: 1}}}");
    assert_int_equal(judge(buf_c(&tower), "1"), SCHEMA_UNDECIDED);
    assert_int_equal(judge(buf_c(&tower), "0"), SCHEMA_INVALID);
    buf_add_c(&wide, "[0");
    for (int i = 1; i < 50000; i++)
        buf_print(&wide, ", %d", i);
    buf_add_c(&wide, "]");
    assert_int_equal(judge("{uniqueItems: true}", buf_c(&wide)), SCHEMA_VALID);
    assert_int_equal(judge("{items: {pattern: '^(a+)+$'}}", "[aaa!, b]"), SCHEMA_INVALID);
    assert_int_equal(judge("{items: {pattern: '^(a+)+$'}}", "[aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!, b]"),
                     SCHEMA_UNDECIDED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(keywords_judge_and_explain, set_up, tear_down),
        cmocka_unit_test_setup_teardown(older_drafts_have_their_keywords, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_not_known_is_undecided, set_up, tear_down),
        cmocka_unit_test_setup_teardown(options_change_the_judgement, set_up, tear_down),
        cmocka_unit_test_setup_teardown(independent_mistakes_come_in_order, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_cause_is_told_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_best_branch_is_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_discriminator_changes_no_verdict, set_up, tear_down),
        cmocka_unit_test_setup_teardown(types_beside_each_other_are_settled, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_discriminator_saves_steps, set_up, tear_down),
        cmocka_unit_test_setup_teardown(hostile_schemas_are_bounded, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

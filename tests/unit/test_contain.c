#include "satisfy_fixture.h"

struct row {
    const char *left, *right;
    enum schema_answer answer;
    const char *told; /* NO: the witness, UNKNOWN: the keyword; NULL: any */
};

static void check_rows(const struct row *rows, size_t count, const struct satisfy_options *options)
{
    for (size_t i = 0; i < count; i++) {
        const struct row *row = &rows[i];
        struct fixture f;
        fixture_start(&f);
        const struct schema *left = fixture_schema(&f, row->left), *right = fixture_schema(&f, row->right);
        struct containment found = schema_contains(&f.arena, f.set, right, left, options);
        if (found.answer != row->answer)
            fail_msg("%s in %s: answer %d, witness %s, keyword %s", row->left, row->right, (int)found.answer,
                     fixture_print(&f, found.witness), found.reason_keyword ? found.reason_keyword : "none");
        assert_int_equal(found.witness != NULL, row->answer == SCHEMA_NO);
        if (row->told && row->answer == SCHEMA_NO)
            assert_string_equal(fixture_print(&f, found.witness), row->told);
        if (row->told && row->answer == SCHEMA_UNKNOWN)
            assert_string_equal(found.reason_keyword, row->told);
        arena_free(&f.arena);
    }
}

#define CHECK(rows, ...)                                                                                               \
    check_rows(rows, sizeof rows / sizeof *rows, &(const struct satisfy_options){.is_tolerant = __VA_ARGS__})

static void test_scalars(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"{type: integer}", "{type: number}", SCHEMA_YES, NULL},
        {"{type: number}", "{type: integer}", SCHEMA_NO, "0.1"},
        {"{type: [string, 'null']}", "{type: string}", SCHEMA_NO, "null"},
        {"{type: boolean}", "{enum: [true, false]}", SCHEMA_YES, NULL},
        {"{type: boolean}", "{const: true}", SCHEMA_NO, "false"},
        {"{enum: [1, 2, 3.0]}", "{type: integer, maximum: 3}", SCHEMA_YES, NULL},
        {"{enum: [red, green]}", "{enum: [red]}", SCHEMA_NO, "\"green\""},
        {"{enum: [red, 7]}", "{enum: [7.0, red, blue]}", SCHEMA_YES, NULL},
        {"{type: integer, exclusiveMinimum: 0}", "{minimum: 1}", SCHEMA_YES, NULL},
        {"{type: number, exclusiveMinimum: 0}", "{minimum: 1}", SCHEMA_NO, "0.1"},
        {"{type: integer, minimum: 0}", "{minimum: 1}", SCHEMA_NO, "0"},
        {"{type: number, multipleOf: 6}", "{multipleOf: 4}", SCHEMA_NO, "6"},
        {"{type: number, multipleOf: 12}", "{multipleOf: 4}", SCHEMA_YES, NULL},
        {"{type: integer, multipleOf: 0.5}", "{multipleOf: 1}", SCHEMA_YES, NULL},
        {"{type: string, maxLength: 3}", "{maxLength: 5}", SCHEMA_YES, NULL},
        {"{type: string, maxLength: 5}", "{maxLength: 3}", SCHEMA_NO, "\"aaaa\""},
        {"{type: string, pattern: '^[a-f]+$'}", "{pattern: '^[a-z]+$'}", SCHEMA_YES, NULL},
        {"{type: string, pattern: '^[a-z]+$'}", "{pattern: '^[a-f]+$'}", SCHEMA_NO, "\"g\""},
        {"{type: string, pattern: '^[a-z]{2}$'}", "{minLength: 2, maxLength: 2}", SCHEMA_YES, NULL},
        {"{enum: [ab, b]}", "{pattern: ^a}", SCHEMA_NO, "\"b\""},
        {"{pattern: ^a}", "{type: string}", SCHEMA_NO, "0"},
        {"{type: string, format: date}", "{format: date}", SCHEMA_YES, NULL},
    };
    CHECK(rows, false);
}

static void test_objects(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"{type: object, properties: {a: {type: string}}, required: [a]}", "{required: [a]}", SCHEMA_YES, NULL},
        {"{type: object, properties: {a: {type: string}}}", "{required: [a]}", SCHEMA_NO, "{}"},
        {"{type: object, properties: {a: {type: string}, b: true}}", "{properties: {a: {minLength: 1}}}", SCHEMA_NO,
         "{\"a\": \"\"}"},
        {"{type: object, additionalProperties: false, properties: {a: true}}", "{maxProperties: 1}", SCHEMA_YES, NULL},
        {"{type: object}", "{additionalProperties: false}", SCHEMA_NO, NULL},
        {"{type: object, patternProperties: {^x: {type: string}}, additionalProperties: false}",
         "{additionalProperties: {type: string}}", SCHEMA_YES, NULL},
        {"{type: object, patternProperties: {^x: true}, additionalProperties: false}",
         "{additionalProperties: {type: string}}", SCHEMA_NO, NULL},
        {"{type: object, propertyNames: {enum: [a, b]}}", "{maxProperties: 2}", SCHEMA_YES, NULL},
        {"{type: object, propertyNames: {enum: [a, b, c]}}", "{maxProperties: 2}", SCHEMA_NO, NULL},
        {"{type: object, minProperties: 1}", "{propertyNames: {pattern: ^a}}", SCHEMA_NO, NULL},
        {"{type: object, required: [a, b]}", "{minProperties: 2}", SCHEMA_YES, NULL},
        {"{type: object, required: [a]}", "{dependentRequired: {a: [b]}}", SCHEMA_NO, NULL},
        {"{type: object, required: [a, b]}", "{dependentRequired: {a: [b]}}", SCHEMA_YES, NULL},
        {"{dependentSchemas: {a: {required: [b]}}}", "{dependentRequired: {a: [b]}}", SCHEMA_YES, NULL},
        {"{dependentRequired: {a: [b], b: [c]}}", "{dependentRequired: {a: [c]}}", SCHEMA_YES, NULL},
        {"{type: object, properties: {a: {const: 1}, b: {const: 2}}, required: [a, b], additionalProperties: false}",
         "{const: {b: 2, a: 1}}", SCHEMA_YES, NULL},
        {"{properties: {a: {type: string}}, unevaluatedProperties: false}",
         "{properties: {a: {type: string}}, additionalProperties: false}", SCHEMA_YES, NULL},
        {"{allOf: [{properties: {a: true}}], unevaluatedProperties: false}", "{propertyNames: {const: a}}", SCHEMA_YES,
         NULL},
        {"{type: object, anyOf: [{properties: {a: true}, required: [a]}, true], unevaluatedProperties: false}",
         "{propertyNames: {const: a}}", SCHEMA_YES, NULL},
        {"{type: object, oneOf: [{properties: {x: true}, required: [x]}, {required: [y], properties: {y: true}}], "
         "unevaluatedProperties: false}",
         "{required: [x]}", SCHEMA_NO, NULL},
        {"{type: object, required: [b]}", "{if: {properties: {a: true}}, unevaluatedProperties: false}", SCHEMA_NO,
         NULL},
        /* what is evaluated depends on which branch holds */
        {"{type: object, oneOf: [{properties: {x: true}, required: [x]}, {required: [y], properties: {y: true}}], "
         "unevaluatedProperties: false}",
         "{maxProperties: 1}", SCHEMA_YES, NULL},
        {"{type: object, anyOf: [{properties: {x: true}, required: [x]}, {required: [y], properties: {y: true}}], "
         "unevaluatedProperties: false}",
         "{maxProperties: 1}", SCHEMA_NO, "{\"x\": \"a\", \"y\": \"a\"}"},
        {"{type: object, maxProperties: 1, required: [y]}",
         "{anyOf: [{properties: {x: true}, required: [x]}, {required: [y], properties: {y: true}}], "
         "unevaluatedProperties: false}",
         SCHEMA_YES, NULL},
        {"{type: object, properties: {k: true}, if: {properties: {k: {const: a}}}, then: {properties: {x: true}}, "
         "else: {properties: {y: true}}, unevaluatedProperties: false}",
         "{anyOf: [{properties: {k: {const: a}, y: false}}, {properties: {x: false}}]}", SCHEMA_YES, NULL},
        {"{type: object, dependentSchemas: {a: {properties: {b: true}}}, unevaluatedProperties: {type: number}}",
         "{required: [a]}", SCHEMA_NO, "{}"},
        {"{type: object, properties: {a: true}, dependentSchemas: {a: {properties: {b: true}}}, unevaluatedProperties: "
         "false}",
         "{dependentRequired: {b: [a]}}", SCHEMA_YES, NULL},
    };
    CHECK(rows, false);
}

static void test_arrays(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"{type: array, items: {type: integer}}", "{items: {type: number}}", SCHEMA_YES, NULL},
        {"{type: array, items: {type: number}}", "{items: {type: integer}}", SCHEMA_NO, "[0.1]"},
        {"{type: array, maxItems: 0, items: {type: string}}", "{items: {type: integer}}", SCHEMA_YES, NULL},
        {"{type: array, prefixItems: [{type: string}], items: false}", "{maxItems: 1}", SCHEMA_YES, NULL},
        {"{type: array, prefixItems: [{const: 1}, {const: 2}], minItems: 2, items: false}", "{const: [1, 2]}",
         SCHEMA_YES, NULL},
        {"{type: array, minItems: 1, items: {const: x}}", "{contains: {type: string}}", SCHEMA_YES, NULL},
        {"{type: array, items: {const: x}}", "{contains: {type: string}}", SCHEMA_NO, "[]"},
        {"{type: array, contains: {type: string}, minContains: 2}", "{minItems: 2}", SCHEMA_YES, NULL},
        {"{type: array, contains: {type: string}, maxContains: 1, items: {type: string}}", "{maxItems: 1}", SCHEMA_YES,
         NULL},
        {"{type: array, uniqueItems: true, items: {type: boolean}}", "{maxItems: 2}", SCHEMA_YES, NULL},
        {"{type: array, uniqueItems: true, items: {type: boolean}}", "{maxItems: 1}", SCHEMA_NO, "[true, false]"},
        {"{type: array, uniqueItems: true, prefixItems: [{enum: [1, 2]}, {enum: [1]}, {enum: [2, 3]}], minItems: 3}",
         "{prefixItems: [{const: 2}, {const: 1}, {const: 3}]}", SCHEMA_YES, NULL},
        {"{type: array, items: {enum: [1, 2]}}", "{uniqueItems: true}", SCHEMA_NO, "[1, 1]"},
        {"{type: array, items: {const: 1}, maxItems: 1}", "{uniqueItems: true}", SCHEMA_YES, NULL},
        {"{type: array, items: {type: string}}", "{unevaluatedItems: {type: string}}", SCHEMA_YES, NULL},
        {"{prefixItems: [true], unevaluatedItems: false}", "{maxItems: 1}", SCHEMA_YES, NULL},
        {"{type: array, prefixItems: [true], unevaluatedItems: false}", "{maxItems: 1}", SCHEMA_YES, NULL},
        {"{type: array, contains: {type: string}, unevaluatedItems: {type: number}}",
         "{items: {type: [string, number]}, minItems: 1}", SCHEMA_YES, NULL},
        {"{type: array, items: {type: string}, minItems: 1}", "{contains: {type: string}, unevaluatedItems: false}",
         SCHEMA_YES, NULL},
        {"{type: array, items: {type: string}}", "{contains: {type: string}, unevaluatedItems: false}", SCHEMA_NO,
         "[]"},
        {"{type: array, anyOf: [{prefixItems: [{const: 1}], minItems: 1}, true], unevaluatedItems: {type: string}}",
         "{prefixItems: [{enum: [1]}], items: {type: string}}", SCHEMA_NO, "[\"a\"]"},
        {"{type: array, anyOf: [{prefixItems: [{const: 1}], minItems: 1}, true], unevaluatedItems: {type: string}}",
         "{items: {anyOf: [{type: string}, {const: 1}]}}", SCHEMA_YES, NULL},
    };
    CHECK(rows, false);
}

static void test_logic(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"{allOf: [{type: integer}, {minimum: 3}]}", "{type: number, minimum: 2}", SCHEMA_YES, NULL},
        {"{type: integer}", "{anyOf: [{type: integer}, {type: string}]}", SCHEMA_YES, NULL},
        {"{anyOf: [{type: integer}, {type: string}]}", "{type: [string, integer]}", SCHEMA_YES, NULL},
        {"{type: [string, integer]}", "{anyOf: [{type: integer}, {type: string}]}", SCHEMA_YES, NULL},
        {"{type: integer}", "{anyOf: [{minimum: 5}, {maximum: 5}]}", SCHEMA_YES, NULL},
        {"{type: integer}", "{oneOf: [{minimum: 5}, {maximum: 5}]}", SCHEMA_NO, "5"},
        {"{type: integer}", "{oneOf: [{minimum: 5}, {maximum: 4}]}", SCHEMA_YES, NULL},
        {"{oneOf: [{type: integer}, {minimum: 2}]}", "{not: {type: integer, minimum: 2}}", SCHEMA_YES, NULL},
        {"{not: {type: string}}", "{not: {type: string, minLength: 1}}", SCHEMA_YES, NULL},
        {"{not: {type: string, minLength: 1}}", "{not: {type: string}}", SCHEMA_NO, "\"\""},
        {"{if: {const: a}, then: {type: string}, else: {type: integer}}", "{type: [string, integer]}", SCHEMA_YES,
         NULL},
        {"{type: [string, integer]}", "{if: {type: string}, then: {minLength: 1}}", SCHEMA_NO, "\"\""},
        {"{type: object, properties: {k: {const: x}}, required: [k]}",
         "{if: {properties: {k: {const: x}}}, then: true, else: false}", SCHEMA_YES, NULL},
        {"false", "{type: string}", SCHEMA_YES, NULL},
        {"{minimum: 3, maximum: 2, type: number}", "{type: string}", SCHEMA_YES, NULL},
        {"{type: string}", "true", SCHEMA_YES, NULL},
        {"{}", "{type: number}", SCHEMA_NO, NULL},
    };
    CHECK(rows, false);
}

static void test_references(void **state)
{
    (void)state;
    static const char list[] = "{$ref: '#/$defs/n', $defs: {n: {type: object, required: [v], properties: "
                               "{v: {type: integer}, next: {$ref: '#/$defs/n'}}}}}";
    static const char wider[] = "{$ref: '#/$defs/m', $defs: {m: {type: object, required: [v], properties: "
                                "{v: {type: number}, next: {$ref: '#/$defs/m'}}}}}";
    const struct row rows[] = {
        {list, list, SCHEMA_YES, NULL},
        {list, wider, SCHEMA_YES, NULL},
        {wider, list, SCHEMA_NO, "{\"v\": 0.1}"},
        {"{$ref: '#/$defs/t', $defs: {t: {properties: {next: {$ref: '#/$defs/t'}}, required: [next], type: object}}}",
         "{type: string}", SCHEMA_YES, NULL}, /* no finite value */
        {"{$ref: other.json}", "{$ref: other.json}", SCHEMA_YES, NULL},
        {"{type: string}", "{$ref: other.json}", SCHEMA_UNKNOWN, "$ref"},
        {"{minLength: x, type: string}", "{type: string, minLength: x}", SCHEMA_YES, NULL}, /* wrong alike */
        {"{type: string}", "{minLength: x}", SCHEMA_UNKNOWN, "schema"},
        {"{$ref: other.json, type: string}", "{type: string}", SCHEMA_YES, NULL},
        {"{$ref: '#'}", "{type: string}", SCHEMA_UNKNOWN, NULL}, /* a reference to itself says nothing */
        {"{properties: {a: {$ref: '#'}}, additionalProperties: false}",
         "{additionalProperties: false, properties: {a: {properties: {a: {$ref: '#'}}, additionalProperties: false}}}",
         SCHEMA_YES, NULL},
    };
    CHECK(rows, false);
}

/* What comes back to itself at one value accepts nobody knows what; what is decided without that stays decided. */
static void test_circles_in_place(void **state)
{
    (void)state;
    static const char liar[] = "{$defs: {r: {not: {$ref: '#/$defs/r'}}}, $ref: '#/$defs/r'}";
    static const char liars[] = "{$defs: {r: {not: {$ref: '#/$defs/s'}}, s: {not: {$ref: '#/$defs/r'}}}, $ref: "
                                "'#/$defs/r'}";
    static const char outside[] = "{$defs: {r: {not: {$ref: '#/$defs/r'}}}, not: {not: {not: {$ref: '#/$defs/r'}}}}";
    static const char texts[] = "{$defs: {r: {anyOf: [{type: string}, {$ref: '#/$defs/r'}]}}, $ref: '#/$defs/r'}";
    static const char both[] = "{$defs: {r: {type: string, allOf: [{$ref: '#/$defs/r'}]}}, $ref: '#/$defs/r'}";
    static const char one[] = "{$defs: {r: {oneOf: [{type: string}, {$ref: '#/$defs/r'}]}}, $ref: '#/$defs/r'}";
    static const char chosen[] = "{$defs: {r: {type: [string, number, 'null'], if: {$ref: '#/$defs/r'}, then: {type: "
                                 "string}, else: {type: 'null'}}}, "
                                 "$ref: '#/$defs/r'}";
    static const char dependent[] = "{type: object, dependentSchemas: {a: {$ref: '#'}}}";
    static const char dynamic[] = "{$dynamicAnchor: r, not: {$dynamicRef: '#r'}}";
    static const char part[] = "{type: object, required: [a], properties: {a: {$ref: '#/$defs/r'}}, $defs: {r: {not: "
                               "{$ref: '#/$defs/r'}}}}";
    static const char list[] = "{$defs: {r: {anyOf: [{type: 'null'}, {type: array, items: {$ref: '#/$defs/r'}}]}}, "
                               "$ref: '#/$defs/r'}";
    static const struct row rows[] = {
        {liar, "{type: string}", SCHEMA_UNKNOWN, "$ref"},
        {"{type: string}", liar, SCHEMA_UNKNOWN, "$ref"},
        {liar, "false", SCHEMA_UNKNOWN, "$ref"},
        {liar, liar, SCHEMA_YES, NULL},
        {liars, "{type: string}", SCHEMA_UNKNOWN, "$ref"},
        {"{type: string}", liars, SCHEMA_UNKNOWN, "$ref"},
        {outside, "{type: string}", SCHEMA_UNKNOWN, "$ref"},
        {"{type: string}", outside, SCHEMA_UNKNOWN, "$ref"},
        {texts, "{type: string}", SCHEMA_UNKNOWN, "$ref"},
        {"{type: string}", texts, SCHEMA_YES, NULL},
        {"{type: 'null'}", texts, SCHEMA_UNKNOWN, "$ref"},
        {texts, "{type: 'null'}", SCHEMA_NO, "\"a\""},
        {both, "{type: string}", SCHEMA_YES, NULL},
        {"{type: string}", both, SCHEMA_UNKNOWN, "$ref"},
        {"{type: 'null'}", both, SCHEMA_NO, "null"},
        {one, "{type: string}", SCHEMA_UNKNOWN, "$ref"},
        {"{type: string}", one, SCHEMA_UNKNOWN, "$ref"},
        {chosen, "{type: [string, 'null']}", SCHEMA_YES, NULL},
        {chosen, "{type: string}", SCHEMA_UNKNOWN, NULL},
        {"{type: [string, 'null']}", chosen, SCHEMA_UNKNOWN, NULL},
        {dependent, "{maxProperties: 0}", SCHEMA_NO, NULL},
        {"{type: object, required: [a]}", dependent, SCHEMA_UNKNOWN, "$ref"},
        {"{type: object, properties: {a: false}}", dependent, SCHEMA_YES, NULL},
        {dynamic, "{type: string}", SCHEMA_UNKNOWN, "$ref"},
        {"{type: string}", dynamic, SCHEMA_UNKNOWN, "$ref"},
        {part, "{type: string}", SCHEMA_UNKNOWN, "$ref"},
        {part, "{type: object}", SCHEMA_YES, NULL},
        {"{type: object}", part, SCHEMA_NO, "{}"},
        {list, "{type: ['null', array]}", SCHEMA_YES, NULL},
        {list, "{type: 'null'}", SCHEMA_NO, "[]"},
        {"{type: array, items: {type: array, items: {type: 'null'}}}", list, SCHEMA_YES, NULL},
    };
    CHECK(rows, false);
}

static void test_dynamic_references(void **state)
{
    (void)state;
    static const char tree[] = "{$dynamicAnchor: n, type: object, properties: {v: {type: integer}, next: {$dynamicRef: "
                               "'#n'}}}";
    static const char wider[] = "{$dynamicAnchor: n, type: object, properties: {v: {type: number}, next: {$dynamicRef: "
                                "'#n'}}}";
    /* the outermost resource says what the inner one holds */
    static const char texts[] = "{$id: 'http://e/texts', $ref: list, $defs: {i: {$dynamicAnchor: i, type: string}, "
                                "l: {$id: list, type: array, items: {$dynamicRef: '#i'}, $defs: {d: {$dynamicAnchor: "
                                "i}}}}}";
    static const char twice[] = "{$id: 'http://e/twice', anyOf: [{$ref: a}, {$ref: b}], $defs: {"
                                "a: {$id: a, $ref: list, $defs: {i: {$dynamicAnchor: i, type: string}}}, "
                                "b: {$id: b, $ref: list, $defs: {i: {$dynamicAnchor: i, type: number}}}, "
                                "l: {$id: list, type: array, items: {$dynamicRef: '#i'}, $defs: {d: {$dynamicAnchor: "
                                "i}}}}}";
    const struct row rows[] = {
        {tree, wider, SCHEMA_YES, NULL},
        {wider, tree, SCHEMA_NO, "{\"v\": 0.1}"},
        {texts, "{items: {type: string}}", SCHEMA_YES, NULL},
        {texts, "{items: {minLength: 1}}", SCHEMA_NO, "[\"\"]"},
        {twice, "{items: {type: [string, number]}}", SCHEMA_UNKNOWN, NULL},
    };
    CHECK(rows, false);
}

static void test_tolerant(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"{type: object, properties: {a: true}}", "{properties: {b: {type: string}}}", SCHEMA_YES, NULL},
        {"{type: object, properties: {a: true}}", "{properties: {a: true}, additionalProperties: false}", SCHEMA_YES,
         NULL},
        {"{type: object, properties: {a: true, b: true}}", "{properties: {a: true}, additionalProperties: false}",
         SCHEMA_YES, NULL},
        {"{type: object, properties: {a: true}}", "{properties: {a: {type: string}}}", SCHEMA_NO, "{\"a\": 0}"},
        {"{type: object, additionalProperties: true}", "{additionalProperties: {type: string}}", SCHEMA_YES, NULL},
        {"{type: object, additionalProperties: {}}", "{additionalProperties: {type: string}}", SCHEMA_YES, NULL},
        {"{type: object, additionalProperties: {type: number}}", "{additionalProperties: {type: string}}", SCHEMA_NO,
         NULL},
        {"{type: object, required: [a]}", "{properties: {a: {type: string}}}", SCHEMA_NO, "{\"a\": 0}"},
        {"{type: object, patternProperties: {^x: true}}", "{properties: {xa: {type: string}, y: false}}", SCHEMA_NO,
         "{\"xa\": 0}"},
        {"{type: object, properties: {a: {type: object, properties: {b: true}}}}",
         "{properties: {a: {properties: {c: {type: string}}, unevaluatedProperties: false}}}", SCHEMA_YES, NULL},
        {"{allOf: [{properties: {a: true}}, {properties: {b: true}}], type: object}", "{maxProperties: 1}", SCHEMA_NO,
         NULL},
        {"{type: object, properties: {a: true}}", "{maxProperties: 1}", SCHEMA_YES, NULL},
        /* what any part names that holds is written, inside of values too */
        {"{type: object, anyOf: [{properties: {a: true}}, {properties: {b: true}}]}", "{not: {required: [a, b]}}",
         SCHEMA_NO, NULL},
        {"{type: object, if: {properties: {a: true}}, else: {properties: {b: true}}}", "{not: {required: [a, b]}}",
         SCHEMA_YES, NULL},
        {"{type: object, if: {properties: {a: {type: string}}}, else: {properties: {a: true, b: true}}}",
         "{not: {required: [a, b]}}", SCHEMA_NO, NULL},
        {"{type: object, not: {required: [a], properties: {b: true}}}", "{not: {required: [b]}}", SCHEMA_YES, NULL},
        {"{type: object, anyOf: [{const: {a: 1}}, {const: {b: 1}}]}", "{not: {required: [a]}}", SCHEMA_NO,
         "{\"a\": 1}"},
        {"{properties: {o: {type: object}}, type: object, anyOf: [{properties: {o: {properties: {a: true}}}}, "
         "{properties: {o: {properties: {b: true}}}}]}",
         "{properties: {o: {not: {required: [a, b]}}}}", SCHEMA_NO, NULL},
        {"{type: array, minItems: 1, items: {type: object}, anyOf: [{items: {properties: {a: true}}}, true]}",
         "{items: {not: {required: [a]}}}", SCHEMA_NO, NULL},
        {"{type: object, anyOf: [{properties: {a: true}}, true]}", "{not: {required: [b]}}", SCHEMA_YES, NULL},
        {"{type: object, unevaluatedProperties: {type: number}}", "{additionalProperties: {type: string}}", SCHEMA_NO,
         NULL},
        {"{type: object, additionalProperties: false, unevaluatedProperties: {type: number}}",
         "{additionalProperties: {type: string}}", SCHEMA_YES, NULL},
        {"{type: object, dependentSchemas: {a: {minProperties: 1}}}", "{additionalProperties: {type: string}}",
         SCHEMA_NO, "{\"a\": 0}"},
        {"{type: object, dependentRequired: {a: [b]}}", "{additionalProperties: {type: string}}", SCHEMA_NO, NULL},
        /* but not what a branch names that does not hold: by a discriminator, by what is required, by a condition */
        {"{type: object, required: [k], oneOf: [{properties: {k: {const: a}, x: {type: string}}}, "
         "{properties: {k: {const: b}, y: true}}]}",
         "{properties: {y: {type: string}}}", SCHEMA_NO, NULL},
        {"{type: object, required: [k], oneOf: [{properties: {k: {const: a}, x: {type: string}}}, "
         "{properties: {k: {enum: [b, c]}, x: {type: number}}}]}",
         "{oneOf: [{properties: {k: {const: a}, x: {type: string}}, required: [k]}, "
         "{properties: {k: {enum: [b, c]}, x: {type: number}}, required: [k]}]}",
         SCHEMA_YES, NULL},
        {"{type: object, oneOf: [{properties: {k: {const: a}}, required: [k]}, "
         "{properties: {k: {const: b}, y: {type: string}}, required: [k]}]}",
         "{oneOf: [{properties: {k: {const: a}, y: {type: number}}, required: [k]}, "
         "{properties: {k: {const: b}, y: {type: string}}, required: [k]}]}",
         SCHEMA_YES, NULL},
        {"{type: object, anyOf: [{properties: {k: {const: a}}}, {properties: {k: {const: b}, y: {type: string}}}]}",
         "{anyOf: [{properties: {k: {const: a}, y: {type: number}}, required: [k]}, "
         "{properties: {k: {const: b}, y: {type: string}}}]}",
         SCHEMA_YES, NULL},
        {"{type: object, oneOf: [{properties: {card: {type: string}, ref: {type: integer}}, required: [card]}, "
         "{properties: {iban: {type: string}, ref: {type: string}}, required: [iban]}]}",
         "{oneOf: [{properties: {card: {type: string}}, required: [card]}, "
         "{properties: {iban: {type: string}, ref: {type: string}}, required: [iban]}]}",
         SCHEMA_YES, NULL},
        {"{type: object, properties: {c: {type: string}}, if: {properties: {c: {const: DE}}, required: [c]}, "
         "else: {properties: {v: {type: number}}}}",
         "{if: {properties: {c: {const: DE}}, required: [c]}, then: {properties: {v: {type: string}}}}", SCHEMA_YES,
         NULL},
        {"{type: object, properties: {c: {type: string}}, if: {properties: {c: {const: DE}}, required: [c]}, "
         "then: {properties: {v: {type: number}}}}",
         "{if: {properties: {c: {const: DE}}, required: [c]}, then: {properties: {v: {type: string}}}}", SCHEMA_NO,
         "{\"v\": 0, \"c\": \"DE\"}"},
        {"{type: object, dependentSchemas: {c: {const: {a: 1}}}}", "{not: {required: [a]}}", SCHEMA_YES, NULL},
        /* what an unknown reference names is unknown */
        {"{type: object, $ref: other.json}", "{properties: {a: {type: string}}}", SCHEMA_UNKNOWN, "$ref"},
        {"{type: object, properties: {o: {type: object}}, $ref: other.json}",
         "{properties: {o: {properties: {a: {type: string}}}}}", SCHEMA_UNKNOWN, "$ref"},
        /* a value that the right side alone names is written only if the left side names its parts */
        {"{type: object}", "{not: {const: {a: 1}}}", SCHEMA_YES, NULL},
        {"{type: object, properties: {a: true}}", "{not: {const: {a: 1}}}", SCHEMA_NO, "{\"a\": 1}"},
        {"{type: array, items: {properties: {a: true}}}", "{not: {enum: [[{b: 1}], [{a: 1, b: 1}]]}}", SCHEMA_YES,
         NULL},
    };
    CHECK(rows, true);
}

static void test_formats(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"{type: string, format: ipv4}", "{maxLength: 15}", SCHEMA_YES, NULL},
        {"{type: string, format: date}", "{format: date-time}", SCHEMA_NO, NULL},
        {"{type: string, format: email}", "{format: idn-email}", SCHEMA_YES, NULL},
    };
    CHECK(rows, false, .asserts_format = true);
    static const struct row annotation[] = {{"{type: string}", "{format: date}", SCHEMA_YES, NULL}};
    CHECK(annotation, false);
}

/* A tower of choices ends by its budget; what is left out is told. */
static void test_bounds(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"{type: object, maxProperties: 11, allOf: [{anyOf: [{required: [a]}, {required: [b]}]}, {anyOf: [{required: "
         "[c]}, {required: [d]}]}, {anyOf: [{required: [e]}, {required: [f]}]}, {anyOf: [{required: [g]}, {required: "
         "[h]}]}, {anyOf: [{required: [i]}, {required: [j]}]}, {anyOf: [{required: [k]}, {required: [l]}]}, {anyOf: "
         "[{required: [m]}, {required: [n]}]}, {anyOf: [{required: [o]}, {required: [p]}]}, {anyOf: [{required: [q]}, "
         "{required: [r]}]}, {anyOf: [{required: [s]}, {required: [t]}]}, {anyOf: [{required: [u]}, {required: "
         "[v]}]}, {anyOf: [{required: [w]}, {required: [x]}]}]}",
         "false", SCHEMA_UNKNOWN, NULL},
        {"{type: array, minItems: 1000000000}", "{minItems: 1000000001}", SCHEMA_UNKNOWN, NULL},
        {"{type: array, minItems: 1000000001}", "{minItems: 1000000000}", SCHEMA_YES, NULL},
    };
    CHECK(rows, false, .steps = 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scalars),          cmocka_unit_test(test_objects),
        cmocka_unit_test(test_arrays),           cmocka_unit_test(test_logic),
        cmocka_unit_test(test_references),       cmocka_unit_test(test_tolerant),
        cmocka_unit_test(test_circles_in_place), cmocka_unit_test(test_dynamic_references),
        cmocka_unit_test(test_formats),          cmocka_unit_test(test_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

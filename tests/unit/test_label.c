#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "check/label.h"
#include "contract/document.h"
#include "tree_text.h"

static const char schema[] = "dataProduct: {name: orders}\n"
                             "schema:\n"
                             "  type: object\n"
                             "  allOf: [{minProperties: 1}]\n"
                             "  properties:\n"
                             "    tags: {type: array, items: {type: array, items: {type: string}}}\n"
                             "    \"\": {type: string}\n"
                             "    place: {$ref: '#/$defs/place'}\n"
                             "    more: {type: object, if: true, dependentSchemas: {a: {type: object}},\n"
                             "      anyOf: [true], additionalProperties: true, propertyNames: true}\n"
                             "  $defs:\n"
                             "    place: {type: object, properties: {city: {type: string}}}\n";

static void fields_have_names(void **state)
{
    static const struct {
        const char *label;
        bool is_part, says_more;
    } wanted[] = {
        {"the schema", false, true},
        {"an `allOf` branch of the schema", true, false},
        {"`tags`", false, false},
        {"the items of `tags`", false, false},
        {"the items of `tags`", false, false},
        {"a field without a name", false, false},
        {"`place`", false, true},
        {"`more`", false, true},
        {"`if` of `more`", true, false},
        {"what `a` brings along in `more`", true, false},
        {"an `anyOf` branch of `more`", true, false},
        {"the other properties of `more`", false, false},
        {"the names of properties in `more`", false, false},
        {"`place`", true, false},
        {"`city`", true, false},
    };
    struct arena arena;
    struct source source;
    (void)state;
    arena_init(&arena, NULL);
    const struct tree *tree = read_text(&arena, &source, "x.yaml", STR(schema), &limits_default);
    const struct document *document = document_read(&arena, &source, tree, DIALECT_NONE, &limits_default);
    const struct contract *contract = document->contracts.first;
    const struct dataset *dataset = contract->datasets.first;
    struct check check = {.arena = &arena, .kept = &arena};
    size_t i = 0;
    for (const struct field_entry *entry = dataset->fields.first; entry; entry = entry->at.next, i++) {
        assert_string_equal(field_label(&check, entry->field), wanted[i].label);
        assert_int_equal(field_is_part(entry->field), wanted[i].is_part);
        assert_int_equal(field_says_more(entry->field), wanted[i].says_more);
    }
    assert_int_equal(i, sizeof wanted / sizeof *wanted);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(fields_have_names)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

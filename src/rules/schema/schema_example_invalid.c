#include "check/rule.h"

#include "check/field_value.h"

static void on_field(struct check *check, const struct field *field)
{
    if (field->extra->example)
        field_check_value(check, field, field->extra->example);
    struct arena_mark mark = arena_mark(check->arena); /* what is said of each item */
    for (const struct node *item = node_children(field->examples); item; item = item->next) {
        arena_rewind(check->arena, mark);
        field_check_value(check, field, item);
    }
}

const struct rule rule_schema_example_invalid = {
    .id = "schema-example-invalid",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "an example breaks the rules of its own field",
    .why = "Readers copy examples into code and tests; a wrong one teaches them a record that the schema rejects.",
    .advice = "mend the example or the keyword that rejects it",
    .keywords = (const unsigned char[]){KEYWORD_EXAMPLE, KEYWORD_EXAMPLES, KEYWORD_COUNT},
    .on_field = on_field,
};

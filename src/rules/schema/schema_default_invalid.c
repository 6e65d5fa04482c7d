#include "check/rule.h"

#include "check/field_value.h"

/* What a database computes, such as `now()` and CURRENT_TIMESTAMP, is no value. */
static bool is_expression(const struct field *field, const struct node *value)
{
    struct str text = node_text(value);
    bool is_call = str_ends(text, ")") && str_contains(text, "(");
    return field->dataset->form == DATASET_FIELDS && (is_call || str_starts(text, "CURRENT_"));
}

static void on_field(struct check *check, const struct field *field)
{
    if (field->default_value && !is_expression(field, field->default_value))
        field_check_value(check, field, field->default_value);
}

const struct rule rule_schema_default_invalid = {
    .id = "schema-default-invalid",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a default breaks the rules of its own field",
    .why = "Whoever fills in the default writes a value that the schema rejects.",
    .advice = "mend the default or the keyword that rejects it",
    .keywords = (const unsigned char[]){KEYWORD_DEFAULT, KEYWORD_COUNT},
    .on_field = on_field,
};

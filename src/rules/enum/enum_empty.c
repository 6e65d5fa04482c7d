#include "check/rule.h"

#include "check/label.h"

static void on_field(struct check *check, const struct field *field)
{
    const struct node *list = field->enumeration;
    bool is_empty = list && !node_children(list) && (node_is_sequence(list) || node_is_null(list));
    if (is_empty)
        finding_at_key(check, list, "`enum` of %s", field_label(check, field));
}

const struct rule rule_enum_empty = {
    .id = "enum-empty",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "an enum allows no value",
    .why = "No record can ever satisfy an enum without values, so every write fails or the check is skipped.",
    .advice = "list the allowed values, or remove `enum`",
    .keywords = (const unsigned char[]){KEYWORD_ENUM, KEYWORD_COUNT},
    .on_field = on_field,
};

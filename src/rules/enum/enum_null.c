#include "check/rule.h"

#include "check/label.h"

/* A column may be null unless it says otherwise; in JSON Schema the type decides. */
static bool rejects_null(const struct field *field)
{
    if (str_is(field->nullable.value, "true") || (field->types & JSON_TYPE_NULL) || field->is_type_bad)
        return false;
    if (field->dataset->form == DATASET_FIELDS)
        return str_is(field->required.value, "true") || str_is(field->nullable.value, "false");
    return field->types != 0;
}

static void on_field(struct check *check, const struct field *field)
{
    if (!field->enumeration || !rejects_null(field))
        return;
    for (const struct node *item = node_children(field->enumeration); item; item = item->next)
        if (node_is_null(item))
            finding_at(check, item, "enum of %s", field_label(check, field));
}

const struct rule rule_enum_null = {
    .id = "enum-null",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "null is listed in the enum of a field that may not be null",
    .why = "The type rejects what the enum seems to allow, so readers disagree whether the field can be empty.",
    .advice = "add `\"null\"` to the type, or take null out of the enum",
    .on_field = on_field,
};

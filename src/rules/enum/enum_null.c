#include "check/rule.h"

#include "base/buf.h"

/* A column may be null unless it says otherwise; in JSON Schema the type decides. */
static bool rejects_null(const struct field *field)
{
    if (str_is(field->extra->nullable.value, "true") || (field->types & JSON_TYPE_NULL) || field->is_type_bad)
        return false;
    if (field->dataset->form == DATASET_FIELDS)
        return str_is(field->required.value, "true") || str_is(field->extra->nullable.value, "false");
    return field->types != 0;
}

static void report(struct check *check, const struct field *field, const struct node *item)
{
    bool is_column = field->dataset->form == DATASET_FIELDS, is_required = str_is(field->required.value, "true");
    const char *reason = !is_column
                             ? text_print(check->arena, "the type is %s", json_type_names(check->arena, field->types))
                         : is_required ? "the column has `required: true`"
                                       : "the column has `nullable: false`";
    const struct text *demand = !is_column ? &field->type : is_required ? &field->required : &field->extra->nullable;
    struct finding *finding = finding_at(check, item, "%s", reason);
    finding_relate(check, finding, demand->node, "rejects null");
}

static void on_field(struct check *check, const struct field *field)
{
    if (!field->enumeration || !rejects_null(field))
        return;
    for (const struct node *item = node_children(field->enumeration); item; item = item->next)
        if (node_is_null(item))
            report(check, field, item);
}

const struct rule rule_enum_null = {
    .id = "enum-null",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "null is listed in the enum of a field that may not be null",
    .why = "The type rejects what the enum seems to allow, so readers disagree whether the field can be empty.",
    .advice = "add `\"null\"` to the type, or take null out of the enum",
    .keywords = (const unsigned char[]){KEYWORD_ENUM, KEYWORD_COUNT},
    .on_field = on_field,
};

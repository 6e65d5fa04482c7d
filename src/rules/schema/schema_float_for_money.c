#include "check/rule.h"

#include "check/label.h"
#include "check/quantity.h"

static bool is_binary(const struct field *field)
{
    static const char *const names[] = {"float", "double", NULL};
    bool is_type = field->dataset->form == DATASET_FIELDS && str_is_one_of(field->type.value, names);
    return is_type || ((field->types & JSON_TYPE_NUMBER) && str_is_one_of(field->format.value, names));
}

static void on_field(struct check *check, const struct field *field)
{
    if (field->role != FIELD_PROPERTY || !is_binary(field) || quantity_of_name(field->name.value) != QUANTITY_MONEY)
        return;
    bool is_format = text_has_value(field->format);
    finding_at(check, is_format ? field->format.node : field->type.node, "%s is a %s", field_label(check, field),
               is_format ? quote(check, field->format.value) : quote(check, field->type.value));
}

const struct rule rule_schema_float_for_money = {
    .id = "schema-float-for-money",
    .severity = SEVERITY_INFO,
    .since = "0.1.0",
    .summary = "money is kept in a binary floating-point number",
    .why = "Binary fractions cannot hold most decimal ones: 0.1 + 0.2 is not 0.3, and sums of money come out wrong.",
    .advice = "use a decimal type, or whole cents in an integer",
    .on_field = on_field,
};

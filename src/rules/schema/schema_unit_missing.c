#include "check/rule.h"

#include "check/label.h"
#include "check/quantity.h"

static bool has_currency(const struct field *parent)
{
    for (const struct field *inner = parent->fields.first; inner; inner = inner->at.next)
        if (inner->role == FIELD_PROPERTY && quantity_names_currency(inner->name.value))
            return true;
    return false;
}

static bool has_unit(const struct field *field)
{
    static const char *const keys[] = {"unit", "x-unit", "x-currency", "currency", NULL};
    for (const char *const *key = keys; *key; key++)
        if (node_find(field->at.node, *key))
            return true;
    return false;
}

static void check_siblings(struct check *check, const struct field *parent)
{
    bool is_asked = false, knows_currency = false;
    for (const struct field *field = parent->fields.first; field; field = field->at.next) {
        bool is_number = field->types & (JSON_TYPE_NUMBER | JSON_TYPE_INTEGER);
        enum quantity quantity = is_number ? quantity_of_name(field->name.value) : QUANTITY_NONE;
        if (quantity == QUANTITY_MONEY && !is_asked) {
            knows_currency = has_currency(parent);
            is_asked = true;
        }
        bool is_told = quantity == QUANTITY_NONE || (quantity == QUANTITY_MONEY && knows_currency) || has_unit(field);
        if (field->role == FIELD_PROPERTY && !is_told && !field_is_part(field))
            finding_missing(check, field->at.node, "%s looks like %s", field_label(check, field),
                            quantity_noun(quantity));
    }
}

/* The list of columns itself is no field of the walk. */
static void on_dataset(struct check *check, const struct dataset *dataset)
{
    if (dataset->form == DATASET_FIELDS && dataset->root)
        check_siblings(check, dataset->root);
}

static void on_field(struct check *check, const struct field *field)
{
    check_siblings(check, field);
}

const struct rule rule_schema_unit_missing = {
    .id = "schema-unit-missing",
    .severity = SEVERITY_INFO,
    .since = "0.1.0",
    .summary = "a quantity has no unit",
    .why = "An amount without a currency or a weight without a unit is added up wrongly sooner or later.",
    .advice = "add `unit:` (CHF, kg, s), or put the unit into the name",
    .is_about_absence = true,
    .on_dataset = on_dataset,
    .on_field = on_field,
};

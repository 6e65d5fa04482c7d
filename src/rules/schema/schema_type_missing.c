#include "check/rule.h"

#include "check/label.h"

/* Every role that describes whole values of its own. */
static bool needs_type(const struct field *field)
{
    if (field->is_boolean || field->is_type_bad || field->has_wrong_kind || field->types || field_is_part(field))
        return false;
    if (field->role == FIELD_ITEMS)
        return str_is(node_key(field->at.node), "items") && node_is_mapping(field->at.node);
    return node_is_mapping(field->at.node) || node_is_null(field->at.node);
}

static void on_field(struct check *check, const struct field *field)
{
    bool says_values = field->enumeration || field->extra->constant || field_keyword(field, KEYWORD_ALL_OF) ||
                       field_keyword(field, KEYWORD_ANY_OF) || field_keyword(field, KEYWORD_ONE_OF);
    if (!needs_type(field) || says_values || field_says_more(field))
        return;
    bool is_schema_empty = !field->parent && !field->fields.count;
    if (is_schema_empty)
        return;
    if (text_is_present(field->type))
        finding_at_key(check, field->type.node, "`type` of %s has no value", field_label(check, field));
    else
        finding_missing(check, field->at.node, "%s", field_label(check, field));
}

const struct rule rule_schema_type_missing = {
    .id = "schema-type-missing",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "a field has no type",
    .why = "Without a type the field accepts anything: a number today and a text tomorrow are both within the promise.",
    .advice = "add `type:`",
    .is_about_absence = true,
    .on_field = on_field,
};

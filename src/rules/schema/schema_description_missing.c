#include "check/rule.h"

#include "check/label.h"

/* Fields of the record itself; what is nested is left to its parent's words. */
static void on_field(struct check *check, const struct field *field)
{
    bool is_top = field->role == FIELD_PROPERTY && field->depth == 1;
    bool is_described = text_has_value(field->description) || field->has_wrong_kind ||
                        (field->referenced && text_has_value(field->referenced->description));
    if (!is_top || is_described || field->is_boolean || !node_is_mapping(field->at.node))
        return;
    if (text_is_present(field->description))
        finding_at_key(check, field->description.node, "`description` of %s has no value", field_label(check, field));
    else
        finding_missing(check, field->at.node, "%s", field_label(check, field));
}

const struct rule rule_schema_description_missing = {
    .id = "schema-description-missing",
    .severity = SEVERITY_INFO,
    .since = "0.1.0",
    .summary = "a field has no description",
    .why =
        "A name alone leaves readers guessing what is counted, in which unit and when; they will ask, or guess wrong.",
    .advice = "say in a sentence what the field means",
    .is_about_absence = true,
    .on_field = on_field,
};

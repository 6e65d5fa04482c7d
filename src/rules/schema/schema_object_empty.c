#include "check/rule.h"

#include "check/label.h"

static bool is_object(const struct field *field)
{
    static const char *const maps[] = {"map", "variant", "json", NULL};
    bool is_map = field->dataset->form == DATASET_FIELDS && str_is_one_of(field->type.value, maps);
    return (field->types & ~(unsigned)JSON_TYPE_NULL) == JSON_TYPE_OBJECT && !is_map;
}

static bool names_something(const struct field *field)
{
    return field_has_inner(field) || field->enumeration || field->extra->constant;
}

static void on_field(struct check *check, const struct field *field)
{
    if (!field->parent || field->has_wrong_kind || !is_object(field) || names_something(field) ||
        field_says_more(field) || field_is_part(field))
        return;
    bool is_column = field->dataset->form == DATASET_FIELDS;
    const struct keyword_use *empty = field_keyword(field, is_column ? KEYWORD_FIELDS : KEYWORD_PROPERTIES);
    if (empty && node_children(empty->value)) /* all of them are ruled out, by `false` */
        return;
    if (empty)
        finding_at_key(check, empty->value, "`%s` of %s is empty", empty->keyword->name, field_label(check, field));
    else
        finding_missing(check, field->at.node, "%s has no `%s`", field_label(check, field),
                        is_column ? "fields" : "properties");
}

const struct rule rule_schema_object_empty = {
    .id = "schema-object-empty",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "an object names no property",
    .why = "The object may hold anything, so nobody can rely on what is in it.",
    .advice = "list its `properties:`, or write `additionalProperties: true` when anything is meant",
    .is_about_absence = true,
    .on_field = on_field,
};

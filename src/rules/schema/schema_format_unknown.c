#include "check/rule.h"

#include "check/label.h"
#include "schema/format.h"

static void on_field(struct check *check, const struct field *field)
{
    struct str name = field->format.value;
    bool is_string = text_has_value(field->format) && node_resolve(field->format.node)->type == SCALAR_STRING;
    if (!is_string || field->is_type_bad || format_find(name))
        return;
    struct finding *finding =
        finding_at(check, field->format.node, "%s of %s", quote(check, name), field_label(check, field));
    const char *near = format_nearest(name);
    if (near)
        finding_help(check, finding, "did you mean `%s`?", near);
}

const struct rule rule_schema_format_unknown = {
    .id = "schema-format-unknown",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "a format is unknown",
    .why = "Validators ignore formats they do not know, so nothing is checked.",
    .advice = "write a format of JSON Schema (date, date-time, email, uuid, uri …) or a `pattern`",
    .keywords = (const unsigned char[]){KEYWORD_FORMAT, KEYWORD_COUNT},
    .on_field = on_field,
};

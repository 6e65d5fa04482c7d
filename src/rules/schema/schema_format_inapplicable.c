#include "check/rule.h"

#include "check/label.h"
#include "schema/format.h"

/* OpenAPI's numeric formats may stand on strings too, for numbers that JSON readers would round. */
static unsigned types_of(const struct format *format)
{
    unsigned numeric = JSON_TYPE_NUMBER | JSON_TYPE_INTEGER;
    return JSON_TYPE_STRING | (format->is_numeric ? numeric : 0);
}

static void on_field(struct check *check, const struct field *field)
{
    const struct format *format = format_find(field->format.value);
    if (!format || !field->types || (field->types & types_of(format)))
        return;
    struct finding *finding = finding_at(check, field->format.node, "`%s` is for %s, the type of %s is %s",
                                         format->name, format->is_numeric ? "numbers" : "strings",
                                         field_label(check, field), json_type_names(check->arena, field->types));
    finding_relate(check, finding, field->type.node, "the type");
}

const struct rule rule_schema_format_inapplicable = {
    .id = "schema-format-inapplicable",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "a format has no effect on this type",
    .why = "Validators ignore it there: the values are not checked as somebody meant.",
    .advice = "remove it, or change the type",
    .keywords = (const unsigned char[]){KEYWORD_FORMAT, KEYWORD_COUNT},
    .on_field = on_field,
};

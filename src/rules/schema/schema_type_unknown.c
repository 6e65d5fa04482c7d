#include "check/rule.h"

#include "check/label.h"
#include "contract/type.h"

/* Types of other systems that are strings of a format in JSON Schema. */
static const struct {
    const char *name, *format;
} formats[] = {
    {"date", "date"}, {"datetime", "date-time"}, {"date-time", "date-time"}, {"timestamp", "date-time"},
    {"time", "time"}, {"uuid", "uuid"},          {"email", "email"},         {"uri", "uri"},
};

static enum keyword_place place_of(const struct field *field)
{
    return field->dataset->form == DATASET_FIELDS ? KEYWORD_IN_COLUMN : KEYWORD_IN_SCHEMA;
}

static void help(struct check *check, struct finding *finding, struct str name, enum keyword_place place)
{
    for (size_t i = 0; place == KEYWORD_IN_SCHEMA && i < sizeof formats / sizeof *formats; i++)
        if (str_is_caseless(name, formats[i].name)) {
            finding_help(check, finding, "write `type: string` and `format: %s`", formats[i].format);
            return;
        }
    const char *near = type_nearest(name, place);
    if (near)
        finding_help(check, finding, "did you mean `%s`?", near);
}

static void check_type(struct check *check, const struct field *field, const struct node *type)
{
    enum keyword_place place = place_of(field);
    if (type_bits(node_text(type), place))
        return;
    struct finding *finding = finding_at(check, type, "%s of %s", quote_node(check, type), field_label(check, field));
    help(check, finding, node_text(type), place);
}

static void on_field(struct check *check, const struct field *field)
{
    if (!field->is_type_bad || !text_is_present(field->type))
        return;
    if (!node_is_sequence(field->type.node)) {
        check_type(check, field, field->type.node);
        return;
    }
    for (const struct node *item = node_children(field->type.node); item; item = item->next)
        check_type(check, field, item);
}

const struct rule rule_schema_type_unknown = {
    .id = "schema-type-unknown",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a type is unknown",
    .why =
        "Tools that do not know the type reject the schema or check nothing, and readers have to guess what is meant.",
    .advice = "in JSON Schema the types are string, number, integer, boolean, object, array and null",
    .keywords = (const unsigned char[]){KEYWORD_TYPE, KEYWORD_COUNT},
    .on_field = on_field,
};

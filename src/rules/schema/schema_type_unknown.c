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

/* Without quotes it is the value null, and a validator refuses a list of types that holds it. What is meant is clear,
   so the field is read as nullable. */
static void report_null(struct check *check, const struct field *field, const struct node *item)
{
    static const char help[] = "write `\"null\"`, in quotes: the name of the type";
    struct finding *finding = finding_at(check, item, "the value null in the types of %s", field_label(check, field));
    finding_help(check, finding, "%s", help);
    const struct node_properties *properties = node_properties(item);
    bool is_tagged = properties && properties->tag.len;
    if (item->kind == NODE_SCALAR && item->text.len && !is_tagged)
        finding_fix_span(check, finding, item->span, STR("\"null\""), help);
}

static void on_field(struct check *check, const struct field *field)
{
    if (!text_is_present(field->type))
        return;
    if (field->is_type_bad && !node_is_sequence(field->type.node))
        check_type(check, field, field->type.node);
    if (!node_is_sequence(field->type.node))
        return;
    for (const struct node *item = node_children(field->type.node); item; item = item->next)
        if (node_is_null(item))
            report_null(check, field, item);
        else if (field->is_type_bad)
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

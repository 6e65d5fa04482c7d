#include "check/field_value.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "check/label.h"
#include "check/schema_of.h"
#include "yaml/equal.h"

enum { MISTAKES_MAX = 10 /* told of one value */, EXAMPLE_MAX = 60 /* bytes of a value that would do */ };

/* Whether the value would be of the wanted type if it were quoted, or not quoted. */
static bool help_quoting(struct check *check, struct finding *finding, const struct schema_cause *cause)
{
    const struct node *value = node_resolve(cause->instance);
    struct number number;
    if (strcmp(cause->keyword, "type") != 0 || value->kind != NODE_SCALAR)
        return false;
    unsigned types = cause->schema->types;
    bool is_word = str_is(value->text, "true") || str_is(value->text, "false");
    bool is_number = number_parse(check->arena, value->text, &number);
    bool is_other = (is_word && (types & JSON_TYPE_BOOLEAN)) || (is_number && (types & JSON_TYPE_NUMBER)) ||
                    (is_number && (types & JSON_TYPE_INTEGER) && number_is_integer(number));
    if (value->type == SCALAR_STRING && is_other)
        finding_help(check, finding, "write it without quotes");
    else if (value->type != SCALAR_STRING && value->type != SCALAR_NULL && (types & JSON_TYPE_STRING))
        finding_help(check, finding, "quote it: `\"%.*s\"`", STR_ARG(value->text));
    else
        return false;
    return true;
}

/* A value that would do, where the words of the mistake do not show one. */
static void show_example(struct check *check, struct finding *finding, const struct schema_cause *cause)
{
    if (help_quoting(check, finding, cause))
        return;
    bool is_hard = strcmp(cause->keyword, "pattern") == 0 || strcmp(cause->keyword, "format") == 0;
    const struct satisfaction *values = is_hard ? schema_values_of(check, cause->schema) : NULL;
    if (!values || values->answer != SCHEMA_YES || !node_is_scalar(values->witness))
        return;
    struct str text = node_text(values->witness);
    if (text.len && text.len <= EXAMPLE_MAX)
        finding_help(check, finding, "%s would pass; else mend the keyword that rejects the value",
                     utf8_quote(check->arena, text));
}

void field_report_cause(struct check *check, const struct field *field, const struct schema_cause *cause)
{
    const char *subject = text_print(check->arena, "in %s", field_label(check, field));
    show_example(check, finding_of_cause(check, cause, subject), cause);
}

/* Null mostly means that there is no such value, but not where it is ruled out in words. */
void field_check_value(struct check *check, const struct field *field, const struct node *value)
{
    if (node_is_null(value) && !str_is_caseless(field->extra->nullable.value, "false"))
        return;
    const struct schema *schema = schema_of(check, field);
    const struct schema_cause *cause = schema ? schema_mistakes(check, schema, value, MISTAKES_MAX) : NULL;
    for (; cause; cause = cause->next)
        field_report_cause(check, field, cause);
}

bool field_enum_has(const struct field *field, const struct node *value, uint64_t *budget)
{
    const struct node *item = node_children(field->enumeration);
    while (item && *budget && !node_equal_within(item, value, budget))
        item = item->next;
    return item && *budget;
}

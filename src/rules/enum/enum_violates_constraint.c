#include "check/rule.h"

#include "check/field_value.h"
#include "check/schema_of.h"

/* Its own type is told by enum-wrong-type. */
static void on_field(struct check *check, const struct field *field)
{
    bool has_values = node_children(field->enumeration) && !field->is_type_bad && field_has_constraints(field);
    const struct schema *schema = has_values ? schema_of(check, field) : NULL;
    if (!schema)
        return;
    const struct schema *others = schema_without_values(check, schema);
    struct arena_mark mark = arena_mark(check->arena); /* what is said of each item */
    for (const struct node *item = node_children(field->enumeration); item; item = item->next) {
        arena_rewind(check->arena, mark);
        const struct schema_cause *cause = schema_mistakes(check, others, item, 1);
        if (cause && (cause->schema != others || strcmp(cause->keyword, "type") != 0))
            field_report_cause(check, field, cause);
    }
}

const struct rule rule_enum_violates_constraint = {
    .id = "enum-violates-constraint",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "an enum value breaks a rule of its own field",
    .why = "The value is listed but can never occur: a bound, length, pattern or format of the same field rejects it.",
    .advice = "mend the value or the keyword that rejects it",
    .keywords = (const unsigned char[]){KEYWORD_ENUM, KEYWORD_COUNT},
    .on_field = on_field,
};

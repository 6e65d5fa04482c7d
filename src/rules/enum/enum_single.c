#include "check/rule.h"

#include "check/label.h"

static void on_field(struct check *check, const struct field *field)
{
    const struct node *only = node_children(field->enumeration);
    if (!only || only->next || !node_is_sequence(field->enumeration) || field_is_part(field))
        return;
    struct finding *finding = finding_at(check, field->enumeration, "%s in the enum of %s", quote_node(check, only),
                                         field_label(check, field));
    if (node_is_scalar(only))
        finding_help(check, finding, "write `const:` and the value when it is the only one, or add the others");
}

const struct rule rule_enum_single = {
    .id = "enum-single",
    .severity = SEVERITY_INFO,
    .since = "0.1.0",
    .summary = "an enum has only one value",
    .why = "A list of one is mostly unfinished; where one value is meant, `const` says so.",
    .advice = "write `const`, or add the other values",
    .keywords = (const unsigned char[]){KEYWORD_ENUM, KEYWORD_COUNT},
    .on_field = on_field,
};

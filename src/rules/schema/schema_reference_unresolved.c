#include "check/rule.h"

#include "check/label.h"

static void on_field(struct check *check, const struct field *field)
{
    if (field->reference_state == REFERENCE_UNRESOLVED)
        finding_at(check, field->reference.node, "%s of %s", quote(check, field->reference.value),
                   field_label(check, field));
}

const struct rule rule_schema_reference_unresolved = {
    .id = "schema-reference-unresolved",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a reference leads nowhere",
    .why = "What the reference should say about the field is missing, and validators refuse the whole schema.",
    .advice = "`#` is the `schema:` mapping: `#/$defs/address` is a definition in it",
    .is_about_absence = true,
    .on_field = on_field,
};

#include "check/rule.h"

#include "check/label.h"

/* Whether the definitions are there, but misspelt or of a wrong kind, which is told there. */
static bool are_definitions_broken(const struct field *root)
{
    static const enum keyword_id ids[] = {KEYWORD_DEFS, KEYWORD_DEFINITIONS};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        const struct keyword_use *use = field_keyword(root, ids[i]);
        if (use && (use->is_misspelt || !(node_is_mapping(use->value) || node_is_null(use->value))))
            return true;
    }
    return false;
}

static void on_field(struct check *check, const struct field *field)
{
    if (field->reference_state == REFERENCE_UNRESOLVED && !are_definitions_broken(field->dataset->root))
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
    .keywords = (const unsigned char[]){KEYWORD_REF, KEYWORD_COUNT},
    .on_field = on_field,
};

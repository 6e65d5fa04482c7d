#include "check/rule.h"

#include "check/label.h"
#include "check/schema_of.h"

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

/* Whether a reference leads to a field in whose place there is no schema, which is told there. */
static bool is_told_there(const struct field *field)
{
    const struct node *target = field->referenced ? node_resolve(field->referenced->at.node) : NULL;
    return target && !node_is_mapping(target) && target->type != SCALAR_BOOL;
}

static void check_reference(struct check *check, const struct field *field, enum keyword_id id)
{
    const struct keyword_use *use = field_keyword(field, id);
    if (!use || use->is_misspelt || node_is_blank(use->value) || is_told_there(field))
        return;
    const struct schema *schema = schema_of(check, field);
    bool is_lost = schema && schema->resource ? schema_reference_is_lost(check, use->value)
                                              : id == KEYWORD_REF && field->reference_state == REFERENCE_UNRESOLVED;
    if (is_lost)
        finding_at(check, use->value, "%s of %s", quote_node(check, use->value), field_label(check, field));
}

static void on_field(struct check *check, const struct field *field)
{
    if (are_definitions_broken(field->dataset->root))
        return;
    check_reference(check, field, KEYWORD_REF);
    check_reference(check, field, KEYWORD_DYNAMIC_REF);
    check_reference(check, field, KEYWORD_RECURSIVE_REF);
}

const struct rule rule_schema_reference_unresolved = {
    .id = "schema-reference-unresolved",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a reference leads nowhere",
    .why = "What the reference should say about the field is missing, and validators refuse the whole schema.",
    .advice = "`#` is the `schema:` mapping: `#/$defs/address` is a definition in it",
    .is_about_absence = true,
    .keywords = (const unsigned char[]){KEYWORD_REF, KEYWORD_DYNAMIC_REF, KEYWORD_RECURSIVE_REF, KEYWORD_COUNT},
    .on_field = on_field,
};

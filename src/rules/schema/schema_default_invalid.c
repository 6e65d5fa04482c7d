#include "check/rule.h"

#include "check/value.h"

/* What a database computes, such as `now()` and CURRENT_TIMESTAMP, is no value. */
static bool is_expression(const struct field *field, const struct node *value)
{
    struct str text = node_text(value);
    bool is_call = str_ends(text, ")") && str_contains(text, "(");
    return field->dataset->form == DATASET_FIELDS && (is_call || str_starts(text, "CURRENT_"));
}

static void on_field(struct check *check, const struct field *field)
{
    struct value_breach breach;
    const struct node *value = field->default_value;
    const struct value_judge *judge = value ? value_judge_make(check, field, true) : NULL;
    if (!judge || node_is_null(value) || is_expression(field, value) || !value_breaks(check, judge, value, &breach))
        return;
    struct finding *finding = finding_at(check, value, "%s", breach.facts);
    if (breach.demand)
        finding_relate(check, finding, breach.demand, "`%s`", keyword_of(breach.keyword)->name);
}

const struct rule rule_schema_default_invalid = {
    .id = "schema-default-invalid",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a default breaks the rules of its own field",
    .why = "Whoever fills in the default writes a value that the schema rejects.",
    .advice = "mend the default or the keyword that rejects it",
    .keywords = (const unsigned char[]){KEYWORD_DEFAULT, KEYWORD_COUNT},
    .on_field = on_field,
};

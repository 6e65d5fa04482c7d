#include "check/rule.h"

#include "check/value.h"

static void on_field(struct check *check, const struct field *field)
{
    struct value_breach breach;
    const struct node *value = field->default_value;
    const struct value_judge *judge = value ? value_judge_make(check, field, true) : NULL;
    if (!judge || node_is_null(value) || !value_breaks(check, judge, value, &breach))
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
    .on_field = on_field,
};

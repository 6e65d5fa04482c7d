#include "check/rule.h"

#include "check/value.h"

static void check_example(struct check *check, const struct value_judge *judge, const struct node *value)
{
    struct value_breach breach;
    if (node_is_null(value) || !value_breaks(check, judge, value, &breach))
        return;
    struct finding *finding = finding_at(check, value, "%s", breach.facts);
    if (breach.demand)
        finding_relate(check, finding, breach.demand, "`%s`", keyword_of(breach.keyword)->name);
}

static void on_field(struct check *check, const struct field *field)
{
    if (!field->example && !field->examples)
        return;
    const struct value_judge *judge = value_judge_make(check, field, true);
    if (!judge)
        return;
    if (field->example)
        check_example(check, judge, field->example);
    for (const struct node *item = node_children(field->examples); item; item = item->next)
        check_example(check, judge, item);
}

const struct rule rule_schema_example_invalid = {
    .id = "schema-example-invalid",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "an example breaks the rules of its own field",
    .why = "Readers copy examples into code and tests; a wrong one teaches them a record that the schema rejects.",
    .advice = "mend the example or the keyword that rejects it",
    .keywords = (const unsigned char[]){KEYWORD_EXAMPLE, KEYWORD_EXAMPLES, KEYWORD_COUNT},
    .on_field = on_field,
};

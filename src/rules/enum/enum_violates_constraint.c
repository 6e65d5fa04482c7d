#include "check/rule.h"

#include "check/value.h"

static void on_field(struct check *check, const struct field *field)
{
    bool has_values = node_children(field->enumeration) != NULL;
    const struct value_judge *judge = has_values ? value_judge_make(check, field, false) : NULL;
    if (!judge)
        return;
    for (const struct node *item = node_children(field->enumeration); item; item = item->next) {
        struct value_breach breach;
        if (!value_breaks(check, judge, item, &breach) || breach.keyword == KEYWORD_TYPE)
            continue;
        struct finding *finding = finding_at(check, item, "%s", breach.facts);
        finding_relate(check, finding, breach.demand, "`%s`", keyword_of(breach.keyword)->name);
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

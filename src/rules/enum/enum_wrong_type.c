#include "check/rule.h"

#include "check/value.h"

static void on_field(struct check *check, const struct field *field)
{
    bool has_values = node_children(field->enumeration) != NULL;
    const struct value_judge *judge = has_values ? value_judge_make(check, field, false) : NULL;
    if (!judge)
        return;
    struct arena_mark mark = arena_mark(check->arena); /* what is said of each item */
    for (const struct node *item = node_children(field->enumeration); item; item = item->next) {
        struct value_breach breach;
        arena_rewind(check->arena, mark);
        if (node_is_null(item) || !value_breaks(check, judge, item, &breach) || breach.keyword != KEYWORD_TYPE)
            continue;
        struct finding *finding = finding_at(check, item, "%s", breach.facts);
        if (breach.demand)
            finding_relate(check, finding, breach.demand, "the type");
    }
}

const struct rule rule_enum_wrong_type = {
    .id = "enum-wrong-type",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "an enum value is not of the type of its field",
    .why = "No record can carry the value: what the type rejects the enum cannot allow. Mostly quotes are missing, so "
           "that YAML reads a number or a boolean.",
    .advice = "quote it when a string is meant, else change the type",
    .keywords = (const unsigned char[]){KEYWORD_ENUM, KEYWORD_COUNT},
    .on_field = on_field,
};

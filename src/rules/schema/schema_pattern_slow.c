#include "check/rule.h"

#include "base/pattern.h"
#include "check/label.h"

static void on_field(struct check *check, const struct field *field)
{
    bool is_string = text_has_value(field->pattern) && node_resolve(field->pattern.node)->type == SCALAR_STRING;
    if (!is_string || field->is_type_bad)
        return;
    struct str text = field->pattern.value;
    struct pattern_slowness slowness = pattern_slow(check->arena, pattern_parse(check->arena, text));
    if (slowness.speed != PATTERN_EXPONENTIAL)
        return;
    finding_inside(check, field->pattern.node, slowness.problem.start, slowness.problem.end,
                   "%s in the pattern of %s, for example on many %s and then %s",
                   quote(check, str_slice(text, slowness.problem.start, slowness.problem.end)),
                   field_label(check, field), quote(check, slowness.pump), quote(check, slowness.suffix));
}

const struct rule rule_schema_pattern_slow = {
    .id = "schema-pattern-slow",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "a pattern can take exponential time",
    .why = "A short hostile value keeps a backtracking validator busy for hours; a pipeline stands still.",
    .advice = "take one of the nested repetitions away, or make the alternatives exclude each other",
    .on_field = on_field,
};

#include "check/rule.h"

#include "base/pattern.h"
#include "check/label.h"

static void check_text(struct check *check, const struct field *field, const struct node *scalar, struct str text)
{
    struct pattern_problem problem;
    if (pattern_status(pattern_parse(check->arena, text), &problem) != PATTERN_INVALID)
        return;
    if (scalar)
        finding_inside(check, scalar, problem.start, problem.end, "%s of %s, %s", quote(check, text),
                       field_label(check, field), problem.reason);
    else
        finding_at_key(check, field->at.node, "%s in `patternProperties`, %s", quote(check, text), problem.reason);
}

static void on_field(struct check *check, const struct field *field)
{
    if (field->role == FIELD_PATTERN)
        check_text(check, field, NULL, field->name.value);
    bool is_string = text_has_value(field->pattern) && node_resolve(field->pattern.node)->type == SCALAR_STRING;
    if (is_string && !field->is_type_bad)
        check_text(check, field, field->pattern.node, field->pattern.value);
}

const struct rule rule_schema_pattern_invalid = {
    .id = "schema-pattern-invalid",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a pattern is no regular expression",
    .why = "Validators refuse the schema or skip the pattern, and nothing is checked. JSON Schema patterns are those "
           "of ECMA-262 (JavaScript).",
    .advice = "mend it at the place shown",
    .on_field = on_field,
};

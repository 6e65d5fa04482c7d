#include "check/rule.h"

#include "base/pattern.h"
#include "check/label.h"

/* `^[A-Z]+$` needs no closer look. */
static bool is_plainly_anchored(struct str text)
{
    bool has_anchors = text.len > 2 && text.at[0] == '^' && text.at[text.len - 1] == '$';
    return has_anchors && !memchr("*+?{", text.at[1], 4) && text.at[text.len - 2] != '\\' &&
           str_index(text, '|') == text.len;
}

static void on_field(struct check *check, const struct field *field)
{
    struct pattern_problem problem;
    if (!text_has_value(field->pattern) || field->is_type_bad || is_plainly_anchored(field->pattern.value))
        return;
    const struct pattern_ast *ast = pattern_parse(check->arena, field->pattern.value);
    if (pattern_status(ast, &problem) == PATTERN_OK && !pattern_is_anchored(ast))
        finding_at(check, field->pattern.node, "%s of %s", quote(check, field->pattern.value),
                   field_label(check, field));
}

const struct rule rule_schema_pattern_unanchored = {
    .id = "schema-pattern-unanchored",
    .severity = SEVERITY_INFO,
    .since = "0.1.0",
    .summary = "a pattern is not anchored",
    .why = "JSON Schema searches: without `^` and `$` the pattern matches anywhere inside the value, so `xx CH-1 yy` "
           "passes too.",
    .advice = "write `^` in front and `$` behind when the whole value is meant",
    .keywords = (const unsigned char[]){KEYWORD_PATTERN, KEYWORD_COUNT},
    .on_field = on_field,
};

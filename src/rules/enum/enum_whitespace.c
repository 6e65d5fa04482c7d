#include "check/rule.h"

static void on_field(struct check *check, const struct field *field)
{
    for (const struct node *item = node_children(field->enumeration); item; item = item->next) {
        struct str text = node_text(item), trimmed = str_trim(text);
        if (trimmed.len == text.len)
            continue;
        struct finding *finding = finding_at(check, item, "%s", quote(check, text));
        if (trimmed.len)
            finding_fix_value(check, finding, item, trimmed);
    }
}

const struct rule rule_enum_whitespace = {
    .id = "enum-whitespace",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "an enum value begins or ends with a blank",
    .why = "Nobody sees the blank, yet it has to be in every record and in every filter.",
    .advice = "remove the blank",
    .is_fixable = true,
    .keywords = (const unsigned char[]){KEYWORD_ENUM, KEYWORD_COUNT},
    .on_field = on_field,
};

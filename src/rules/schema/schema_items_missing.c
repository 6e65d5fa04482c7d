#include "check/rule.h"

#include "check/label.h"

static bool has_items(const struct field *field)
{
    static const enum keyword_id ids[] = {KEYWORD_ITEMS, KEYWORD_PREFIX_ITEMS, KEYWORD_CONTAINS,
                                          KEYWORD_UNEVALUATED_ITEMS};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        const struct keyword_use *use = field_keyword(field, ids[i]);
        if (use && !node_is_null(use->value))
            return true;
    }
    return field->enumeration || field->extra->constant;
}

static void on_field(struct check *check, const struct field *field)
{
    bool is_array = (field->types & ~(unsigned)JSON_TYPE_NULL) == JSON_TYPE_ARRAY;
    if (!is_array || has_items(field) || field_says_more(field) || field_is_part(field))
        return;
    const struct keyword_use *blank = field_keyword(field, KEYWORD_ITEMS);
    if (blank)
        finding_at_key(check, blank->value, "`items` of %s has no value", field_label(check, field));
    else
        finding_missing(check, field->at.node, "`items` of %s", field_label(check, field));
}

const struct rule rule_schema_items_missing = {
    .id = "schema-items-missing",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "an array says nothing about its items",
    .why = "The list may hold anything, so nobody can rely on what is in it.",
    .advice = "add `items:` with a schema",
    .is_about_absence = true,
    .on_field = on_field,
};

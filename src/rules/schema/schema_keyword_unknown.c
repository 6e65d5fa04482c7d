#include "check/rule.h"

#include "check/label.h"

/* What 2020-12 says with `items` beside `prefixItems`. */
static bool is_of_older_draft(const struct field *field, struct str name)
{
    const struct keyword_use *schema = field_keyword(field->dataset->root, KEYWORD_SCHEMA);
    struct str draft = schema ? node_text(schema->value) : STR("");
    return str_is(name, "additionalItems") &&
           (str_find(draft, STR("/draft-07/")) < draft.len || str_find(draft, STR("/2019-09/")) < draft.len);
}

static void on_field(struct check *check, const struct field *field)
{
    if (field->dataset->form != DATASET_JSON_SCHEMA)
        return;
    for (const struct keyword_use *use = field->keywords; use; use = use->next) {
        if (use->keyword && !use->is_misspelt)
            continue;
        struct str name = node_key(use->value);
        if (is_of_older_draft(field, name))
            continue;
        struct finding *finding =
            finding_at_key(check, use->value, "%s in %s", quote(check, name), field_label(check, field));
        const char *near = keyword_nearest(name, KEYWORD_IN_SCHEMA);
        if (near)
            finding_help(check, finding, "did you mean `%s`?", near);
    }
}

const struct rule rule_schema_keyword_unknown = {
    .id = "schema-keyword-unknown",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "unknown keyword",
    .why = "Validators skip keywords they do not know, so a misspelt one checks nothing and nobody is told.",
    .advice = "remove it, or name it `x-…` when it is an extension of your own",
    .on_field = on_field,
};

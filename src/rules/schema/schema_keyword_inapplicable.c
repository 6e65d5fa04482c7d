#include "check/rule.h"

#include "check/facets.h"
#include "check/label.h"

/* A keyword that counts only beside another one. */
static bool lacks_partner(const struct facets *facets, enum keyword_id id)
{
    switch (id) {
    case KEYWORD_THEN:
    case KEYWORD_ELSE: return !facets->uses[KEYWORD_IF];
    case KEYWORD_MIN_CONTAINS:
    case KEYWORD_MAX_CONTAINS: return !facets->uses[KEYWORD_CONTAINS];
    default: return false;
    }
}

static void on_field(struct check *check, const struct field *field)
{
    const struct facets *facets = facets_of(check, field);
    if (!facets)
        return;
    for (const struct keyword_use *use = field->keywords; use; use = use->next) {
        bool is_misplaced_required = use->keyword && use->keyword->id == KEYWORD_REQUIRED && node_is_scalar(use->value);
        if (!use->keyword || is_misplaced_required || node_is_null(use->value))
            continue;
        const char *name = use->keyword->name;
        if (!facets_apply(field, use->keyword)) {
            const char *wanted = json_type_names(check->arena, use->keyword->types);
            finding_at_key(check, use->value, "`%s` is for %s, the type of %s is %s", name, wanted,
                           field_label(check, field), json_type_names(check->arena, field->types));
        } else if (lacks_partner(facets, use->keyword->id)) {
            bool is_contains = use->keyword->id == KEYWORD_MIN_CONTAINS || use->keyword->id == KEYWORD_MAX_CONTAINS;
            finding_at_key(check, use->value, "`%s` of %s without `%s`", name, field_label(check, field),
                           is_contains ? "contains" : "if");
        }
    }
}

const struct rule rule_schema_keyword_inapplicable = {
    .id = "schema-keyword-inapplicable",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "a keyword has no effect on this type",
    .why = "Validators ignore it, so the rule that somebody had in mind is not checked.",
    .advice = "remove it, or change the type",
    .on_field = on_field,
};

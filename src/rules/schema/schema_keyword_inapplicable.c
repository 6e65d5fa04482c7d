#include "check/rule.h"

#include "check/facets.h"
#include "check/label.h"
#include "check/schema_of.h"
#include "schema/compile.h"

/* Whether it or a schema around it asks what was evaluated, for which an `if` alone counts, too. */
static bool asks_evaluated(const struct field *field)
{
    for (; field; field = field->parent)
        if (field_keyword(field, KEYWORD_UNEVALUATED_PROPERTIES) || field_keyword(field, KEYWORD_UNEVALUATED_ITEMS))
            return true;
    return false;
}

/* A keyword that counts only beside another one. */
static bool lacks_partner(const struct field *field, const struct facets *facets, enum keyword_id id)
{
    switch (id) {
    case KEYWORD_IF:
        return node_is_mapping(facets->uses[id]->value) && !facets->uses[KEYWORD_THEN] && !facets->uses[KEYWORD_ELSE] &&
               !asks_evaluated(field);
    case KEYWORD_THEN:
    case KEYWORD_ELSE: return !facets->uses[KEYWORD_IF];
    case KEYWORD_MIN_CONTAINS:
    case KEYWORD_MAX_CONTAINS: return !facets->uses[KEYWORD_CONTAINS];
    default: return false;
    }
}

static const char *partner_of(enum keyword_id id)
{
    if (id == KEYWORD_IF)
        return "`then` or `else`";
    return id == KEYWORD_MIN_CONTAINS || id == KEYWORD_MAX_CONTAINS ? "`contains`" : "`if`";
}

/* Keywords beside a reference of draft 7: one mistake, however many they are. */
static bool check_hidden(struct check *check, const struct field *field)
{
    const struct schema *schema = field_keyword(field, KEYWORD_REF) ? schema_of(check, field) : NULL;
    struct finding *finding = NULL;
    for (const struct keyword_use *use = schema ? field->keywords : NULL; use; use = use->next) {
        if (schema_keyword_standing(schema, node_key(use->value)) != SCHEMA_HIDDEN)
            continue;
        if (finding) {
            finding_relate(check, finding, use->value, "`%s` neither", use->keyword->name);
            continue;
        }
        finding = finding_at_key(check, use->value, "`%s` of %s beside `$ref`, where draft 7 reads nothing else",
                                 use->keyword->name, field_label(check, field));
        finding_help(check, finding,
                     "put both into `allOf`, or let `$schema` be `https://json-schema.org/draft/2020-12/schema`");
    }
    return finding;
}

/* A `$schema` that is no root's; validators skip it. */
static void check_place(struct check *check, const struct field *field)
{
    const struct keyword_use *use = field_keyword(field, KEYWORD_SCHEMA);
    if (!use || !field->parent || field->dataset->form != DATASET_JSON_SCHEMA ||
        field_keyword(field, KEYWORD_DOLLAR_ID))
        return;
    struct finding *finding =
        finding_at_key(check, use->value, "`$schema` of %s is not at the top of the schema, nor beside `$id`",
                       field_label(check, field));
    finding_help(check, finding, "move it to the top of `schema:`");
}

static void on_field(struct check *check, const struct field *field)
{
    const struct facets *facets = facets_of(check, field);
    if (!facets || check_hidden(check, field))
        return;
    check_place(check, field);
    for (const struct keyword_use *use = field->keywords; use; use = use->next) {
        bool is_misplaced_required = use->keyword && use->keyword->id == KEYWORD_REQUIRED && node_is_scalar(use->value);
        if (!use->keyword || is_misplaced_required || node_is_null(use->value))
            continue;
        const char *name = use->keyword->name;
        if (!facets_apply(field, use->keyword)) {
            const char *wanted = json_type_names(check->arena, use->keyword->types);
            finding_at_key(check, use->value, "`%s` is for %s, the type of %s is %s", name, wanted,
                           field_label(check, field), json_type_names(check->arena, field->types));
        } else if (lacks_partner(field, facets, use->keyword->id)) {
            finding_at_key(check, use->value, "`%s` of %s without %s", name, field_label(check, field),
                           partner_of(use->keyword->id));
        }
    }
}

const struct rule rule_schema_keyword_inapplicable = {
    .id = "schema-keyword-inapplicable",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "a keyword has no effect",
    .why = "Validators ignore it, so the rule that somebody had in mind is not checked.",
    .advice = "remove it, or change what stands beside it",
    .on_field = on_field,
};

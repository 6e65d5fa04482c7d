#include "check/rule.h"

#include "base/distance.h"
#include "check/label.h"
#include "check/schema_of.h"
#include "schema/compile.h"

#define LATEST "https://json-schema.org/draft/2020-12/schema"

/* What the other drafts have in place of a keyword that only some have; NULL: all have it. */
static const char *instead_of(enum keyword_id id)
{
    switch (id) {
    case KEYWORD_ADDITIONAL_ITEMS: return "in 2020-12 `items` beside `prefixItems` says it";
    case KEYWORD_DEPENDENT_REQUIRED:
    case KEYWORD_DEPENDENT_SCHEMAS: return "in draft 7 `dependencies` says it";
    case KEYWORD_DYNAMIC_REF: return "write `$ref`, or let `$schema` be `" LATEST "`";
    case KEYWORD_PREFIX_ITEMS: return "list the schemas in `items`, or let `$schema` be `" LATEST "`";
    case KEYWORD_RECURSIVE_REF: return "write `$ref`, or in 2020-12 `$dynamicRef`";
    case KEYWORD_MAX_CONTAINS:
    case KEYWORD_MIN_CONTAINS:
    case KEYWORD_UNEVALUATED_ITEMS:
    case KEYWORD_UNEVALUATED_PROPERTIES: return "let `$schema` be `" LATEST "`";
    default: return NULL;
    }
}

/* A keyword of another draft than that of the schema. */
static void check_draft(struct check *check, const struct field *field, const struct keyword_use *use)
{
    const bool is_beside_list = use->keyword->id == KEYWORD_ADDITIONAL_ITEMS &&
                                node_is_sequence(node_find(field->at.node, "items")); /* which is told there */
    const char *instead = is_beside_list ? NULL : instead_of(use->keyword->id);
    const struct schema *schema = instead ? schema_of(check, field) : NULL;
    if (!schema || schema_keyword_standing(schema, node_key(use->value)) != SCHEMA_OTHER_DRAFT)
        return;
    struct finding *finding = finding_at_key(check, use->value, "`%s` in %s is not of draft %s", use->keyword->name,
                                             field_label(check, field), schema_draft_name(schema->resource->draft));
    finding_help(check, finding, "%s", instead);
}

/* What other languages say, and JSON Schema in other words or not at all. */
static const struct {
    const char *word, *help;
} foreign[] = {
    {"allowedValues", "write `enum`"},
    {"values", "write `enum`"},
    {"validValues", "write `enum`"},
    {"accepted_values", "write `enum`"},
    {"regex", "write `pattern`"},
    {"regexp", "write `pattern`"},
    {"desc", "write `description`"},
    {"doc", "write `description`"},
    {"min", "write `minimum`, of a string `minLength`"},
    {"max", "write `maximum`, of a string `maxLength`"},
    {"minValue", "write `minimum`"},
    {"maxValue", "write `maximum`"},
    {"length", "write `maxLength`, and `minLength` where all are of one length"},
    {"size", "write `maxLength`, `maxItems` or `maximum`"},
    {"dataType", "write `type`"},
    {"logicalType", "write `type`"},
    {"physicalType", "write `type`, and what a database calls it as `x-physicalType`"},
    {"precision", "bound the number with `minimum` and `maximum`"},
    {"scale", "write `multipleOf: 0.01` for two decimals"},
    {"divisibleBy", "write `multipleOf`"},
    {"extends", "write `allOf`"},
    {"disallow", "write `not`"},
    {"id", "write `$id`, or `$anchor` for a name to refer to"},
    {"ref", "write `$ref`"},
    {"columns", "write `properties`, by name"},
    {"fields", "write `properties`, by name"},
    {"optional", "leave the name out of the parent's `required`"},
    {"isRequired", "list the name in the parent's `required`"},
    {"isNullable", "write the type as a list with `\"null\"`: `type: [string, \"null\"]`"},
    {"unique", "JSON Schema cannot compare records: test it under `quality.tests`, `unique: NAME`"},
    {"primaryKey", "JSON Schema has no keys: test it under `quality.tests`, `unique: NAME`"},
    {"discriminator", "that is OpenAPI's; give each branch the property with a `const` of its own"},
    {"xml", "that is OpenAPI's, and means nothing here: remove it"},
    {"externalDocs", "that is OpenAPI's: put the address into the `description`"},
};

static const char *foreign_help(struct str name)
{
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
        if (distance_is_same_folded(name, str_of(foreign[i].word)))
            return foreign[i].help;
    return NULL;
}

static void report_unknown(struct check *check, const struct field *field, const struct node *value)
{
    struct str name = node_key(value);
    if (!node_resolve(value->key))
        return; /* an alias of nothing, as is told of it */
    struct finding *finding =
        finding_at_key(check, value, "%s in %s", node_quote_key(check->arena, value), field_label(check, field));
    const char *near = keyword_nearest(name, KEYWORD_IN_SCHEMA), *help = foreign_help(name);
    if (help)
        finding_help(check, finding, "%s", help);
    else if (near)
        finding_help(check, finding, "did you mean `%s`?", near);
}

/* Contracts are read as if it were known, but validators of JSON Schema refuse null all the same. */
static void check_nullable(struct check *check, const struct field *field, const struct keyword_use *use)
{
    if (!str_is(node_text(use->value), "true") || node_resolve(use->value)->type != SCALAR_BOOL)
        return;
    struct finding *finding = finding_at_key(check, use->value, "`nullable` in %s is OpenAPI's, not JSON Schema's",
                                             field_label(check, field));
    bool is_named = text_has_value(field->type) && !node_is_sequence(field->type.node);
    if (is_named)
        finding_help(check, finding, "write `type: [%.*s, \"null\"]`%s", STR_ARG(field->type.value),
                     field->enumeration ? " and add `null` to `enum`" : "");
    else
        finding_help(check, finding, "write `anyOf: [{…}, {type: \"null\"}]`, with what is there in place of the dots");
}

static void on_field(struct check *check, const struct field *field)
{
    if (field->dataset->form != DATASET_JSON_SCHEMA)
        return;
    for (const struct keyword_use *use = field->keywords; use; use = use->next) {
        if (!use->keyword || use->is_misspelt)
            report_unknown(check, field, use->value);
        else if (use->keyword->id == KEYWORD_NULLABLE)
            check_nullable(check, field, use);
        else
            check_draft(check, field, use);
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

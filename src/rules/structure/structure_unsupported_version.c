#include "check/rule.h"

#include "check/schema_of.h"
#include "schema/compile.h"

#define HOST   "json-schema.org"
#define LATEST "https://json-schema.org/draft/2020-12/schema"

#define SINCE_4 "write `" LATEST "`, and what has changed since: `id` is `$id`, `exclusiveMinimum` is a number"

/* Drafts that are read as if they were others. */
static const struct {
    const char *uri, *name, *read_as, *help;
} older[] = {
    {"http://json-schema.org/draft-03/schema", "3", "2020-12", SINCE_4},
    {"http://json-schema.org/draft-04/schema", "4", "2020-12", SINCE_4},
    {"http://json-schema.org/draft-06/schema", "6", "7", "write `http://json-schema.org/draft-07/schema#`"},
};

/* What names a supported draft, however the rest is written. */
static const struct {
    const char *word, *uri;
} meant[] = {
    {"2020-12", LATEST},
    {"2019-09", "https://json-schema.org/draft/2019-09/schema"},
    {"draft-07", "http://json-schema.org/draft-07/schema#"},
    {"draft-7", "http://json-schema.org/draft-07/schema#"},
    {"draft7", "http://json-schema.org/draft-07/schema#"},
    {"draft/7", "http://json-schema.org/draft-07/schema#"},
    {HOST "/schema", LATEST}, /* once the latest draft, whichever that was */
};

static bool contains(struct str text, const char *word)
{
    return str_find(text, str_of(word)) < text.len;
}

static bool report_older(struct check *check, const struct node *value, struct str uri)
{
    for (size_t i = 0; i < sizeof older / sizeof *older; i++) {
        if (!str_is(uri, older[i].uri))
            continue;
        struct finding *finding = finding_at(check, value, "%s is draft %s of JSON Schema, read as draft %s here",
                                             quote_node(check, value), older[i].name, older[i].read_as);
        finding_severity(check, finding, SEVERITY_WARNING);
        finding_help(check, finding, "%s", older[i].help);
        return true;
    }
    return false;
}

static void report_unknown(struct check *check, const struct node *value, const struct schema *schema)
{
    struct str text = node_text(value);
    struct finding *finding = finding_at(check, value, "`$schema` is %s, and the schema is read as draft %s",
                                         quote_node(check, value), schema_draft_name(schema->resource->draft));
    bool is_own = contains(text, "://") && !contains(text, HOST);
    for (size_t i = 0; !is_own && i < sizeof meant / sizeof *meant; i++)
        if (contains(text, meant[i].word)) {
            finding_fix_value(check, finding, value, str_of(meant[i].uri));
            return;
        }
    if (is_own) /* which may well be made for that draft */
        finding_severity(check, finding, SEVERITY_INFO);
}

static void on_field(struct check *check, const struct field *field)
{
    const struct keyword_use *use = field_keyword(field, KEYWORD_SCHEMA);
    bool is_text = use && !use->is_misspelt && node_is_scalar(use->value) && !node_is_blank(use->value) &&
                   node_resolve(use->value)->type == SCALAR_STRING;
    const struct schema *schema = is_text ? schema_of(check, field) : NULL;
    if (!schema || !schema->resource || schema->resource->root != schema->node)
        return;
    struct str text = node_text(use->value);
    if (!report_older(check, use->value, str_slice(text, 0, str_index(text, '#'))) &&
        schema->resource->is_draft_guessed)
        report_unknown(check, use->value, schema);
}

const struct rule rule_structure_unsupported_version = {
    .id = "structure-unsupported-version",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a version of the format is not supported",
    .why =
        "Each version has keywords of its own. Tools that do not know the one that is named read the file by another "
        "one, and what it promises changes.",
    .advice = "name draft 7, 2019-09 or 2020-12 of JSON Schema: `" LATEST "`",
    .keywords = (const unsigned char[]){KEYWORD_SCHEMA, KEYWORD_COUNT},
    .is_fixable = true,
    .on_field = on_field,
};

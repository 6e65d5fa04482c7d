#include "check/rule.h"

#include "check/label.h"

static bool is_boolean(const struct field *field)
{
    return (field->types & ~(unsigned)JSON_TYPE_NULL) == JSON_TYPE_BOOLEAN;
}

static void on_field(struct check *check, const struct field *field)
{
    if (str_is(field->unique.value, "true") && is_boolean(field))
        finding_at(check, field->unique.node, "%s", field_label(check, field));
}

/* A test of one field; together with others a boolean may be part of a key. */
static void on_quality(struct check *check, const struct quality *quality)
{
    const struct item *item = quality->fields.first;
    if (!str_is(quality->test.value, "unique") || quality->fields.count != 1)
        return;
    for (const struct dataset *dataset = check->contract->datasets.first; dataset; dataset = dataset->at.next) {
        const struct field *field = dataset_field(dataset, item->text.value);
        if (field && is_boolean(field))
            finding_at(check, item->text.node, "%s in a test", quote(check, item->text.value));
    }
}

const struct rule rule_schema_unique_on_boolean = {
    .id = "schema-unique-on-boolean",
    .severity = SEVERITY_INFO,
    .since = "0.1.0",
    .summary = "a boolean is promised to be unique",
    .why = "A unique boolean allows two records at most. Mostly the promise was meant for another field.",
    .advice = "take `unique` away, or name the field that is meant",
    .keywords = (const unsigned char[]){KEYWORD_UNIQUE, KEYWORD_COUNT},
    .on_field = on_field,
    .on_quality = on_quality,
};

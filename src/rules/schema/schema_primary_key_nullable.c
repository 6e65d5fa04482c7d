#include "check/rule.h"

#include "check/label.h"

static void on_field(struct check *check, const struct field *field)
{
    if (!str_is(field->primary_key.value, "true"))
        return;
    bool is_optional = str_is(field->required.value, "false"),
         is_nullable = str_is(field->extra->nullable.value, "true");
    bool has_null = node_is_sequence(field->type.node) && (field->types & JSON_TYPE_NULL);
    if (!is_optional && !is_nullable && !has_null)
        return;
    const struct node *key = field->primary_key.node;
    const struct node *other = is_optional   ? field->required.node
                               : is_nullable ? field->extra->nullable.node
                                             : field->type.node;
    bool is_key_later = node_resolve(key)->span.start > node_resolve(other)->span.start;
    struct finding *finding = finding_at(check, is_key_later ? key : other, "%s is a key and %s",
                                         field_label(check, field), is_optional ? "`required: false`" : "nullable");
    finding_relate(check, finding, is_key_later ? other : key, is_key_later ? "may be missing" : "the key");
}

const struct rule rule_schema_primary_key_nullable = {
    .id = "schema-primary-key-nullable",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "a primary key may be missing",
    .why = "A record without its key cannot be found, updated or joined; databases refuse such a key.",
    .advice = "write `required: true`, or take `primaryKey` away",
    .keywords = (const unsigned char[]){KEYWORD_PRIMARY_KEY, KEYWORD_COUNT},
    .on_field = on_field,
};

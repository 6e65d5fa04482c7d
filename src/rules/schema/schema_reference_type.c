#include "check/rule.h"

#include "check/label.h"

/* The column of the same dataset that is named by itself or behind the name of the dataset or product. */
static const struct field *target_of(const struct check *check, const struct field *field)
{
    struct str path = field->extra->references.value, dataset = field->dataset->name.value;
    size_t dot = str_index(path, '.');
    struct str table = str_slice(path, 0, dot);
    bool is_own_table = str_equal(table, dataset) || str_equal(table, check->contract->name.value);
    if (dot < path.len)
        return is_own_table ? field_find(field->dataset->root, str_slice(path, dot + 1, path.len)) : NULL;
    return field_find(field->dataset->root, path);
}

static void on_field(struct check *check, const struct field *field)
{
    if (!text_has_value(field->extra->references) || !field->types)
        return;
    const struct field *target = target_of(check, field);
    unsigned numeric = JSON_TYPE_NUMBER | JSON_TYPE_INTEGER;
    bool are_numbers = target && (field->types & numeric) && (target->types & numeric);
    if (!target || !target->types || (field->types & target->types) || are_numbers)
        return;
    struct finding *finding = finding_at(check, field->extra->references.node, "%s is %s and %s is %s",
                                         field_label(check, field), json_type_names(check->arena, field->types),
                                         field_label(check, target), json_type_names(check->arena, target->types));
    finding_relate(check, finding, target->type.node, "the type of the other end");
}

const struct rule rule_schema_reference_type = {
    .id = "schema-reference-type",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "a reference joins columns of different types",
    .why = "A join over the two compares a number with a text: it fails or finds nothing.",
    .advice = "give both columns the same type",
    .keywords = (const unsigned char[]){KEYWORD_REFERENCES, KEYWORD_COUNT},
    .on_field = on_field,
};

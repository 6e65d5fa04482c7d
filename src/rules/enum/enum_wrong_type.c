#include "check/rule.h"

#include "check/field_schema.h"

static void on_field(struct check *check, const struct field *field)
{
    const unsigned wanted = field_value_types(field);
    if (field->is_type_bad || wanted == JSON_TYPE_ANY)
        return;
    struct arena_mark mark = arena_mark(check->arena); /* what is said of each item */
    for (const struct node *item = node_children(field->enumeration); item; item = item->next) {
        arena_rewind(check->arena, mark);
        const unsigned types = json_types_of(check->arena, item);
        if (!types || (types & wanted) || node_is_null(item))
            continue;
        struct finding *finding = finding_at(check, item, "%s, the type is %s", node_describe(check->arena, item),
                                             json_type_names(check->arena, wanted));
        finding_relate(check, finding, field->type.node, "the type");
    }
}

const struct rule rule_enum_wrong_type = {
    .id = "enum-wrong-type",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "an enum value is not of the type of its field",
    .why = "No record can carry the value: what the type rejects the enum cannot allow. Mostly quotes are missing, so "
           "that YAML reads a number or a boolean.",
    .advice = "quote it when a string is meant, else change the type",
    .keywords = (const unsigned char[]){KEYWORD_ENUM, KEYWORD_COUNT},
    .on_field = on_field,
};

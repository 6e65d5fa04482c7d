#include "check/rule.h"

#include "check/label.h"

enum { LEVELS = 5 };

static unsigned levels(const struct field *field)
{
    unsigned count = 0;
    for (; field; field = field->parent)
        count += field->role == FIELD_PROPERTY;
    return count;
}

/* The object that goes one level too deep, once. */
static void on_field(struct check *check, const struct field *field)
{
    bool is_object = false;
    for (const struct field *inner = field->fields.first; inner && !is_object; inner = inner->at.next)
        is_object = inner->role == FIELD_PROPERTY;
    if (is_object && field->role == FIELD_PROPERTY && field->depth >= LEVELS && levels(field) == LEVELS)
        finding_at_key(check, field->at.node, "%s holds fields on level %d", field_label(check, field), LEVELS + 1);
}

const struct rule rule_schema_depth = {
    .id = "schema-depth",
    .severity = SEVERITY_INFO,
    .since = "0.1.0",
    .summary = "the schema is nested deeply",
    .why = "Deep records are hard to query and to describe; most engines and tools flatten them anyway.",
    .advice = "take the inner objects out into datasets of their own",
    .on_field = on_field,
};

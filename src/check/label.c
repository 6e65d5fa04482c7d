#include "check/label.h"

#include "base/buf.h"

const char *field_label(struct check *check, const struct field *field)
{
    if (field->name.value.len)
        return quote(check, field->name.value);
    if (!field->parent)
        return "the schema";
    if (field->role != FIELD_ITEMS && field->role != FIELD_BRANCH)
        return "a field without a name";
    const struct field *named = field->parent;
    while (named->parent && !named->name.value.len)
        named = named->parent;
    const char *outer = named->name.value.len ? quote(check, named->name.value) : "the schema";
    return text_print(check->arena, field->role == FIELD_BRANCH ? "a branch of %s" : "the items of %s", outer);
}

#include "change/change_field.h"

#include "base/buf.h"
#include "base/utf8.h"

const char *change_field_name(const struct field_pair *pair)
{
    struct arena *arena = pair->changes->arena;
    const struct field *field = pair->new_field;
    if (text_has_value(field->name))
        return utf8_quote(arena, field->name.value);
    if (field->role == FIELD_ROOT)
        return "the record";
    const struct field *owner = field->parent;
    while (owner && !text_has_value(owner->name))
        owner = owner->parent;
    const char *what = field->at.node && field->at.node->key ? utf8_quote(arena, node_key(field->at.node)) : "a part";
    return owner ? text_print(arena, "%s of %s", what, utf8_quote(arena, owner->name.value)) : what;
}

bool change_is_in_composition(const struct shape *shape)
{
    return shape_keyword(shape, KEYWORD_ANY_OF, NULL) || shape_keyword(shape, KEYWORD_ONE_OF, NULL);
}

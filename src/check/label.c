#include "check/label.h"

#include "base/buf.h"

/* The keyword in whose value a schema without a name stands: its own key, or that of the list it is in. */
static struct str keyword_around(const struct field *field)
{
    const struct node *node = field->at.node;
    return node->key ? node_key(node) : node_key(node->parent);
}

static const char *branch_label(struct check *check, const struct field *field, const char *outer)
{
    if (field->name.value.len)
        return text_print(check->arena, "what %s brings along in %s", quote(check, field->name.value), outer);
    const char *keyword = quote(check, keyword_around(field));
    if (field->at.node->key)
        return text_print(check->arena, "%s of %s", keyword, outer);
    return text_print(check->arena, "%s %s branch of %s", keyword[1] == 'a' ? "an" : "a", keyword, outer);
}

static const char *items_label(struct check *check, const struct field *field, const char *outer)
{
    struct str keyword = keyword_around(field);
    if (str_is(keyword, "propertyNames"))
        return text_print(check->arena, "the names of properties in %s", outer);
    bool is_property = str_is(keyword, "additionalProperties") || str_is(keyword, "unevaluatedProperties");
    return text_print(check->arena, is_property ? "the other properties of %s" : "the items of %s", outer);
}

const char *field_label(struct check *check, const struct field *field)
{
    if (field->name.value.len && field->role != FIELD_BRANCH)
        return quote(check, field->name.value);
    if (!field->parent)
        return "the schema";
    if (field->role != FIELD_ITEMS && field->role != FIELD_BRANCH)
        return "a field without a name";
    const struct field *named = field->parent;
    while (named->parent && (!named->name.value.len || named->role == FIELD_BRANCH))
        named = named->parent;
    const char *outer = named->parent ? quote(check, named->name.value) : "the schema";
    return field->role == FIELD_BRANCH ? branch_label(check, field, outer) : items_label(check, field, outer);
}

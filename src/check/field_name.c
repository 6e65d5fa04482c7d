#include "check/field_name.h"

#include "base/buf.h"
#include "base/pattern.h"
#include "check/name.h"

#include <stdarg.h>

struct finding *finding_at_field_name(struct check *check, const struct field *field, const char *facts, ...)
{
    va_list args;
    va_start(args, facts);
    const char *text = text_vprint(check->arena, facts, args);
    va_end(args);
    const struct use *before = check->use;
    bool is_key = field->name.node == field->at.node;
    check->use = field->at.use;
    struct finding *finding =
        is_key ? finding_at_key(check, field->name.node, "%s", text) : finding_at(check, field->name.node, "%s", text);
    check->use = before;
    return finding;
}

bool field_has_name(const struct field *field)
{
    return field->role == FIELD_PROPERTY && text_has_value(field->name);
}

bool field_name_is_as_configured(const struct settings *settings, struct str name)
{
    const struct naming_options *naming = &settings->options.naming;
    switch (naming->field_style) {
    case NAME_STYLE_NONE: return true;
    case NAME_STYLE_PATTERN: return pattern_match(naming->field.pattern, name) != PATTERN_DIFFERS;
    default: return name_styles(name) >> naming->field_style & 1;
    }
}

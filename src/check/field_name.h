/* Findings at the names of fields. */
#ifndef CHECK_FIELD_NAME_H
#define CHECK_FIELD_NAME_H

#include "check/check.h"

/* A finding of the rule at hand at the name of a field, which must have one: at the key of a property, at the value of
   a column's `name`. Never NULL. */
struct finding *finding_at_field_name(struct check *check, const struct field *field, const char *facts, ...)
    __attribute__((format(printf, 3, 4)));

/* Whether a property or column has a name that is not blank. */
bool field_has_name(const struct field *field);

/* Whether a name has the form that `naming.field` demands; true when nothing is configured. */
bool field_name_is_as_configured(const struct settings *settings, struct str name);

#endif

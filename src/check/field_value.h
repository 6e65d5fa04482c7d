/* Judges a default or an example by all that its field says of values. */
#ifndef CHECK_FIELD_VALUE_H
#define CHECK_FIELD_VALUE_H

#include "check/check.h"

/* A finding of the rule at hand for each independent mistake in a value of a field, a few at most. Null is "no value"
   and never one. */
void field_check_value(struct check *check, const struct field *field, const struct node *value);

#endif

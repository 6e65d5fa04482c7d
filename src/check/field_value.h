/* Judges a default or an example by all that its field says of values. */
#ifndef CHECK_FIELD_VALUE_H
#define CHECK_FIELD_VALUE_H

#include "check/check.h"

/* A finding of the rule at hand for each independent mistake in a value of a field, a few at most. Null is "no value"
   and none, but where `nullable: false` is written. */
void field_check_value(struct check *check, const struct field *field, const struct node *value);

struct schema_cause;

/* A finding of the rule at hand about one mistake in a value of a field, with a value that would do where that helps.
 */
void field_report_cause(struct check *check, const struct field *field, const struct schema_cause *cause);

enum { FIELD_VALUE_STEPS = 1000000 }; /* enough for the enum of any field that people write */

/* Whether the field's `enum` has a value. False, and `*budget` 0, when that was not enough (see node_equal_within). */
bool field_enum_has(const struct field *field, const struct node *value, uint64_t *budget);

#endif

/* How sensitive data is, on the scale that is configured (option access.classifications). */
#ifndef CHECK_CLASSIFICATION_H
#define CHECK_CLASSIFICATION_H

#include "check/check.h"

/* The place of a level on the scale, 0 for the lowest; -1 for a blank or unknown one, or one in another case. */
int classification_rank(const struct check *check, struct text level);

/* Whether a level is above `internal`, or above the second one of a scale without that word. */
bool classification_is_sensitive(const struct check *check, struct text level);

enum classification_step { CLASSIFICATION_SAME, CLASSIFICATION_RAISED, CLASSIFICATION_LOWERED, CLASSIFICATION_UNKNOWN };

/* How a level moved on a scale, lowest first and ended by NULL. Unknown when one of them is not on it. */
enum classification_step classification_step(const char *const *scale, struct str old, struct str new);

#endif

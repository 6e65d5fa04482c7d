/* What a quality check lets pass, where that can be compared. Used inside change/ only. */
#ifndef CHANGE_QUALITY_RANGE_H
#define CHANGE_QUALITY_RANGE_H

#include "check/promise.h"

/* How what a check lets pass compares with what it did. */
enum quality_order { QUALITY_SAME, QUALITY_LOOSER, QUALITY_STRICTER, QUALITY_UNCLEAR };

/* Compares the bounds, allowed values, ranges and ages that two checks demand. Same when none of them differs. */
enum quality_order quality_compare(struct arena *arena, const struct quality *old, const struct quality *new);

/* Both together: what is the same says nothing, and what points two ways is unclear. */
enum quality_order quality_combine(enum quality_order a, enum quality_order b);

/* Whether a key of a test that is written as {type: …} says what is demanded. */
bool quality_is_demand(struct str key);

#endif

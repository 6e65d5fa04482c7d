/* The keywords of one field, by id, and the ranges that its bounds span. Follows no reference and no branch. */
#ifndef CHECK_FACETS_H
#define CHECK_FACETS_H

#include "base/number.h"
#include "check/check.h"

struct facets {
    const struct field *field;
    const struct keyword_use *uses[KEYWORD_COUNT]; /* NULL: absent or blank */
    bool has_bounds;                               /* one of them takes a number or a count */
};

/* Collects the keywords of a field. False when its type is bad: then nothing is said about them. */
bool facets_collect(struct facets *facets, const struct field *field);

/* The same for the field at hand, collected once for all rules; NULL when its type is bad. Valid until another field is
   asked about. */
const struct facets *facets_of(struct check *check, const struct field *field);

/* Whether a keyword can have an effect on values of the field's types. */
bool facets_apply(const struct field *field, const struct keyword *keyword);

/* The number of a keyword that applies; false when it is absent, no number, or for a count negative or broken. */
bool facets_number(struct arena *arena, const struct facets *facets, enum keyword_id id, struct number *number);

/* What a pair of keywords bounds. */
enum range_of { RANGE_VALUE, RANGE_LENGTH, RANGE_ITEMS, RANGE_PROPERTIES, RANGE_CONTAINS, RANGE_SCALE, RANGE_COUNT };

/* The sharpest lower and upper bound. Of RANGE_SCALE these are `scale` and `precision`. */
struct range {
    const struct keyword_use *low, *high; /* NULL: unbounded there */
    struct number least, greatest;
    bool is_low_exclusive, is_high_exclusive;
};

struct range facets_range(struct arena *arena, const struct facets *facets, enum range_of of);

/* Whether the bounds leave no number at all. */
bool range_is_empty(const struct range *range);

/* The bound that a number breaks; NULL when it is in the range. */
const struct keyword_use *range_broken_by(const struct range *range, struct number number);

#endif

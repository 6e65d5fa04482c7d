/* "Did you mean" for the names of fields. */
#ifndef CHECK_FIELD_GUESS_H
#define CHECK_FIELD_GUESS_H

#include "contract/model.h"

/* Bounds the work: many unknown names against many fields would be quadratic. Start with {dataset}. */
struct field_guess {
    const struct dataset *dataset;
    size_t compared; /* names looked at so far */
};

/* The property or column nearest to a name; empty when none is near or a hundred thousand names have been compared. */
struct str field_guess_nearest(struct field_guess *guess, struct str name);

#endif

/* References that lead back to where they stand, without a way out. Knows nothing of contracts. */
#ifndef SCHEMA_CIRCLE_H
#define SCHEMA_CIRCLE_H

#include "schema/compile.h"

struct schema_circle {
    const struct node *first;   /* of its references the one that stands first: the keyword's value */
    const struct node *closing; /* the one that leads back; it may be the same */
    size_t count;               /* of its references */
    const struct node *demand;  /* what asks for another value inside each value, an item of `required` or `minItems`,
                                   so that no finite value is valid; NULL: the circle stays at one value, and judging
                                   that never ends (2020-12 core, section 9.4.1) */
    const struct schema_circle *next;
};

/* The circles that compiled schemas lead into, each told once, in the order of finding. A schema may come back to
   itself by what it says of parts of a value, and is not followed there unless every value must have such a part: ask
   for all that may go in a circle. References whose target depends on where they are reached from are read as from the
   root of the document. In `arena`; linear in what is reached, no recursion. */
const struct schema_circle *schema_circles(struct arena *arena, struct schema_set *set,
                                           const struct schema *const *schemas, size_t count);

#endif

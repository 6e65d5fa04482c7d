/* Whether two compiled schemas say the same. Knows nothing of what they accept. */
#ifndef SCHEMA_EQUAL_H
#define SCHEMA_EQUAL_H

#include "schema/schema.h"

struct arena;

/* Whether both have equal keywords with equal values and what they refer to is equal too, in one document or in two.
   False when it is not found out in `*steps` schemas, which are taken off. `arena` is for scratch. */
bool schema_equal(struct arena *arena, const struct schema *a, const struct schema *b, uint64_t *steps);

/* Whether it says nothing: `true`, `{}`, or annotations only. */
bool schema_is_true(const struct schema *schema);

/* The schema that a schema stands for when all it says is a `$ref` within its resource. */
const struct schema *schema_target(const struct schema *schema);

/* Calls `visit` with each schema that a schema applies to the same value, but for the target of a dynamic reference. */
void schema_each_in_place(const struct schema *schema, void (*visit)(void *data, const struct schema *part),
                          void *data);

/* Calls `visit` with each schema that is a part of a schema or that it refers to. */
void schema_each_part(const struct schema *schema, void (*visit)(void *data, const struct schema *part), void *data);

#endif

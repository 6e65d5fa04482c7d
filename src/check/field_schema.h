/* From columns to a compiled schema, for contracts whose records are described by lists of fields. A JSON Schema is
   compiled by schema/compile.h instead. */
#ifndef CHECK_FIELD_SCHEMA_H
#define CHECK_FIELD_SCHEMA_H

#include "contract/model.h"
#include "schema/schema.h"

/* The schema of a dataset's records, in `arena`: an object whose members are the fields. A required field must be there
   and not be null; another may be absent or, unless `nullable: false` is written, null. What a field does not say, or
   says wrongly, demands nothing. Demands point to the nodes of the contract: a missing field's `required` is that of
   the first required one. */
const struct schema *field_schema_make(struct arena *arena, const struct field *root);

/* Whether it must be there and not be null. */
bool field_is_required(const struct field *field);

#endif

/* From columns to a compiled schema, for contracts whose records are described by lists of fields. A JSON Schema is
   compiled by schema/compile.h instead. */
#ifndef CHECK_FIELD_SCHEMA_H
#define CHECK_FIELD_SCHEMA_H

#include "contract/model.h"
#include "schema/schema.h"

struct schema_set;

/* The schema of a dataset's records, in `arena`: an object whose members are the fields. A required field must be there
   and not be null; another may be absent or, unless `nullable: false` is written, null. Where a field says no logical
   type, its physical one counts, by the platform of the servers of `contract`. What a field does not say, or says
   wrongly, demands nothing. Demands point to the nodes of the contract: a missing field's `required` is that of the
   first required one. */
const struct schema *field_schema_make(struct arena *arena, const struct contract *contract, const struct field *root);

/* The schema of one field, for values that stand in the contract: what people write as a string or as a number, such as
   dates and decimals, may be either, and null is no value of the field unless it says so. Its patterns have numbers of
   `set`. */
const struct schema *field_schema_of(struct arena *arena, struct schema_set *set, const struct field *field);

/* The types of a field's values in records, enum json_type bits, null too where it may be null; 0: it says none. */
unsigned field_record_types(struct arena *arena, const struct contract *contract, const struct field *field);

/* The types that such a value may have, enum json_type bits. */
unsigned field_value_types(const struct field *field);

/* Whether it must be there and not be null. */
bool field_is_required(const struct field *field);

#endif

/* What the JSON Schema engine knows of a document's fields: their compiled schemas, whether a value fits, whether any
   does. Made when a rule asks, within budgets for the file: what is beyond them is not known. */
#ifndef CHECK_SCHEMA_OF_H
#define CHECK_SCHEMA_OF_H

#include "check/check.h"
#include "schema/circle.h"
#include "schema/satisfy.h"

/* The compiled schema of a field, of a column the one that it amounts to; NULL for what is no schema, or where too much
   memory is taken already. */
const struct schema *schema_of(struct check *check, const struct field *field);

/* A copy without `enum` and `const`: what the field says of a value besides listing it. In check->arena. */
const struct schema *schema_without_values(struct check *check, const struct schema *schema);

/* Why a value is invalid, formats included: at most `limit` causes; NULL when it is valid or not known to be invalid.
   Causes that other rules tell are left out: keywords that are bad, misspelt or contradict each other, and values of an
   enum; so are numbers that JSON does not have. In check->arena. */
const struct schema_cause *schema_mistakes(struct check *check, const struct schema *schema, const struct node *value,
                                           size_t limit);

/* Whether the schema does not say what its author means, because a keyword is bad, misspelt or of another type. */
bool schema_is_doubtful(struct check *check, const struct schema *schema);

/* Whether a keyword that refers, `$ref` or `$dynamicRef`, names nothing in a document that is known. Its schema must
   have been asked for by schema_of(). */
bool schema_reference_is_lost(struct check *check, const struct node *keyword);

/* The circles in which the references of a dataset go, as far as its schemas are known. In check->arena. */
const struct schema_circle *schema_circles_of(struct check *check, const struct dataset *dataset);

/* Whether a field says more of its values than their type and which they are. */
bool field_has_constraints(const struct field *field);

/* Whether any value is valid, told once for each schema; `steps` of the answer are not. */
const struct satisfaction *schema_values_of(struct check *check, const struct schema *schema);

/* Whether any value is valid under all of `schema` and `other`, but not under `none` (NULL: nothing); within the same
   steps. The witness is in check->arena. */
struct satisfaction schema_ask(struct check *check, const struct schema *schema, const struct schema *other,
                               const struct schema *none);

/* A finding of the rule at hand about a mistake in a value: at the value, or at the key that is refused, with the
   keyword as related. `subject` stands before the words of the cause, NULL: nothing. Never NULL. */
struct finding *finding_of_cause(struct check *check, const struct schema_cause *cause, const char *subject);

/* Forgets what was compiled once it takes much memory; it is compiled anew when a rule asks. For the time between two
   hooks: all schemas and answers given are gone. */
void schemas_trim(struct check *check);

#endif

/* What containment says of the schemas of two versions of a field. Used inside change/ only. */
#ifndef CHANGE_CHANGE_SCHEMA_H
#define CHANGE_CHANGE_SCHEMA_H

#include "change/change_field.h"
#include "schema/contain.h"

/* The schemas of both versions, compiled when they are first asked for. */
struct change_schemas {
    struct schema_set *set;
};

/* The compiled schema at a node of either version; NULL where a contract does not describe its records by JSON Schema,
   or has no more budget. */
const struct schema *change_schema_at(struct changes *changes, const struct node *node);

/* The schema of all that the shape of a field of either version says. NULL as above. */
const struct schema *change_schema_of(struct changes *changes, const struct shape *shape);

/* The budget for a question about patterns (base/language.h), at first. Time is bounded for a comparison as a whole:
   after many questions it gets small. */
uint32_t change_language_steps(const struct changes *changes);

/* Whether a question that it was too small for may be asked once more with LANGUAGE_STEPS; counts. */
bool change_may_ask_hard(struct changes *changes);

/* What holds between all that the old schema allows and all that the new one does. */
struct schema_relation {
    struct containment new_in_old; /* a NO has a value that is allowed now and was not */
    struct containment old_in_new;
};

/* Whether `outer` allows all that `inner` allows. */
struct containment change_contains(struct changes *changes, const struct schema *outer, const struct schema *inner);

struct schema_relation change_relate(struct changes *changes, const struct schema *old, const struct schema *new);

/* The same of schemas with single keywords, literally: which properties are declared does not count. */
struct schema_relation change_relate_keywords(struct changes *changes, const struct schema *old,
                                              const struct schema *new);

/* Whether both versions of the field allow the same values, proved, and the findings after `last` (NULL: all) are about
   nothing else. */
bool change_is_equivalent(const struct field_pair *pair, const struct finding *last);

/* Takes out the findings after `last` (NULL: all) about a keyword that was loosened although the others leave nothing
   more, or tightened although they left nothing more. */
void change_drop_silent(const struct field_pair *pair, struct finding *last);

/* Adds "; `…` is allowed now and was not before" to a finding, where there is such a value. */
void change_show_witness(struct changes *changes, struct finding *finding, const struct containment *new_in_old);

#endif

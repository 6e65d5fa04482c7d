/* Which schemas in place hold for the value of a branch, as far as the branch says. Part of what satisfy_parts.h
   describes, for satisfy_unevaluated.c and satisfy_mention.c. */
#ifndef SCHEMA_SATISFY_CLOSURE_H
#define SCHEMA_SATISFY_CLOSURE_H

#include "schema/satisfy_parts.h"

/* A schema that is about the same value as the one in hand, and holds where that holds, or may. */
struct member {
    const struct schema *schema; /* as schema_target() gives it */
    const struct schema *open;   /* the schema on which it hangs, of which the branch says nothing; NULL: it holds */
    struct member *next;
};

struct closure {
    struct search *search;
    struct map decided; /* schema to the literal of the branch */
    struct map met;
    struct member *todo, *members;
    size_t count;
};

/* An empty one. `is_of_emitted`: what holds must be of the side whose values are looked for. */
struct closure closure_make(struct search *search, const struct branch *branch, bool is_of_emitted);

/* Adds a schema that holds, and all that `allOf`, `anyOf`, `oneOf`, `if`, `dependentSchemas` and `$ref` apply in its
   place. `not` is not followed: nothing is said by what it holds. */
void closure_add(struct closure *closure, const struct schema *schema);

/* Whether a member holds because the branch itself says so, not because of what the branch has yet to choose. */
bool closure_has(const struct closure *closure, const struct member *member);

/* Whether a member says something that is beyond us. */
bool closure_is_beyond(const struct closure *closure, const struct member *member);

#endif

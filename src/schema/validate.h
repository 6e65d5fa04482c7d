/* Whether a value is valid under a compiled schema, and if not why. Knows nothing of contracts. */
#ifndef SCHEMA_VALIDATE_H
#define SCHEMA_VALIDATE_H

#include "schema/schema.h"

struct schema_set;
struct validator;

/* Three answers, so that AND is the least, OR the greatest. Undecided: a reference that is not known here, a pattern
   that is beyond us, or the budget is used up. */
enum schema_verdict { SCHEMA_INVALID, SCHEMA_UNDECIDED, SCHEMA_VALID };

struct validator_options {
    bool asserts_format; /* `format` decides; else it is an annotation, unless the metaschema says otherwise */
    bool is_tolerant;    /* `additionalProperties: false` and `unevaluatedProperties: false` refuse nothing: readers
                            ignore what they do not know */
    uint64_t steps;      /* how many keywords may be judged in one call; 0: VALIDATOR_STEPS */
};

enum { VALIDATOR_STEPS = 10000000, VALIDATOR_DEPTH = 512 /* schemas inside each other, in place or not */ };

/* Makes ready to judge values by schemas of a set. Not shared by threads: it keeps compiled patterns and scratch memory
   of its own in `arena`. */
struct validator *validator_make(struct arena *arena, const struct schema_set *set,
                                 const struct validator_options *options);

/* Judges a value; stops at the first mistake. Its scratch memory is given back. */
enum schema_verdict schema_validate(struct validator *validator, const struct schema *schema,
                                    const struct node *instance);

/* How many steps all calls so far took. */
uint64_t validator_steps(const struct validator *validator);

/* One mistake: the deepest cause, not the keywords around it that fail because of it. */
struct schema_cause {
    const struct node *instance;       /* the value that is wrong; of a missing or refused property the object */
    const struct node *child;          /* of a refused property or item: it (its key is the name); else NULL */
    const struct node *missing;        /* of a missing property: its name in `required`; else NULL */
    const struct schema *schema;       /* that has the keyword */
    const char *keyword;               /* "minLength"; "false" for the schema `false` */
    const struct node *demand;         /* the keyword's value */
    const struct schema_cause *others; /* anyOf, oneOf: one cause for each of the other branches, a few only */
    size_t other_count;                /* how many other branches there are */
    const struct schema_cause *next;   /* the next independent mistake of the same value, in the order of the value */
};

/* Why a value is invalid: its independent mistakes in `arena`, at most `limit`; NULL when it is valid or undecided. In
   anyOf and oneOf the branch that fits best is followed: one whose const, enum, type and required fit before others,
   then the one that got furthest into the value. Two branches of oneOf that both fit are one mistake of `oneOf`. */
const struct schema_cause *schema_explain(struct validator *validator, struct arena *arena, const struct schema *schema,
                                          const struct node *instance, size_t limit);

/* The words of a cause after "the value": "`abc` has 3 characters, `minLength` is `5`". In `arena`; unsafe characters
   are escaped and long values cut. */
const char *schema_cause_text(struct arena *arena, const struct schema_cause *cause);

#endif

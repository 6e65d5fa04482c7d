/* From nodes to compiled schemas: keywords, references, identifiers, drafts 7, 2019-09 and 2020-12. Never opens a file
   nor an address: what a reference names must stand in a document of the set or be an official metaschema. */
#ifndef SCHEMA_COMPILE_H
#define SCHEMA_COMPILE_H

#include "schema/schema.h"

struct schema_set;

/* What is wrong with a schema. */
enum schema_problem_kind {
    SCHEMA_BAD_VALUE,            /* a keyword's value is not what it must be */
    SCHEMA_REFERENCE_UNRESOLVED, /* names nothing in its document, or no schema */
    SCHEMA_REFERENCE_EXTERNAL    /* names a document that the set does not have */
};

struct schema_problem {
    enum schema_problem_kind kind;
    const struct node *node; /* the keyword's value */
    const struct schema_problem *next;
};

/* An empty set in `arena`, in which everything compiled lives. `draft` holds where no `$schema` says another. */
struct schema_set *schema_set_make(struct arena *arena, enum schema_draft draft);

/* From now on OpenAPI 3.0's `nullable: true` beside `type` adds null to it, as contracts mean it. */
void schema_set_read_nullable(struct schema_set *set);

/* Makes a document known under an absolute URI (empty: none), so that references find it. Its tree must live as long as
   the set. `outer` may be a mapping around it in which a JSON Pointer is looked up that `root` does not have; NULL:
   none. */
void schema_set_add(struct schema_set *set, struct str uri, const struct node *root, const struct node *outer);

/* The compiled schema at a node of a document that was added, with everything it refers to; the same object for the
   same node. Never NULL: what is no schema is compiled as `true` that `is_bad`. Linear in what is reached; no
   recursion. */
const struct schema *schema_compile(struct schema_set *set, const struct node *node);

/* A copy of a compiled schema, or one made by hand, with nothing but some of its keywords, in `arena`; what they hold
   is shared. Names of what it does not have are passed over; without `type` every type is allowed. `properties` notes
   what `required` says, so the two go together. */
const struct schema *schema_only(struct arena *arena, const struct schema *schema, const struct str *names,
                                 size_t count);

/* What a keyword is to the schema in which it stands. */
enum schema_standing {
    SCHEMA_COUNTS,      /* or it only annotates, or nobody knows it */
    SCHEMA_OTHER_DRAFT, /* the draft of the schema does not know it, another one does */
    SCHEMA_HIDDEN       /* by a `$ref` beside it (draft 7 core, section 8.3) */
};

enum schema_standing schema_keyword_standing(const struct schema *schema, struct str keyword);

/* "7", "2019-09", "2020-12". */
const char *schema_draft_name(enum schema_draft draft);

/* The problems found so far, in the order of finding. */
const struct schema_problem *schema_set_problems(const struct schema_set *set);

/* How many patterns the set has: schema_pattern.number is below. */
size_t schema_set_patterns(const struct schema_set *set);

/* A number for a pattern of a schema that is made by hand and judged beside those of the set. */
uint32_t schema_set_number_pattern(struct schema_set *set);

#endif

/* Disjunctions in the making, for satisfy_expand.c. Part of what satisfy_parts.h describes. */
#ifndef SCHEMA_SATISFY_CHOICE_H
#define SCHEMA_SATISFY_CHOICE_H

#include "schema/satisfy_parts.h"

/* A disjunction being made from the literal in hand. */
struct choosing {
    struct search *search;
    struct branch *branch;
    struct literal literal;
    struct choice choice;
    struct alternative *last;
    bool is_met; /* an alternative holds for every value of the type */
};

/* A disjunction of nothing, made from a literal. */
static inline struct choosing choosing_make(struct search *search, struct branch *branch, struct literal literal)
{
    return (struct choosing){.search = search, .branch = branch, .literal = literal};
}

/* Begins another alternative, to which the next two add. */
void choosing_begin(struct choosing *choosing);

/* A schema that must hold, or must not. */
void choosing_add_schema(struct choosing *choosing, const struct schema *schema, bool is_negative);

/* A property that must be there, or must not. */
void choosing_add_presence(struct choosing *choosing, struct str name, bool is_negative);

/* Adds an alternative for each keyword of a schema, negated. */
void choosing_refuse(struct choosing *choosing, const struct schema *schema);

/* Adds the disjunction to its branch: one of nothing is false, and one of one needs no choice. */
bool choosing_end(struct choosing *choosing);

/* What a dynamic reference is called in the draft of the schema. */
static inline const char *choice_dynamic_keyword(const struct schema *schema)
{
    return schema->resource->draft == SCHEMA_DRAFT_2019_09 ? "$recursiveRef" : "$dynamicRef";
}

#endif

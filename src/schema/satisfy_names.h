/* The names of an object's properties, for satisfy_object.c. Part of what satisfy_parts.h describes. */
#ifndef SCHEMA_SATISFY_NAMES_H
#define SCHEMA_SATISFY_NAMES_H

#include "schema/satisfy_parts.h"

enum {
    DEMANDS_MAX = 16,
    PATTERNS_MAX = 16,
    LANGUAGE_COST = 20 /* of a question about names, in steps of the search */
};

/* A property that the value may have. */
struct name {
    struct str text;
    bool is_present, is_absent;
    bool is_solved;                /* `outcome` is for `extras` */
    const struct literals *extras; /* what the value must be besides */
    struct outcome outcome;
    struct name *next;
};

/* The facts of a branch about an object, sorted. */
struct object {
    struct search *search;
    struct branch *branch;
    struct map index; /* text to name */
    struct name *first, *last;
    const struct fact *demands[DEMANDS_MAX]; /* that some property must be so */
    size_t demand_count;
    const struct pattern_ast *patterns[PATTERNS_MAX]; /* that make a difference between other names */
    size_t pattern_count;
    uint64_t min, max, present;
    struct reason doubt; /* keyword NULL: none; else NO is not proved */
};

/* The property of that name, made if it is new. */
struct name *object_name(struct object *object, struct str text);

/* Whether the side whose values are looked for names such a property; always, unless the reading is tolerant. */
bool object_emits(struct object *object, struct str name);

/* Whether the value may have a property of that name. */
bool object_allows(struct object *object, const struct name *name);

/* Whether a demand can be about that name; what is beyond us is left out. */
bool object_fits(struct object *object, const struct fact *demand, struct str name);

/* Names that no fact has, in which alone patterns make a difference. */
const struct language *object_other_names(struct object *object);

/* Those of them that a demand is about. */
const struct language *object_demanded_names(struct object *object, const struct fact *demand);

/* A name in the language that `propertyNames` allows, and the demand if there is one; not the empty one if there is any
 * other. */
struct outcome object_find_name(struct object *object, const struct fact *demand, const struct language *language);

/* Whether a fact is about every property. */
static inline bool is_about_all(const struct fact *fact)
{
    return fact->kind == FACT_OBJECTS || fact->kind == FACT_MENTION;
}

#endif

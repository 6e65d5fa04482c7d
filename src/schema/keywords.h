/* The keywords of JSON Schema: in which drafts each counts, where schemas stand in it, what it fills and how its value
   is read. Used inside schema/ only. */
#ifndef SCHEMA_KEYWORDS_H
#define SCHEMA_KEYWORDS_H

#include "schema/compiler.h"

#include <stddef.h>

/* The structs of schema.h that keywords fill. */
enum schema_part { PART_SCHEMA, PART_NUMBERS, PART_STRINGS, PART_ARRAYS, PART_OBJECTS, PART_LOGIC, PART_COUNT };

/* A schema object being read. Its parts are made when their first keyword is met. */
struct schema_making {
    struct schema_set *set;
    struct schema *schema;
    const struct node *mapping, *value; /* of the keyword at hand */
    void *parts[PART_COUNT];
    bool is_of_validation; /* validation keywords count */
};

enum { SCHEMA_OF_VALIDATION = 8 /* beside a bit for each draft */ };

/* A row. A keyword that only annotates has no reader. */
struct schema_keyword {
    const char *name;
    unsigned marks; /* a bit for each draft, and SCHEMA_OF_VALIDATION */
    enum schema_shape shape;
    enum schema_part part;
    size_t slot;       /* where in the part its reader writes */
    size_t from, size; /* the members that it fills; keywords that fill the same share them */
    void (*read)(struct schema_making *making, void *slot);
};

/* The row of a keyword in a draft; NULL when it has none there. */
const struct schema_keyword *schema_keyword_find(struct str name, enum schema_draft draft);

#endif

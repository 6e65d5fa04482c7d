/* The formats that a JSON Schema may name: those of 2020-12 (validation, section 7.3), of OpenAPI's format registry and
   of draft 3, and whether a string is of one. Knows nothing of contracts. */
#ifndef SCHEMA_FORMAT_H
#define SCHEMA_FORMAT_H

#include "base/str.h"

struct arena;

struct format {
    const char *name;
    bool is_numeric;             /* of numbers; else of strings */
    bool (*accepts)(struct str); /* whether a string is of it; NULL: not checked */
    unsigned shortest, longest;  /* characters of a string; 0: no bound */
};

/* The format of a name, in its own letter case; NULL when nobody knows it. */
const struct format *format_find(struct str name);

/* The known name that a wrong one means (`datetime`, `url`, `guid`, `Email`); NULL when none is near. */
const char *format_nearest(struct str name);

/* Whether a string is of the format; true where that is not checked. `arena` is for patterns. */
bool format_accepts(const struct format *format, struct arena *arena, struct str text);

#endif

/* Replaces parts of a text by byte span and leaves every other byte alone. */
#ifndef YAML_EDIT_H
#define YAML_EDIT_H

#include "yaml/source.h"

struct edit {
    struct span span; /* empty: insert before `start` */
    struct str text;
};

/* The text after the edits, in `arena`. Edits are applied from the first place to the last; one that overlaps an
   earlier one (or inserts at the same place) is left out and marked in `is_applied` (an array of `count`, may be NULL).
 */
struct str edit_apply(struct arena *arena, struct str text, const struct edit *edits, size_t count, bool *is_applied);

#endif

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

/* Puts edits in the order of their places; those at one place keep their order. */
void edit_sort(struct arena *arena, struct edit *edits, size_t count);

/* One step after another as one: the edits of the old text that do what `first` and then `second` (edits of its result)
   do. Both lists are in order and without overlaps, and so is what is returned, `*count` of them in `arena`. */
const struct edit *edit_compose(struct arena *arena, const struct edit *first, size_t first_count,
                                const struct edit *second, size_t second_count, size_t *count);

#endif

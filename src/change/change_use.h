/* How often two definitions are compared with each other: references can lead to one along more ways than there are
   atoms. Used inside change/ only. */
#ifndef CHANGE_CHANGE_USE_H
#define CHANGE_CHANGE_USE_H

#include "change/change_field.h"

struct use_count {
    size_t compared, left_out;
    bool has_changed;          /* set by who compares: something was told of a use */
    struct change_place place; /* of the first use that is left out */
    const char *name;
    struct use_count *next;
};

/* Of one model. */
struct uses {
    struct changes *changes;
    struct map counts; /* both fields to their struct use_count */
    struct use_count *left_out, **left_out_end;
    size_t visits; /* pairs that were compared */
};

void uses_init(struct uses *uses, struct changes *changes);

/* Counts a use of both definitions by `pair`. NULL when they have been compared often enough: what is said of the
   other uses holds for this one too. */
struct use_count *uses_take(struct uses *uses, const struct field *old, const struct field *new,
                            const struct field_pair *pair);

/* Tells of the uses that were left out, once for each definition of which something was told. */
void uses_tell_left_out(const struct uses *uses);

#endif

/* Which fields of two versions of an object are the same: by id, by name, and by the evidence that one was renamed or
   moved (breaking.md 6.6). Used inside change/ only. */
#ifndef CHANGE_CHANGE_RENAME_H
#define CHANGE_CHANGE_RENAME_H

#include "change/change_shape.h"

struct property_pair {
    const struct shape_property *old, *new;
    const char *reason; /* why it counts as renamed: "same id `p1`"; NULL: same name */
};

/* Every property in one place. */
struct property_pairs {
    struct property_pair *at;
    const struct shape_property **removed, **added;
    size_t count, removed_count, added_count;
};

/* Pairs the properties of one object. In the changes' arena. Linear: evidence is looked up, and how many names are
   compared that differ in case and separators only is bounded. */
struct property_pairs properties_pair(struct changes *changes, const struct shape_property *old, size_t old_count,
                                      const struct shape_property *new, size_t new_count);

/* A property that is gone from one object, or new in one. */
struct departure {
    const struct shape *old, *new; /* the object, in both versions */
    const struct shape_property *property;
    struct departure *next;
};

/* The removed and added properties of a model, kept until all is seen: one of each may be one that moved. */
struct departures {
    struct changes *changes;
    struct departure *removed, **removed_end, *added, **added_end;
};

void departures_init(struct departures *departures, struct changes *changes);
void departures_add_removed(struct departures *departures, const struct shape *old, const struct shape *new,
                            const struct shape_property *property);
void departures_add_added(struct departures *departures, const struct shape *old, const struct shape *new,
                          const struct shape_property *property);

/* Tells all of them: moved, removed, added. */
void departures_tell(struct departures *departures);

/* The finding about a property that is gone; `survivor` is the object as it is now. Made by change_fields.c. */
void change_tell_removed(struct changes *changes, const struct shape *survivor, const struct shape_property *property);

/* The finding about a property that is new; `before` is the object as it was. */
void change_tell_added(struct changes *changes, const struct shape *before, const struct shape_property *property);

#endif

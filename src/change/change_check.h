/* Which quality check of one version is which of the other, and what a check says beside its demand. Used inside
   change/ only. */
#ifndef CHANGE_CHANGE_CHECK_H
#define CHANGE_CHANGE_CHECK_H

#include "change/change.h"
#include "change/quality_range.h"

/* A check of one version and what it is paired with. */
struct check_entry {
    const struct quality *check;
    bool is_promise;           /* of fields, which tell what becomes of it */
    size_t index;              /* in its list */
    struct check_entry *other; /* NULL: none */
    struct check_entry *next;  /* of its name */
};

struct checks {
    struct check_entry *at;
    size_t count;
};

/* The checks of two lists of struct quality, each with its other: of the same name, then equal, then of the same test,
   the same demand, some of the same fields, at last at the same place of a list that has no names. With
   `are_all_checks` none is a promise. In the arena of `changes`; bounded work. */
void checks_pair(struct changes *changes, const struct list *old_list, const struct list *new_list, bool are_all_checks,
                 struct checks *old, struct checks *new);

/* Whether both put the same question, be it with other bounds. */
bool check_asks_the_same(const struct quality *a, const struct quality *b);

/* Of which fields: unclear when neither has all of the other's. */
enum quality_order check_compare_fields(const struct quality *old, const struct quality *new);

/* Whether one of the two is there and the other not, or both and unlike. */
bool check_node_differs(const struct node *old, const struct node *new);

/* What names a measure is of the library, whether it says so or not; empty: no type. */
struct str check_type(const struct quality *check);

/* What it says of itself, wherever its dialect has that; blank where it does not. */
struct text check_name(const struct quality *check);
struct text check_severity(const struct quality *check);
struct text check_schedule(const struct quality *check);
struct text check_where(const struct quality *check);
struct text check_enforced(const struct quality *check); /* `false`: it stops no delivery */

#endif

/* The comparers, one file each; all work on the same two sides. Used inside change/ only. */
#ifndef CHANGE_CHANGE_SUBJECTS_H
#define CHANGE_CHANGE_SUBJECTS_H

#include "change/change.h"

void change_compare_presence(struct changes *changes); /* a contract that was added or removed */
void change_compare_identity(struct changes *changes); /* id, name, domain, format, status */
void change_compare_datasets(struct changes *changes); /* models and their fields */
void change_compare_promises(struct changes *changes); /* service levels */
void change_compare_access(struct changes *changes);   /* classification, permissions, roles */
void change_compare_servers(struct changes *changes);  /* servers, output ports, endpoints, storage */
void change_compare_terms(struct changes *changes);    /* terms of use, notice period, support */
void change_compare_quality(struct changes *changes);  /* quality checks and thresholds */
void change_compare_rest(struct changes *changes);     /* what nobody has claimed; last of them */

/* Compares two lists of struct role; `survivor` holds the new one. */
void change_compare_roles(struct changes *changes, const struct list *old, const struct list *new,
                          const struct node *survivor);

/* Drops the findings that say the same as an earlier one: what two versions of a model have in common is compared for
   each of them. */
void change_forget_repeated(struct changes *changes);

/* Whether one date is before another; of date and time only the date counts. */
bool change_is_earlier(struct str a, struct str b);

/* A date that the new version of the contract gives as the end, and the old one did not: adds sunset-too-soon when it
   leaves less time from today than the notice that is configured, or that the contract itself promises. A month counts
   for the fewest days it can have. NULL when there is nothing to tell. `what` is "the sunset". */
struct finding *change_tell_too_soon(struct changes *changes, struct text end, struct change_place place,
                                     const char *what);

/* Judges the declared version by what the other findings ask for (breaking.md 6.4). */
void change_check_version(struct changes *changes);

#endif

/* Comparing quality checks. Used inside change/ only. */
#ifndef CHANGE_CHANGE_QUALITY_H
#define CHANGE_CHANGE_QUALITY_H

#include "change/change.h"

/* Compares two lists of struct quality; `survivor` holds the new one. Checks that are promises of a field are left to
   who compares fields, but for `are_all_checks`: then none is. */
void change_compare_checks(struct changes *changes, const struct list *old, const struct list *new,
                           const struct node *survivor, bool are_all_checks);

#endif

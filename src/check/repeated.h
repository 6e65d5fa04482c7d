/* Items that stand in a list twice. */
#ifndef CHECK_REPEATED_H
#define CHECK_REPEATED_H

#include "check/check.h"

/* A finding of the rule at hand for every item (struct item) whose text is in the list before, with the first as
   related and a fix that takes the item out. */
void items_check_repeated(struct check *check, const struct list *items);

#endif

/* The fix that takes an item out of a list and leaves the rest as it is written. */
#ifndef CHECK_FIX_REMOVE_H
#define CHECK_FIX_REMOVE_H

#include "check/check.h"

/* Adds a fix that removes the scalar or alias `item` from its list, with its comma or dash and a comment beside it;
   `previous` is the item before, NULL for the first. Comments of other items stay. `message` says the fix and becomes
   the help. Nothing is added where that is not clear from the text: an item with an anchor or tag, the only item of a
   block list, a dash that shares its line. */
void fix_remove_item(struct check *check, struct finding *finding, const struct node *item, const struct node *previous,
                     const char *message);

#endif

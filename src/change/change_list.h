/* Values that nobody understands: lists of which no item is known by a name, whose order is no promise, and what
   differs. Used inside change/ only. */
#ifndef CHANGE_CHANGE_LIST_H
#define CHANGE_CHANGE_LIST_H

#include "yaml/node.h"

/* Whether two lists have equal items, each as often, in whatever order. False, too, where that costs too much to say.
   `arena` is for scratch. */
bool list_has_same_items(struct arena *arena, const struct node *old, const struct node *new);

/* What has come to a list of scalars and what has gone: "has `a` now", "no longer has `b`". NULL where one is no such
   list, or where nothing has. In `arena`. */
const char *list_difference(struct arena *arena, const struct node *old, const struct node *new);

/* What is different: "was `a`, is `b`" of scalars, list_difference of lists, "differs in `a`"
   of mappings. NULL of anything else. In `arena`. */
const char *change_difference(struct arena *arena, const struct node *old, const struct node *new);

#endif

/* Makes nodes that stand in no text, for values that were thought out: examples, witnesses. Fit for whatever looks at
   values (node_equal of yaml/equal.h, node_find, validation); their spans are zero, so nothing can be reported at them.
 */
#ifndef YAML_NODE_MAKE_H
#define YAML_NODE_MAKE_H

#include "base/number.h"
#include "yaml/node.h"

/* All live in `arena`; texts are not copied. */
struct node *node_make_null(struct arena *arena);
struct node *node_make_bool(struct arena *arena, bool value);
struct node *node_make_number(struct arena *arena, struct number value);
struct node *node_make_string(struct arena *arena, struct str value);

/* Empty collections, for the two below. */
struct node *node_make_list(struct arena *arena);
struct node *node_make_object(struct arena *arena);

/* Appends a value to a made list. The value stays where it is and may be anything, of this or another tree, more than
   once: what stands in the list is a copy of a scalar and an alias of a collection. It must not hold the list. */
void node_add_item(struct arena *arena, struct node *list, const struct node *value);

/* The same for a made object, which must not have the key yet. */
void node_add_member(struct arena *arena, struct node *object, struct str key, const struct node *value);

#endif

/* Paths of nodes: how reports name a place inside a contract (product.md, section 4). */
#ifndef CONTRACT_PLACE_H
#define CONTRACT_PLACE_H

#include "contract/model.h"

/* The path of a node in its document, "/schema/properties/email": `/` and `~` escaped as in JSON Pointer (RFC 6901),
   list items by their natural key, through the uses at hand. Empty for the root and for NULL. In `arena`. */
struct str node_path(struct arena *arena, const struct node *node, const struct use *use);

#endif

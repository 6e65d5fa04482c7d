/* Paths of nodes: how reports name a place inside a contract (docs/reports.md). */
#ifndef CONTRACT_PLACE_H
#define CONTRACT_PLACE_H

#include "base/map.h"
#include "contract/model.h"

/* Remembers lists, so that many paths through one cost one walk of it. */
struct places {
    struct arena *arena;
    struct map lists; /* by their node */
};

/* Nothing remembered; lives in `arena`. */
void places_init(struct places *places, struct arena *arena);

/* The path of a node in its document, "/schema/properties/email": `/` and `~` escaped as in JSON Pointer (RFC 6901),
   list items by their natural key or index, through the uses at hand; cut after 1,000 bytes. Empty for the root and for
   NULL. */
struct str places_path(struct places *places, const struct node *node, const struct use *use);

/* The value by which an item of a list is known, such as its `name`; NULL when it has none. */
const struct node *place_natural_key(const struct node *list, const struct node *item);

#endif

/* From a JSON Pointer to the node that it names. */
#ifndef YAML_FOLLOW_H
#define YAML_FOLLOW_H

#include "base/map.h"
#include "yaml/node.h"

/* Keeps what makes many pointers into long lists cheap. Start with follower_init; lives as long as its arena. */
struct follower {
    struct map lists; /* node to its children, as an array */
};

void follower_init(struct follower *follower, struct arena *arena);

/* The node that a pointer (RFC 6901 in a URI fragment, section 6, without its `#`) names, seen from `from`; may be an
   alias; NULL when there is none. Aliases on the way are looked through. */
const struct node *node_follow(struct follower *follower, const struct node *from, struct str pointer);

#endif

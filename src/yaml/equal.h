/* Equality of values by JSON's rules: 1 = 1.0, the order of keys is nothing, aliases are what they stand for. Hashes
   that agree with it. Knows nothing of schemas. */
#ifndef YAML_EQUAL_H
#define YAML_EQUAL_H

#include "yaml/node.h"

/* Whether both have the same value; NULL has none. Aliases of nothing are alike. Linear in their size but for mappings,
 * which are looked up. */
bool node_equal(const struct node *a, const struct node *b);

/* Like node_equal, but stops after some work: takes from `*budget` about one for each node and each 64 bytes looked at.
   False, and `*budget` 0, when that was not enough. */
bool node_equal_within(const struct node *a, const struct node *b, uint64_t *budget);

/* A hash that is the same for equal values, under a seed of base/hash.h. `arena` is for scratch. Meaningless when it
   makes `*budget`, which is spent as above and four times as fast, 0. */
uint64_t node_hash(struct arena *arena, const uint64_t *seed, const struct node *node, uint64_t *budget);

#endif

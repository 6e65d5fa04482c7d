/* The children of a mapping: duplicate keys and merges. Used inside yaml/ only. */
#ifndef YAML_MAPPING_H
#define YAML_MAPPING_H

#include "yaml/compose.h"

/* Mappings with more children than this get a sorted index. */
enum { MAPPING_SMALL = 32 };

/* Whether a key is the merge key `<<` (yaml.org/type/merge). */
bool mapping_is_merge_key(const struct node *key);

/* Appends to the open `mapping` whose last child is `last` the pairs that `value` merges, as aliases. */
struct node *mapping_merge(struct composer *c, struct node *mapping, struct node *last, const struct node *value);

/* Leaves out children whose key came before, with a problem for those that were written; indexes a large mapping. */
void mapping_finish(struct composer *c, struct node *mapping);

#endif

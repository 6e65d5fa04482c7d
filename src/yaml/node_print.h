/* Nodes as JSON on one line, for messages: `{"a": 1, "b": [true]}`. */
#ifndef YAML_NODE_PRINT_H
#define YAML_NODE_PRINT_H

#include "base/buf.h"
#include "yaml/node.h"

/* Appends a value, aliases resolved, of at most `limit` code points (0: all), with an ellipsis where it is cut. Unsafe
   characters are written as \u escapes, numbers in their normal form; what JSON does not have (.inf, undefined aliases)
   as null. */
void node_print(struct buf *buf, const struct node *node, size_t limit);

#endif

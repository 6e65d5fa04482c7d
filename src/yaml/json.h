/* Strict JSON (RFC 8259) to the same nodes; knows nothing of YAML's grammar. */
#ifndef YAML_JSON_H
#define YAML_JSON_H

#include "yaml/node.h"

/* Reads one JSON text into `*tree` (in `arena`): duplicate keys are yaml-duplicate-key problems, limits hold as for
   YAML. False when it is no JSON: then `error_at` is the byte of the first mistake, `error_text` says it in plain
   words, and the tree holds what was read up to there, partial. */
bool json_parse(struct arena *arena, const struct source *source, const struct limits *limits, struct tree *tree,
                uint32_t *error_at, const char **error_text);

#endif

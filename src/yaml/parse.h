/* YAML text to node trees with libyaml, under limits; strict JSON goes to yaml/json.h. The only user of <yaml.h>. */
#ifndef YAML_PARSE_H
#define YAML_PARSE_H

#include "yaml/node.h"

/* Reads every document of a source into trees in `arena`; at least one, for a stream without documents too. What is
   wrong becomes problems of the tree it stands in: yaml-syntax, yaml-encoding, yaml-limit (each ends the stream and
   marks its tree partial), yaml-duplicate-key, yaml-undefined-alias, yaml-alias-cycle, yaml-merge-invalid,
   yaml-tag-unknown, yaml-empty-document, yaml-line-separator, yaml-anchor-unused; in no promised order. The problem of
   a duplicate key has the node that was left out, whose key and parent are those of the pair. Time is linear in the
   text up to the limits. A text whose first token is `{` or `[` and that is valid JSON (RFC 8259) is read as JSON; one
   whose name ends in .json is JSON or wrong. Out of memory calls the arena's handler. */
const struct tree *yaml_parse(struct arena *arena, const struct source *source, const struct limits *limits);

/* Like yaml_parse of YAML, but libyaml reads even what yaml/simple.h could: for tests, which compare the two. */
const struct tree *yaml_parse_by_libyaml(struct arena *arena, const struct source *source, const struct limits *limits);

#endif

/* The YAML that nearly every contract is written in, read without libyaml: block mappings and lists, scalars and flow
   collections on one line, block texts. Everything else is refused and left to libyaml. Used inside yaml/ only. */
#ifndef YAML_SIMPLE_H
#define YAML_SIMPLE_H

#include "yaml/compose.h"

/* Composes the one document of `text` (valid characters, no line separators, no tabs) just as libyaml's events would.
   False when it is not simple: then what was composed is worth nothing. Linear. */
bool simple_read(struct composer *c, struct str text);

#endif

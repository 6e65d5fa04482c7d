/* What a plain scalar is: YAML 1.2's core schema, and where YAML 1.1 differs from it. Knows only the text. */
#ifndef YAML_SCALAR_H
#define YAML_SCALAR_H

#include "yaml/node.h"

/* The type of a plain scalar by the core schema (YAML 1.2.2, 10.3.2). */
enum scalar_type scalar_type_of(struct str text);

/* How a YAML 1.1 reader (yaml.org/type) takes a plain scalar that the core schema types or values differently:
   "boolean", "octal number", "base-60 number", "number", "date", "string". NULL when both agree. Hexadecimal numbers
   and
   `.5` count as different: readers of YAML 1.2's JSON schema take them for strings. */
const char *scalar_yaml11_reading(struct str text);

#endif

/* Equality of decimal numbers as they are written; allocates nothing. */
#ifndef YAML_DECIMAL_H
#define YAML_DECIMAL_H

#include "base/str.h"

/* Whether two numbers of YAML 1.2's core schema are equal: 1 = 1.0 = 10e-1. Linear, exact. Numbers in another base,
   infinities and NaN equal only their own spelling. */
bool decimal_equal(struct str a, struct str b);

#endif

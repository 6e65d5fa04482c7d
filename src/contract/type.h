/* Names of types: JSON Schema's and those of column lists. */
#ifndef CONTRACT_TYPE_H
#define CONTRACT_TYPE_H

#include "contract/keyword.h"
#include "contract/model.h"

/* The JSON types that a type name stands for (enum json_type bits); 0 when nobody knows it there. Case matters. */
unsigned type_bits(struct str name, enum keyword_place place);

/* The known name that a misspelt or foreign one means (`int`, `datetime`, `str`, `bool`, `Integer`); NULL when none is
 * near. */
const char *type_nearest(struct str name, enum keyword_place place);

#endif

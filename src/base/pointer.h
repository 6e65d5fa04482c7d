/* The grammar of JSON Pointers. Follows none. */
#ifndef BASE_POINTER_H
#define BASE_POINTER_H

#include "base/buf.h"

/* Whether `text` is empty or `/`-separated tokens with `~0` and `~1` as the only escapes (RFC 6901 section 3). */
bool pointer_is_valid(struct str text);

/* Whether `text` is a relative JSON Pointer: a count without leading zero, then a pointer or `#`
   (draft-bhutton-relative-json-pointer-00, as JSON Schema 2020-12 refers to it). */
bool pointer_is_relative(struct str text);

/* Adds a token and the `/` before it; `~` and `/` in it are escaped. */
void pointer_add(struct buf *pointer, struct str token);

#endif

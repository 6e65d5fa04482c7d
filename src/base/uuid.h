/* The text form of UUIDs. */
#ifndef BASE_UUID_H
#define BASE_UUID_H

#include "base/str.h"

/* Whether `text` is 8-4-4-4-12 hexadecimal digits (RFC 9562 section 4), any version, either case. */
bool uuid_is_valid(struct str text);

#endif

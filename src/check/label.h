/* How messages name a field. */
#ifndef CHECK_LABEL_H
#define CHECK_LABEL_H

#include "check/check.h"

/* "`customerId`", "a field without a name", "the items of `tags`", "an `anyOf` branch of `address`", "`then` of
   `order`", "the schema". */
const char *field_label(struct check *check, const struct field *field);

#endif

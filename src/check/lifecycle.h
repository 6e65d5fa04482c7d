/* Where in its life a product is. */
#ifndef CHECK_LIFECYCLE_H
#define CHECK_LIFECYCLE_H

#include "contract/model.h"

/* Whether readers are told to leave: `status: deprecated`, or a `deprecation` of a product that is not retired. */
bool lifecycle_is_deprecated(const struct contract *contract);

#endif

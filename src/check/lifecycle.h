/* Where in its life a product is. */
#ifndef CHECK_LIFECYCLE_H
#define CHECK_LIFECYCLE_H

#include "contract/model.h"

/* The words for the status of a contract, by what they promise. */
enum lifecycle_phase { PHASE_UNKNOWN, PHASE_PROPOSED, PHASE_ACTIVE, PHASE_DEPRECATED, PHASE_RETIRED };

/* The phase that a status names, in any case; active when there is none. */
enum lifecycle_phase lifecycle_phase(struct text status);

/* Whether readers are told to leave: `status: deprecated`, or a `deprecation` of a product that is not retired. */
bool lifecycle_is_deprecated(const struct contract *contract);

#endif

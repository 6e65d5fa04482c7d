/* The names of service levels, as ODCS recommends them, with their synonyms. */
#ifndef CONTRACT_PROMISE_NAME_H
#define CONTRACT_PROMISE_NAME_H

#include "contract/model.h"

/* What a service level of that name promises, in any case of its letters (ODCS 3.1, service-level agreement);
   PROMISE_OTHER for a name that nobody knows. */
enum promise_kind promise_kind_of(struct str name);

#endif

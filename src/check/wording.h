/* What a text is by its words: a stand-in that somebody forgot to replace, or a person's name. */
#ifndef CHECK_WORDING_H
#define CHECK_WORDING_H

#include "base/str.h"

/* Whether a text stands for one that was to be written: `TODO`, `TBD: ask finance`, `<your team>`, lorem ipsum. */
bool wording_is_placeholder(struct str text);

/* Whether an owner is a person by a common given name: `Jane Doe`, `jane.doe@example.com`, `jane-doe`; never when a
   word such as `team` or `data` follows. Other names are not recognised. */
bool wording_is_person(struct str text);

/* Whether a description says no more than the name: `Stock levels.` for `stock-levels`. */
bool wording_repeats(struct str description, struct str name);

#endif

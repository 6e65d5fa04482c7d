/* `# contractlint: ignore[RULE] reason` comments: which findings they silence, and which silence nothing. */
#ifndef CHECK_SUPPRESS_H
#define CHECK_SUPPRESS_H

#include "check/check.h"

/* Marks the findings that a comment of the source suppresses, and adds the findings of the suppression rules. All trees
   of the source are given, because comments stand outside their scalars only. Mistakes of yaml-syntax cannot be
   suppressed. */
void suppress_apply(struct check *check, const struct tree *trees);

#endif

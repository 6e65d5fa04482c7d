/* `# contractlint: ignore[RULE] reason` comments: which findings they silence, and which silence nothing. */
#ifndef CHECK_SUPPRESS_H
#define CHECK_SUPPRESS_H

#include "check/check.h"

/* Marks the findings that a comment of the source suppresses, and adds the findings of the suppression rules. A finding
   is suppressed by its first line. All trees of the source are given, because comments stand outside their scalars
   only. Mistakes of yaml-syntax cannot be suppressed. Linear in the source, the comments and the findings. */
void suppress_apply(struct check *check, struct source *source, const struct tree *trees);

#endif

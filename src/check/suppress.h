/* `# contractlint: ignore[RULE] reason` comments: which findings they silence, and which silence nothing. */
#ifndef CHECK_SUPPRESS_H
#define CHECK_SUPPRESS_H

#include "check/check.h"

struct suppression;

/* Reads the comments of a source, in the arena of its file; NULL when there are none. All trees of the source are
   given, because comments stand outside their scalars only. Linear in the source and the comments. */
struct suppression *suppress_read(struct check *check, struct source *source, const struct tree *trees);

/* Whether a comment suppresses a finding: by its first line, and never one of yaml-syntax. The comment counts as used.
 */
bool suppress_one(struct suppression *all, const struct finding *finding);

/* Marks the findings of the list that are suppressed, and adds the findings of the suppression rules. */
void suppress_apply(struct suppression *all);

#endif

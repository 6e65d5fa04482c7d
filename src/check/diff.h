/* What edits do to a text, as a unified diff. Knows nothing of files. */
#ifndef CHECK_DIFF_H
#define CHECK_DIFF_H

#include "base/buf.h"
#include "check/secret.h"
#include "yaml/edit.h"

/* Appends the diff of a source and what `edits` (in order, without overlaps) make of it, three lines of context around
   each change, nothing where nothing changes. `patch -p0` and `git apply -p0` take it, as long as the lines shown hold
   nothing that must not be shown raw: such characters are escaped, and `secrets` (may be NULL) are masked. Lines end at
   LF; the CR before it stays. */
void diff_add(struct buf *out, const struct source *source, const struct secrets *secrets, const struct edit *edits,
              size_t count);

#endif

/* A source line with its number, and carets under a part of it. */
#ifndef REPORT_SNIPPET_H
#define REPORT_SNIPPET_H

#include "base/buf.h"
#include "yaml/source.h"

/* Blanks that put further lines under the bar of the gutter. */
#define SNIPPET_INDENT "     "

/* Appends the first line of `span` behind a gutter, and below it carets under the span's part of that line (at least
   one). Unsafe characters are shown escaped, hidden ones as `*`, tabs as four blanks; a line wider than `width` columns
   (0: unknown) is cut around the carets. `color` and `reset` stand around the carets. Appends nothing when the source's
   lines are not indexed. Time and memory do not depend on the length of the line. */
void snippet_add(struct buf *out, const struct source *source, struct span span, unsigned width, const char *color,
                 const char *reset);

#endif

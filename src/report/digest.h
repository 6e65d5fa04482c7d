/* Rows under headings, of which the most severe are kept when not all fit. Knows no format and no findings. */
#ifndef REPORT_DIGEST_H
#define REPORT_DIGEST_H

#include "base/buf.h"
#include "check/finding.h"

struct digest;

/* An empty digest of at most `limit` bytes, in `arena`, which is that of the run. What it holds is bounded by a small
   multiple of the limit, whatever is added. */
struct digest *digest_new(struct arena *arena, size_t limit);

/* Starts a section; its heading must stay where it is until the next, and is printed only above rows. */
void digest_start(struct digest *digest, struct str heading);

/* Adds a row to the section; a copy is kept. */
void digest_add(struct digest *digest, enum severity severity, struct str row);

/* Prints headings and rows in the order in which they came, and returns how many rows had to be left out. */
size_t digest_print(struct digest *digest, struct buf *out);

#endif

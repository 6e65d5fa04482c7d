/* GitHub's name of a line, `primaryLocationLineHash`, by which code scanning knows a finding again. */
#ifndef REPORT_LINE_HASH_H
#define REPORT_LINE_HASH_H

#include "base/arena.h"
#include "yaml/source.h"

/* A line and its hash, "HEXADECIMAL:COUNT"; empty when the hash would be one of a secret. */
struct line_hash {
    uint32_t line; /* from 1 */
    struct str text;
};

/* Fills the texts of `count` lines, in order and none twice, in `arena`: a hash over the first 100 characters from the
   line's start but blanks, and how many lines had the same one so far. It must be that of github/codeql-action
   (src/fingerprints.ts), which compares. The lines of `source` are indexed. Linear in the source. */
void line_hash_all(struct arena *arena, const struct source *source, struct line_hash *lines, size_t count);

#endif

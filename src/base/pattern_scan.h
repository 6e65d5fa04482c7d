/* Patterns that one look at each character decides, such as `^[A-Z]{3}$` or `^v\d+\.\d+`: from the start on one set
   after the other, each repeated, where the next character tells whether a repetition goes on. Many times as fast as a
   search; knows ASCII only. */
#ifndef BASE_PATTERN_SCAN_H
#define BASE_PATTERN_SCAN_H

#include "base/pattern_ast.h"

struct pattern_scan;

/* The scan of a valid pattern in `arena`; NULL when it is not of that kind. */
const struct pattern_scan *pattern_scan_make(struct arena *arena, const struct pattern_ast *ast);

/* Whether the subject matches; PATTERN_UNDECIDED when it is not ASCII. */
enum pattern_result pattern_scan_run(const struct pattern_scan *scan, struct str subject);

#endif

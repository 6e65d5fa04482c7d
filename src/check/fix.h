/* Applies the fixes of findings to the text of one input, round after round, until nothing is left to fix. Knows
 * nothing of files. */
#ifndef CHECK_FIX_H
#define CHECK_FIX_H

#include "check/lint.h"
#include "yaml/edit.h"

/* What fixing one input came to. Everything lives in the arena of the file. */
struct fixed {
    struct lint_result *before; /* of the input as it is */
    struct lint_result *after;  /* of the fixed text; `before` when nothing was applied */
    struct str bytes;           /* the fixed text with its byte order mark, followed by a NUL */
    const struct edit *edits;   /* from the text of before->source to the fixed one, in order, without overlaps */
    size_t edit_count;
    size_t fixes;        /* applied */
    const char *refusal; /* why nothing was applied although there was something to fix; NULL otherwise */
    bool is_broken;      /* the refusal: a fix is wrong, not the input */
};

/* Checks an input and fixes it: every safe fix, with `is_unsafe` the doubtful ones too, of findings that are not
   suppressed. A fix is applied as a whole or not at all; of two that overlap the first in the text comes first and the
   other has its turn in the next round. Refused are texts that were no UTF-8, that cannot be read to their end, and
   fixes after which the text would be worse YAML than before. */
struct fixed *fix_apply(struct arena *arena, const struct lint_request *request, bool is_unsafe);

#endif

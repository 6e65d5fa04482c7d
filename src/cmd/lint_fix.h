/* What --fix and --diff do with one input. */
#ifndef CMD_LINT_FIX_H
#define CMD_LINT_FIX_H

#include "check/lint.h"
#include "cmd/lint_inputs.h"

struct input_fixes {
    size_t written;      /* fixes that are in the file now */
    struct str diff;     /* of --diff; empty when nothing would change */
    const char *refusal; /* why the input was left alone although it has fixes; NULL otherwise */
    bool is_broken;      /* the refusal: a fix is wrong, not the input */
};

/* Checks an input that was read in the state `stamp` and replaces its file by the fixed text, or with --diff shows what
   that would change. Returns what is to be reported: what remains, with --diff what there is. A file that cannot be
   replaced is as it was; then `err` is set. Everything lives in `arena`; several threads may call it at once. */
struct lint_result *input_fix(const struct inputs *inputs, const struct input *input, struct arena *arena,
                              const struct lint_request *request, const struct file_stamp *stamp,
                              struct input_fixes *fixes, struct error *err);

#endif

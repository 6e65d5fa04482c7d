/* How far a long run has come, on a terminal only. */
#ifndef CMD_DATA_PROGRESS_H
#define CMD_DATA_PROGRESS_H

#include "cmd/cmd.h"

struct progress {
    struct program *program;
    bool is_on, is_shown;
    struct timespec last;
};

/* Ready to show; nothing is shown where standard error is no terminal, in a commit hook, or unless `is_wanted`. */
void progress_start(struct progress *progress, struct program *program, bool is_wanted);

/* Shows what was read so far, at most twice a second and not before half a second has gone by. `context` is the struct
   progress. */
void progress_show(void *context, uint64_t bytes, uint64_t records);

/* Clears the line. */
void progress_end(struct progress *progress);

#endif

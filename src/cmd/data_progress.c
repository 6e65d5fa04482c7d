#include "cmd/data_progress.h"

#include "base/buf.h"

#include <unistd.h>

void progress_start(struct progress *progress, struct program *program, bool is_wanted)
{
    const char *hook = getenv("PRE_COMMIT");
    *progress = (struct progress){.program = program, .is_on = is_wanted && !(hook && *hook) && isatty(STDERR_FILENO)};
    clock_gettime(CLOCK_MONOTONIC, &progress->last);
}

static int64_t milliseconds_between(const struct timespec *from, const struct timespec *to)
{
    return (to->tv_sec - from->tv_sec) * 1000 + (to->tv_nsec - from->tv_nsec) / 1000000;
}

void progress_show(void *context, uint64_t bytes, uint64_t records)
{
    struct progress *progress = context;
    struct timespec now;
    char text[128];
    if (!progress->is_on)
        return;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (milliseconds_between(&progress->last, &now) < 500)
        return;
    progress->last = now;
    progress->is_shown = true;
    int len = snprintf(text, sizeof text, "\r\033[K%llu MB, %llu records", (unsigned long long)(bytes / 1000000),
                       (unsigned long long)records);
    file_output_write(&progress->program->err, (struct str){text, (size_t)len});
    file_output_flush(&progress->program->err);
}

void progress_end(struct progress *progress)
{
    if (!progress->is_shown)
        return;
    progress->is_shown = false;
    file_output_write(&progress->program->err, STR("\r\033[K"));
    file_output_flush(&progress->program->err);
}

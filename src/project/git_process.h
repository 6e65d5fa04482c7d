/* Runs git: finds it, starts it so that no repository can make it run anything else, and talks with it. Knows nothing
   of what is asked. */
#ifndef PROJECT_GIT_PROCESS_H
#define PROJECT_GIT_PROCESS_H

#include "base/buf.h"
#include "base/error.h"

#include <sys/types.h>

/* A git that runs. Its standard input and output are one socket, so that both directions can be served at once. */
struct git_process {
    struct arena *arena;
    pid_t pid;    /* of its own process group */
    int talk;     /* its input and output; -1: closed */
    int errors;   /* its standard error; -1: closed */
    bool is_done; /* it has closed its output */
    struct str unsent;
    char *bytes; /* read and not yet taken: from `start` up to `end` */
    size_t start, end;
    char said[400]; /* the beginning of its standard error */
    size_t said_len;
    size_t error_count; /* bytes of it so far */
};

/* The absolute path of git, looked up in the absolute folders of PATH, in `arena`. False with one line. */
bool git_find(struct arena *arena, const char **program, struct error *err) __attribute__((warn_unused_result));

/* Starts git in the current folder with `arguments` (NULL-terminated) after the options that keep it from running
   anything: hooks, file system monitors, remote helpers. Only variables that say where the repository and the
   configuration are reach it. False with one line. */
bool git_start(struct git_process *process, struct arena *arena, const char *program, const char *const *arguments,
               struct error *err) __attribute__((warn_unused_result));

/* Adds a request to what is sent while answers are read; the text must live until then. One at a time: everything of
   the last one must have been answered. */
void git_send(struct git_process *process, struct str text);

/* Takes a line without its newline, which must come within `limit` bytes; it holds until the next call. False with one
   line: git ended, broke the limit or was silent for too long. */
bool git_take_line(struct git_process *process, size_t limit, struct str *line, struct error *err)
    __attribute__((warn_unused_result));

/* Takes `len` bytes into `to`; NULL: drops them. False with one line. */
bool git_take_bytes(struct git_process *process, char *to, size_t len, struct error *err)
    __attribute__((warn_unused_result));

/* Ends the process at once; one that was never started (all zeros) is left alone. */
void git_stop(struct git_process *process);

/* What a git without input has printed when it ended, at most `limit` bytes, in its arena, and its exit status. `said`
   is the line of its standard error that says most. */
struct git_answer {
    struct str output, said;
    int status;
};

/* Waits for the end of a git that has been started. False with one line: it was ended by a signal or broke a limit. */
bool git_await(struct git_process *process, size_t limit, struct git_answer *answer, struct error *err)
    __attribute__((warn_unused_result));

/* Starts it and waits. False with one line: it could not be run either. */
bool git_run(struct arena *arena, const char *program, const char *const *arguments, size_t limit,
             struct git_answer *answer, struct error *err) __attribute__((warn_unused_result));

#endif

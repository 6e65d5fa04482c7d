/* The subcommands: one file each, one row each in main.c. Only this floor opens outputs and ends the program. */
#ifndef CMD_CMD_H
#define CMD_CMD_H

#include "base/arena.h"
#include "base/file_output.h"

enum { STATUS_OK = 0, STATUS_FINDINGS = 1, STATUS_FAILED = 2, STATUS_INTERRUPTED = 130 };

/* What every command is given. */
struct program {
    struct arena arena;          /* of the whole run */
    struct file_output out, err; /* standard output and standard error */
    struct file_pending *pending;
    int64_t now; /* seconds since the epoch; SOURCE_DATE_EPOCH when it is set */
    bool has_fixed_clock;
};

struct option;
struct report_format;

/* A row of the table of commands. */
struct command {
    const char *name;
    const char *usage;   /* "lint [OPTIONS] [PATH…]" */
    const char *summary; /* one line for --help */
    const struct option *options;
    int (*run)(struct program *program, char **argv); /* the arguments after the command's name; the exit status */
    const struct report_format *const *formats;       /* that --format may name, ends with NULL; NULL: no reports */
};

extern const struct command command_lint, command_breaking, command_changelog, command_data, command_config,
    command_explain, command_rules, command_schema, command_completion;

/* All commands; ends with a NULL. */
extern const struct command *const commands[];

/* Prints "contractlint: " and a line to standard error; control characters are escaped. Returns STATUS_FAILED. */
int complain(struct program *program, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif

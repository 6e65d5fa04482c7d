/* What the command line of `lint` says. */
#ifndef CMD_LINT_OPTIONS_H
#define CMD_LINT_OPTIONS_H

#include "cmd/cmd.h"
#include "cmd/settings_options.h"
#include "contract/model.h"

enum color_choice { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

struct lint_options {
    struct settings_options settings;
    struct option_texts formats; /* as given */
    const char *stdin_filename, *files_from;
    bool exit_zero, quiet, verbose, statistics, list_files, force_exclude, require_contracts, show_suppressed;
    bool fix, unsafe, diff;
    bool is_never_failing; /* --fail-on never */
    enum severity fail_on, min_severity;
    enum color_choice color;
    enum dialect dialect;   /* DIALECT_NONE: detect */
    unsigned jobs;          /* 0: one per processor */
    size_t max_findings;    /* shown per file */
    uint64_t max_file_size; /* bytes; 0: as configured */
    struct option_texts paths;
};

/* The table, for parsing, help and completion. */
extern const struct option lint_option_table[];

/* Reads the arguments after the command's name. False with one line. */
bool lint_options_parse(struct program *program, char **argv, struct lint_options *options, struct error *err)
    __attribute__((warn_unused_result));

#endif

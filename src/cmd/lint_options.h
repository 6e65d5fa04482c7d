/* What the command line of `lint` says. */
#ifndef CMD_LINT_OPTIONS_H
#define CMD_LINT_OPTIONS_H

#include "cmd/cmd.h"
#include "cmd/report_options.h"
#include "cmd/settings_options.h"
#include "contract/model.h"

struct lint_options {
    struct settings_options settings;
    struct report_options report;
    const char *stdin_filename, *files_from;
    const char *changed_since, *at; /* git revisions; NULL: none */
    bool staged, statistics, list_files, force_exclude, require_contracts, show_suppressed;
    bool fix, unsafe, diff;
    enum dialect dialect;   /* DIALECT_NONE: detect */
    uint64_t max_file_size; /* bytes; 0: as configured */
    struct option_texts paths;
};

/* The table, for parsing, help and completion. */
extern const struct option lint_option_table[];

/* Reads the arguments after the command's name. False with one line. */
bool lint_options_parse(struct program *program, char **argv, struct lint_options *options, struct error *err)
    __attribute__((warn_unused_result));

#endif

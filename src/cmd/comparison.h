/* A comparison of two versions of a set of contracts: what the commands that show one share. */
#ifndef CMD_COMPARISON_H
#define CMD_COMPARISON_H

#include "check/breaking.h"
#include "cmd/outputs.h"
#include "cmd/settings_options.h"

struct comparison_options {
    struct settings_options settings;
    struct option_texts formats, paths;
    const char *against;
    bool strict_objects, no_version_check, quiet;
    enum change_view view;
};

/* The rows of an option table whose target begins with a struct comparison_options. */
#define COMPARISON_OPTION_ROWS                                                                                         \
    {"against",                                                                                                        \
     0,                                                                                                                \
     OPTION_TEXT,                                                                                                      \
     "OLD",                                                                                                            \
     "the old version, a file or a folder",                                                                            \
     offsetof(struct comparison_options, against)},                                                                    \
        {"format",                                                                                                     \
         'f',                                                                                                          \
         OPTION_TEXTS,                                                                                                 \
         "FORMAT[:PATH]",                                                                                              \
         "report format, repeatable; to standard output or to a file",                                                 \
         offsetof(struct comparison_options, formats)},                                                                \
        {"for",                                                                                                        \
         0,                                                                                                            \
         OPTION_CALL,                                                                                                  \
         "consumer|producer|both",                                                                                     \
         "whose view decides (default consumer)",                                                                      \
         0,                                                                                                            \
         comparison_read_view},                                                                                        \
        {"strict-objects",                                                                                             \
         0,                                                                                                            \
         OPTION_FLAG,                                                                                                  \
         NULL,                                                                                                         \
         "read objects literally as JSON Schema does",                                                                 \
         offsetof(struct comparison_options, strict_objects)},                                                         \
        {"no-version-check",                                                                                           \
         0,                                                                                                            \
         OPTION_FLAG,                                                                                                  \
         NULL,                                                                                                         \
         "do not ask the version to move",                                                                             \
         offsetof(struct comparison_options, no_version_check)},                                                       \
        {"quiet",                                                                                                      \
         'q',                                                                                                          \
         OPTION_FLAG,                                                                                                  \
         NULL,                                                                                                         \
         "one line per finding, only errors on standard error",                                                        \
         offsetof(struct comparison_options, quiet)},                                                                  \
        SETTINGS_OPTION_ROWS(struct comparison_options, settings)

/* The call of `--for`. */
bool comparison_read_view(void *target, const struct option *option, const char *argument, struct error *err);

/* One run of such a command, zeroed but for its program and options. */
struct comparison_run {
    struct program *program;
    const struct comparison_options *options;
    struct configured config;
    struct outputs outputs;
    const struct breaking_result *result; /* once it is made */
    struct report_summary summary;
    bool has_failed; /* status 2 */
};

/* Starts the configuration. False with one line: `--against` is missing, or what settings_options_start refuses. */
bool comparison_start(struct comparison_run *run, struct error *err) __attribute__((warn_unused_result));

/* Reads both versions and compares them. False when there is nothing to report. What could not be done is told on
   standard error and noted as failed, here and in comparison_report. */
bool comparison_make(struct comparison_run *run);

/* Fills the summary and writes the reports that were added to `outputs`. */
void comparison_report(struct comparison_run *run);

#endif

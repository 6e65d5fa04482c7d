/* A comparison of two versions of a set of contracts: what the commands that show one share. */
#ifndef CMD_COMPARISON_H
#define CMD_COMPARISON_H

#include "change/breaking.h"
#include "cmd/outputs.h"
#include "cmd/report_options.h"
#include "cmd/settings_options.h"

enum { COMPARISON_FINDINGS_DEFAULT = 10000 }; /* shown per file */

struct comparison_options {
    struct settings_options settings;
    struct report_options report;
    struct option_texts paths;
    const char *against, *at, *stdin_filename;
    bool against_tip, staged, strict_objects, no_version_check;
    uint64_t max_file_size; /* bytes; 0: as configured */
    enum change_view view;
};

/* The rows of an option table whose target begins with a struct comparison_options. */
#define COMPARISON_OPTION_ROWS                                                                                         \
    {"against",                                                                                                        \
     0,                                                                                                                \
     OPTION_TEXT,                                                                                                      \
     "OLD",                                                                                                            \
     "the old version: a git revision, a folder, a file or `-`",                                                       \
     offsetof(struct comparison_options, against)},                                                                    \
        {"against-tip",                                                                                                \
         0,                                                                                                            \
         OPTION_FLAG,                                                                                                  \
         NULL,                                                                                                         \
         "compare with the revision itself, not with where this branch left it",                                       \
         offsetof(struct comparison_options, against_tip)},                                                            \
        {"staged",                                                                                                     \
         0,                                                                                                            \
         OPTION_FLAG,                                                                                                  \
         NULL,                                                                                                         \
         "the new version is the git index",                                                                           \
         offsetof(struct comparison_options, staged)},                                                                 \
        {"at", 0, OPTION_TEXT, "REF", "the new version is a git revision", offsetof(struct comparison_options, at)},   \
        REPORT_FORMAT_ROW(struct comparison_options, report), {"for",                                                  \
                                                               0,                                                      \
                                                               OPTION_CALL,                                            \
                                                               "consumer|producer|both",                               \
                                                               "whose view decides (default consumer)",                \
                                                               0,                                                      \
                                                               comparison_read_view},                                  \
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
        {"color",                                                                                                      \
         0,                                                                                                            \
         OPTION_CALL,                                                                                                  \
         "auto|always|never",                                                                                          \
         "colour in text (default auto)",                                                                              \
         offsetof(struct comparison_options, report),                                                                  \
         report_read_color},                                                                                           \
        {"jobs",                                                                                                       \
         'j',                                                                                                          \
         OPTION_CALL,                                                                                                  \
         "N",                                                                                                          \
         "threads (default: one per processor)",                                                                       \
         offsetof(struct comparison_options, report),                                                                  \
         report_read_jobs},                                                                                            \
        {"max-findings",                                                                                               \
         0,                                                                                                            \
         OPTION_CALL,                                                                                                  \
         "N",                                                                                                          \
         "findings shown per file (default 10000)",                                                                    \
         offsetof(struct comparison_options, report),                                                                  \
         report_read_max_findings},                                                                                    \
        {"max-file-size",                                                                                              \
         0,                                                                                                            \
         OPTION_CALL,                                                                                                  \
         "SIZE",                                                                                                       \
         "largest file that is read (default 8MiB)",                                                                   \
         offsetof(struct comparison_options, max_file_size),                                                           \
         report_read_size},                                                                                            \
        {"stdin-filename",                                                                                             \
         0,                                                                                                            \
         OPTION_TEXT,                                                                                                  \
         "NAME",                                                                                                       \
         "the name of what is read from `-`",                                                                          \
         offsetof(struct comparison_options, stdin_filename)},                                                         \
        SETTINGS_OPTION_ROWS(struct comparison_options, settings)

/* The call of `--for`. */
bool comparison_read_view(void *target, const struct option *option, const char *argument, struct error *err);

/* One run of such a command, zeroed but for its program and options. */
struct comparison_run {
    struct program *program;
    const struct comparison_options *options;
    struct configured config;
    struct change_settings settings;
    struct lint_request lint;       /* of files that break off */
    struct comparison_sides *sides; /* where the files are */
    struct breaking_request request;
    struct accepted_book accepted;
    struct outputs outputs;
    const struct breaking_result *result; /* once it is made */
    struct report_summary summary;
    bool may_be_made_again; /* set before it is made */
    bool has_failed;        /* status 2 */
};

/* Starts the configuration. False with one line: `--against` is missing, or what settings_options_start refuses. */
bool comparison_start(struct comparison_run *run, struct error *err) __attribute__((warn_unused_result));

/* Reads both versions and compares them. False when there is nothing to report. What could not be done is told on
   standard error and noted as failed, here and in comparison_report. */
bool comparison_make(struct comparison_run *run);

/* Compares what was read once more, when the configuration has been written into; the run has said that it may be. */
bool comparison_make_again(struct comparison_run *run);

/* Fills the summary and writes the reports that were added to `outputs`. */
void comparison_report(struct comparison_run *run);

#endif

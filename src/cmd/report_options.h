/* The options that say how findings are shown and what they do to the exit status, for every command that has findings.
 */
#ifndef CMD_REPORT_OPTIONS_H
#define CMD_REPORT_OPTIONS_H

#include "cmd/cmd.h"
#include "cmd/options.h"
#include "report/report.h"

enum color_choice { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

struct report_options {
    struct option_texts formats; /* as given */
    bool exit_zero, quiet, verbose;
    bool is_never_failing; /* --fail-on never */
    enum severity fail_on, min_severity;
    enum color_choice color;
    unsigned jobs;       /* 0: one per processor */
    size_t max_findings; /* shown */
};

bool report_read_fail_on(void *target, const struct option *option, const char *argument, struct error *err);
bool report_read_min_severity(void *target, const struct option *option, const char *argument, struct error *err);
bool report_read_color(void *target, const struct option *option, const char *argument, struct error *err);
bool report_read_jobs(void *target, const struct option *option, const char *argument, struct error *err);
/* A size in bytes or with a unit, into the uint64_t at the option's offset. */
bool report_read_size(void *target, const struct option *option, const char *argument, struct error *err);
bool report_read_max_findings(void *target, const struct option *option, const char *argument, struct error *err);

/* The rows of an option table whose target has a struct report_options as `member`; `findings` is the help of
   --max-findings. */
#define REPORT_FORMAT_ROW(type, member)                                                                                \
    {                                                                                                                  \
        "format", 'f', OPTION_TEXTS, "FORMAT[:PATH]", "report format, repeatable; to standard output or to a file",    \
            offsetof(type, member.formats)                                                                             \
    }
#define REPORT_OPTION_ROWS(type, member, findings)                                                                       \
    {"fail-on",                                                                                                          \
     0,                                                                                                                  \
     OPTION_CALL,                                                                                                        \
     "error|warning|info|never",                                                                                         \
     "severity from which the exit status is 1 (default error)",                                                         \
     offsetof(type, member),                                                                                             \
     report_read_fail_on},                                                                                               \
        {"min-severity",                                                                                                 \
         0,                                                                                                              \
         OPTION_CALL,                                                                                                    \
         "error|warning|info",                                                                                           \
         "severity from which findings are shown (default info)",                                                        \
         offsetof(type, member),                                                                                         \
         report_read_min_severity},                                                                                      \
        {"exit-zero", 0, OPTION_FLAG, NULL, "exit with 0 instead of 1", offsetof(type, member.exit_zero)},               \
        {"quiet",                                                                                                        \
         'q',                                                                                                            \
         OPTION_FLAG,                                                                                                    \
         NULL,                                                                                                           \
         "one line per finding, only errors on standard error",                                                          \
         offsetof(type, member.quiet)},                                                                                  \
        {"verbose", 'v', OPTION_FLAG, NULL, "say more about what was checked", offsetof(type, member.verbose)},          \
        {"color",          0, OPTION_CALL, "auto|always|never", "colour in text (default auto)", offsetof(type, member), \
         report_read_color},                                                                                             \
        {"jobs",          'j', OPTION_CALL, "N", "threads (default: one per processor)", offsetof(type, member),         \
         report_read_jobs},                                                                                              \
    {                                                                                                                    \
        "max-findings", 0, OPTION_CALL, "N", findings, offsetof(type, member), report_read_max_findings                  \
    }

/* The defaults. */
void report_options_init(struct report_options *options, size_t max_findings);

/* What they say of every report of the run. */
struct report_settings report_options_settings(struct program *program, const struct report_options *options);

/* The exit status for so many findings by enum severity. */
int report_options_status(const struct report_options *options, const size_t counts[4]);

#endif

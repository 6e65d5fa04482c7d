/* Findings to a format. Reports write into buffers; only cmd/ opens outputs. */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "base/buf.h"
#include "check/lint.h"

struct breaking_result;
struct data_quality;

/* What the whole run comes to. */
struct report_summary {
    size_t files; /* checked */
    size_t files_with_findings;
    size_t errors, warnings, infos, suppressed, fixable;
    size_t accepted;                       /* agreed to: in no other count */
    size_t fixed;                          /* by this run, and no longer counted */
    bool is_truncated;                     /* some findings were not shown */
    bool is_incomplete;                    /* something could not be checked: status 2 */
    double seconds;                        /* 0 with SOURCE_DATE_EPOCH */
    const struct breaking_result *changes; /* NULL: the run compared nothing */
    const struct data_quality *quality;    /* of records; NULL: none were checked */
};

/* Same for every file of a run. */
struct report_settings {
    const struct rule_set *rules;
    enum severity min_severity; /* what is shown */
    enum severity fail_on;      /* SEVERITY_OFF: never */
    size_t max_findings;        /* shown per file; 0: no bound */
    bool has_color, show_suppressed, show_duration, is_verbose;
    bool is_comparison;      /* what is told are changes between two versions */
    unsigned width;          /* of the terminal in columns; 0: unknown */
    int64_t now;             /* seconds since the epoch, for time stamps */
    const char *noun;        /* what a file is in the summary; NULL: "contract" */
    struct str root, folder; /* absolute paths: what CI systems name files from, and the current folder; may be empty */
};

/* One report being written. */
struct report {
    const struct report_format *format;
    const struct report_settings *settings;
    struct arena *arena; /* of the run: what the end of the report needs */
    void *state;         /* the format's own, in `arena` */
    struct buf *out;     /* of the file at hand; between findings `spill` takes what is in it. NULL: it keeps all */
    void (*spill)(void *to, struct str text);
    void *to;
};

/* A row of the table of formats. Hooks append whole parts to `out`; begin and end may be NULL. `file` is called in path
   order, also for unreadable and skipped files (not for those passed over). */
struct report_format {
    const char *name;
    const char *summary; /* for --help */
    void (*begin)(struct report *report, struct buf *out);
    void (*file)(struct report *report, const struct lint_result *result, struct buf *out);
    void (*end)(struct report *report, const struct report_summary *summary, struct buf *out);
};

/* All formats, in the order of the help; ends with NULL. */
extern const struct report_format *const report_formats[];

/* Counts per rule instead of findings; not in the list, because it is chosen by an option of its own. */
extern const struct report_format report_statistics;

/* The format of a name; NULL when there is none. */
const struct report_format *report_format_find(struct str name);

/* How severe a finding is shown where it would call for somebody: what is suppressed or accepted is no more than an
   info. */
enum severity report_level(const struct finding *finding);

/* Why a file was not checked, "the file could not be read"; NULL when it was. */
const char *report_failure(const struct lint_result *result);

/* The findings of a file that the settings show, in order: calls `show` for each. Returns whether some were cut by
 * max_findings. */
bool report_each(const struct report *report, const struct lint_result *result,
                 void (*show)(void *context, const struct finding *finding), void *context);

#endif

/* The reports of one run: which format goes where. */
#ifndef CMD_OUTPUTS_H
#define CMD_OUTPUTS_H

#include "cmd/cmd.h"
#include "report/report.h"

enum { OUTPUTS_MAX = 16 };

struct output {
    struct report report;
    struct report_settings settings;
    struct file_output file;
    struct file_output *to; /* standard output, or `file` */
    const char *path;       /* NULL: standard output */
};

struct outputs {
    struct program *program;
    const struct report_format *const *formats; /* that may be named; ends with NULL. NULL: report_formats */
    struct output all[OUTPUTS_MAX];
    size_t count;
};

/* Adds the report of `text`, "FORMAT" or "FORMAT:PATH", without opening anything. `base` holds for every report. False
   with one line: an unknown format, two on standard output, a path twice. */
bool outputs_add(struct outputs *outputs, const char *text, const struct report_settings *base, struct error *err)
    __attribute__((warn_unused_result));

/* Adds a report to standard output that has no name of its own. */
void outputs_add_format(struct outputs *outputs, const struct report_format *format,
                        const struct report_settings *base);

/* Opens the files, after every input is known, and begins the reports. False with one line; nothing is left then. */
bool outputs_open(struct outputs *outputs, struct error *err) __attribute__((warn_unused_result));

/* Adds one file's findings to every report; `arena` is that of the file. */
void outputs_file(struct outputs *outputs, const struct lint_result *result, struct arena *arena);

/* Ends the reports and puts the files in place. False with one line; the other reports are complete. */
bool outputs_close(struct outputs *outputs, const struct report_summary *summary, struct error *err)
    __attribute__((warn_unused_result));

/* Whether text goes to standard output in colour: the choice, NO_COLOR, CLICOLOR_FORCE, then whether it is a terminal.
 */
bool outputs_has_color(int choice);

/* Sets what files are named from in reports for CI systems: the folder of the job that GitHub or GitLab names, where it
   holds the current one, else the current one. */
void outputs_set_root(struct program *program, struct report_settings *settings);

/* Columns of the terminal on standard output; 0 when it is none. */
unsigned outputs_width(void);

#endif

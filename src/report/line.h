/* What findings look like to a person: lines in which no character acts on a terminal or on a CI log. */
#ifndef REPORT_LINE_H
#define REPORT_LINE_H

#include "base/buf.h"
#include "check/finding.h"
#include "report/report.h"

/* The position of a byte; 1:1 in a source whose lines are not indexed, such as that of an unreadable file. */
struct position place_of(const struct source *source, uint32_t byte);

/* The path as it may begin a line: visible, and without a start (after white space) that CI runners read as the colons
   of `::command::`. */
void line_add_path(struct buf *out, struct str path);

/* "path:line:column", with the revision as "path@revision:line:column". */
void line_add_place(struct buf *out, const struct source *source, uint32_t byte);

/* A text of a finding on one line, visible, cut after 1,000 characters. */
void line_add_text(struct buf *out, const char *text);

/* The message of a finding, marked when it is suppressed or accepted, the help on a second line and why it is accepted
   on a third. */
void line_add_message(struct buf *out, const struct finding *finding);

/* " (suppressed)", " (accepted)" or nothing. */
const char *line_mark(const struct finding *finding);

/* "accepted: REASON (until 4.0.0)". */
void line_add_acceptance(struct buf *out, const struct acceptance *accepted);

/* The message of a related place with its revision, for formats in which a place has none. */
void line_add_related(struct buf *out, const struct related *related);

/* "1 contract", "2 contracts". */
void line_add_count(struct buf *out, size_t count, const char *noun);

/* The last lines of a report: "3 errors, 1 warning in 2 of 14 contracts", what can be fixed, whether some are not
   shown. Nothing when no file was checked: that is no success to announce. */
void line_add_summary(struct buf *out, const struct report_settings *settings, const struct report_summary *summary);

#endif

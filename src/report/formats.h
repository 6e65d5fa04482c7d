/* The formats, one file each; report.c lists them. */
#ifndef REPORT_FORMATS_H
#define REPORT_FORMATS_H

#include "report/report.h"

extern const struct report_format report_text, report_short, report_json, report_junit, report_junit_extended,
    report_github, report_sarif, report_gitlab, report_checkstyle, report_rdjson, report_markdown;

/* Those of changelog, the first one the default; ends with NULL. */
extern const struct report_format *const changelog_formats[];

#endif

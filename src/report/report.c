#include "report/report.h"

#include "report/formats.h"

const struct report_format *const report_formats[] = {
    &report_text,  &report_short,  &report_json,       &report_junit,  &report_junit_extended, &report_github,
    &report_sarif, &report_gitlab, &report_checkstyle, &report_rdjson, &report_markdown,       NULL,
};

const struct report_format *report_format_find(struct str name)
{
    for (const struct report_format *const *format = report_formats; *format; format++)
        if (str_is(name, (*format)->name))
            return *format;
    return NULL;
}

enum severity report_level(const struct finding *finding)
{
    return finding->is_suppressed || finding->accepted ? SEVERITY_INFO : finding->severity;
}

const char *report_failure(const struct lint_result *result)
{
    return result->status == FILE_SKIPPED      ? "its format is recognised but not supported yet"
           : result->status == FILE_UNREADABLE ? "the file could not be read"
                                               : NULL;
}

enum { SPILL_FROM = 32 * 1024 };

static bool is_shown(const struct report_settings *settings, const struct finding *finding)
{
    return finding->severity >= settings->min_severity && (settings->show_suppressed || !finding->is_suppressed);
}

/* A report of thousands of findings need not be in memory as a whole. */
static void spill(struct buf *out, const struct report *report)
{
    if (!out || out->len < SPILL_FROM)
        return;
    report->spill(report->to, buf_str(out));
    out->len = 0;
}

bool report_each(const struct report *report, const struct lint_result *result,
                 void (*show)(void *context, const struct finding *finding), void *context)
{
    const struct report_settings *settings = report->settings;
    size_t shown = 0;
    for (const struct finding *finding = result->findings.first; finding; finding = finding->next) {
        if (!is_shown(settings, finding))
            continue;
        if (settings->max_findings && shown == settings->max_findings)
            return true;
        show(context, finding);
        spill(report->out, report);
        shown++;
    }
    return false;
}

#include "report/formats.h"
#include "report/line.h"
#include "report/paragraph.h"
#include "report/quality.h"

/* What one file's findings are printed with. */
struct page {
    struct buf *out;
    const struct paragraph_style *style;
    unsigned width;
};

static struct page page_of(const struct report *report, struct buf *out)
{
    const struct report_settings *settings = report->settings;
    return (struct page){out, settings->has_color ? &paragraph_colored : &paragraph_plain, settings->width};
}

static void show_headline(void *context, const struct finding *finding)
{
    const struct page *page = context;
    paragraph_add_headline(page->out, page->style, finding);
}

static void show_finding(void *context, const struct finding *finding)
{
    const struct page *page = context;
    paragraph_add_headline(page->out, page->style, finding);
    paragraph_add_details(page->out, page->style, page->width, finding);
    buf_add_char(page->out, '\n');
}

static void short_file(struct report *report, const struct lint_result *result, struct buf *out)
{
    struct page page = page_of(report, out);
    report_each(report, result, show_headline, &page);
}

static void text_file(struct report *report, const struct lint_result *result, struct buf *out)
{
    struct page page = page_of(report, out);
    report_each(report, result, show_finding, &page);
}

static void text_end(struct report *report, const struct report_summary *summary, struct buf *out)
{
    enum { FIELDS_SHOWN = 40 };
    if (summary->quality)
        quality_add_text(out, summary->quality, report->settings->is_verbose ? 0 : FIELDS_SHOWN);
    line_add_summary(out, report->settings, summary);
}

const struct report_format report_text = {
    .name = "text",
    .summary = "findings with their source lines, for people",
    .file = text_file,
    .end = text_end,
};

const struct report_format report_short = {
    .name = "short",
    .summary = "one line per finding, for editors and grep",
    .file = short_file,
};

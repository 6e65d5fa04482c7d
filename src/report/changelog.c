#include "change/breaking.h"
#include "report/change_page.h"
#include "report/formats.h"

/* Everything is told at the end, by contract and not by file. */
static void pass_over(struct report *report, const struct lint_result *result, struct buf *out)
{
    (void)report;
    (void)result;
    (void)out;
}

static void text_end(struct report *report, const struct report_summary *summary, struct buf *out)
{
    change_page_add_text(out, report, summary);
}

static void markdown_end(struct report *report, const struct report_summary *summary, struct buf *out)
{
    static const struct change_page page = {.heading = "##", .limit = SIZE_MAX};
    if (!summary->changes->contracts && !summary->is_incomplete)
        buf_add_c(out, "No contract has changed.\n");
    change_page_add_markdown(out, report, summary, &page);
}

static const struct report_format changelog_text = {
    .name = "text",
    .summary = "every change by contract, for people",
    .file = pass_over,
    .end = text_end,
};

static const struct report_format changelog_markdown = {
    .name = "markdown",
    .summary = "the same for a release page",
    .file = pass_over,
    .end = markdown_end,
};

const struct report_format *const changelog_formats[] = {&changelog_text, &changelog_markdown, &report_json, NULL};

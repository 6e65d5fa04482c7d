#include "check/rule.h"
#include "report/change_page.h"
#include "report/digest.h"
#include "report/formats.h"
#include "report/line.h"
#include "report/location.h"
#include "report/markdown_text.h"

/* A comment of GitHub takes 65,536 characters, one of GitLab and a step's summary about a million. */
enum { SIZE_LIMIT = 60000 };

struct table {
    struct digest *digest;
    struct arena *arena; /* of the file */
};

static void markdown_begin(struct report *report, struct buf *out)
{
    (void)out;
    report->state = digest_new(report->arena, SIZE_LIMIT);
}

static void start_file(struct table *table, struct str path)
{
    struct buf heading = {.arena = table->arena};
    buf_add_c(&heading, "\n### ");
    markdown_add_code(&heading, path);
    buf_add_c(&heading, "\n\n| place | severity | finding | rule |\n|---|---|---|---|\n");
    digest_start(table->digest, buf_str(&heading));
}

static void add_finding(void *context, const struct finding *finding)
{
    const struct table *table = context;
    const struct position place = place_of(finding->source, finding->span.start);
    const enum severity severity = report_level(finding);
    struct buf row = {.arena = table->arena};
    buf_print(&row, "| %u:%u | %s | ", (unsigned)place.line, (unsigned)place.column, severity_name(severity));
    markdown_add(&row, str_of(finding->message));
    buf_add_c(&row, line_mark(finding));
    if (finding->help) {
        buf_add_c(&row, "<br>help: ");
        markdown_add(&row, str_of(finding->help));
    }
    buf_print(&row, " | `%s` |\n", finding->rule->id);
    digest_add(table->digest, severity, buf_str(&row));
}

static void markdown_file(struct report *report, const struct lint_result *result, struct buf *out)
{
    if (report->settings->is_comparison)
        return; /* told by contract, at the end */
    struct table table = {report->state, out->arena};
    const char *failure = report_failure(result);
    start_file(&table, location_path(out->arena, report->settings, result->source->name));
    if (failure)
        digest_add(table.digest, SEVERITY_ERROR,
                   str_of(text_print(out->arena, "| | error | not checked: %s | |\n", failure)));
    report_each(report, result, add_finding, &table);
}

static void add_comparison(struct report *report, const struct report_summary *summary, struct buf *out)
{
    static const struct change_page page = {.heading = "###", .limit = SIZE_LIMIT, .is_for_authors = true};
    buf_add_c(out, change_page_verdict(summary));
    buf_add_c(out, "\n\n");
    line_add_summary(out, report->settings, summary);
    change_page_add_markdown(out, report, summary, &page);
}

static void markdown_end(struct report *report, const struct report_summary *summary, struct buf *out)
{
    buf_add_c(out, "## contractlint\n\n");
    if (report->settings->is_comparison) {
        add_comparison(report, summary, out);
        return;
    }
    if (summary->files)
        line_add_summary(out, report->settings, summary);
    else
        buf_add_c(out, "no contract was checked\n");
    const size_t left_out = digest_print(report->state, out);
    if (left_out) {
        buf_add_c(out, "\nleft out here, because the page would be too long: ");
        line_add_count(out, left_out, "finding");
        buf_add_char(out, '\n');
    }
}

const struct report_format report_markdown = {
    .name = "markdown",
    .summary = "a page for a comment or a job's summary; cut to fit, the most severe findings kept",
    .begin = markdown_begin,
    .file = markdown_file,
    .end = markdown_end,
};

#include "check/rule.h"
#include "report/formats.h"
#include "report/line.h"
#include "report/location.h"

/* Workflow commands: `::error file=…,line=…::message`. The runner shows the first ten annotations of a kind in each
   step; the commands beyond stay readable in its log. */
enum { ANNOTATIONS_SHOWN = 10 };

static const char *const kinds[] = {"", "notice", "warning", "error"}; /* by enum severity */

/* `text` as data of a command, or as the value of one of its properties (actions/toolkit, core/src/command.ts). */
static void add_escaped(struct buf *out, struct str text, bool is_property)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == '%' || c == '\r' || c == '\n' || (is_property && (c == ':' || c == ',')))
            buf_print(out, "%%%02X", (unsigned char)c);
        else
            buf_add_char(out, c);
    }
}

static void add_file(struct buf *out, const struct report_settings *settings, struct str name)
{
    struct buf visible = {.arena = out->arena};
    line_add_path(&visible, location_path(out->arena, settings, name));
    add_escaped(out, buf_str(&visible), true);
}

/* The runner drops columns of a range over several lines; its last column is inclusive. */
static void add_range(struct buf *out, const struct finding *finding)
{
    struct position start = place_of(finding->source, finding->span.start);
    struct position end = place_of(finding->source, finding->span.end);
    buf_print(out, ",line=%u,endLine=%u", (unsigned)start.line, (unsigned)end.line);
    if (start.line == end.line)
        buf_print(out, ",col=%u,endColumn=%u", (unsigned)start.column,
                  (unsigned)(end.column > start.column ? end.column - 1 : start.column));
}

/* The log shows no properties, so the message says the place again. */
static void add_message(struct buf *out, const struct finding *finding)
{
    struct buf text = {.arena = out->arena};
    line_add_place(&text, finding->source, finding->span.start);
    buf_add_c(&text, ": ");
    line_add_text(&text, finding->message);
    buf_print(&text, " [%s]%s", finding->rule->id, line_mark(finding));
    if (finding->help) {
        buf_add_c(&text, "\nhelp: ");
        line_add_text(&text, finding->help);
    }
    if (finding->accepted) {
        buf_add_char(&text, '\n');
        line_add_acceptance(&text, finding->accepted);
    }
    add_escaped(out, buf_str(&text), false);
}

struct state {
    size_t annotations[SEVERITY_ERROR + 1]; /* so far */
    struct str first_hidden;                /* the file, escaped; empty: none yet */
};

struct pass {
    struct buf *out;
    struct report *report;
    enum severity severity;
};

static void count(struct report *report, const struct finding *finding, enum severity severity)
{
    struct state *state = report->state;
    struct buf file = {.arena = report->arena};
    if (++state->annotations[severity] <= ANNOTATIONS_SHOWN || state->first_hidden.len)
        return;
    add_file(&file, report->settings, finding->source->name);
    state->first_hidden = buf_str(&file);
}

static void annotate(void *context, const struct finding *finding)
{
    struct pass *pass = context;
    if (report_level(finding) != pass->severity)
        return;
    buf_print(pass->out, "::%s title=contractlint (%s),file=", kinds[pass->severity], finding->rule->id);
    add_file(pass->out, pass->report->settings, finding->source->name);
    add_range(pass->out, finding);
    buf_add_c(pass->out, "::");
    add_message(pass->out, finding);
    buf_add_char(pass->out, '\n');
    count(pass->report, finding, pass->severity);
}

static void github_begin(struct report *report, struct buf *out)
{
    (void)out;
    report->state = arena_new(report->arena, struct state);
}

static void github_file(struct report *report, const struct lint_result *result, struct buf *out)
{
    for (int severity = SEVERITY_ERROR; severity >= SEVERITY_INFO; severity--) {
        struct pass pass = {out, report, (enum severity)severity};
        report_each(report, result, annotate, &pass);
    }
}

static size_t hidden_of(const struct state *state)
{
    size_t hidden = 0;
    for (int severity = SEVERITY_INFO; severity <= SEVERITY_ERROR; severity++)
        if (state->annotations[severity] > ANNOTATIONS_SHOWN)
            hidden += state->annotations[severity] - ANNOTATIONS_SHOWN;
    return hidden;
}

/* A kind of which one more is shown, if there is any. */
static const char *kind_of_last_line(const struct state *state)
{
    int severity = SEVERITY_INFO;
    while (severity < SEVERITY_ERROR && state->annotations[severity] >= ANNOTATIONS_SHOWN)
        severity++;
    return kinds[severity];
}

static void github_end(struct report *report, const struct report_summary *summary, struct buf *out)
{
    const struct state *state = report->state;
    const size_t hidden = hidden_of(state);
    if (!hidden && !summary->is_truncated)
        return;
    buf_print(out, "::%s title=contractlint", kind_of_last_line(state));
    if (hidden) {
        buf_add_c(out, ",file=");
        buf_add(out, state->first_hidden);
        buf_print(out,
                  "::%zu more finding%s than GitHub annotates (%d of a kind in a step), from here on: see the log "
                  "of this step",
                  hidden, hidden == 1 ? "" : "s", ANNOTATIONS_SHOWN);
    }
    if (summary->is_truncated)
        buf_print(out, "%ssome findings are not shown (--max-findings)", hidden ? "; " : "::");
    buf_add_char(out, '\n');
}

const struct report_format report_github = {
    .name = "github",
    .summary = "annotations for GitHub Actions",
    .begin = github_begin,
    .file = github_file,
    .end = github_end,
};

#include "report/paragraph.h"

#include "check/rule.h"
#include "report/line.h"
#include "report/snippet.h"

const struct paragraph_style paragraph_plain = {"", "", {"", "", "", ""}};
const struct paragraph_style paragraph_colored = {"\033[1m", "\033[0m", {"", "\033[1;34m", "\033[1;33m", "\033[1;31m"}};

void paragraph_add_headline(struct buf *out, const struct paragraph_style *style, const struct finding *finding)
{
    line_add_place(out, finding->source, finding->span.start);
    buf_print(out, ": %s%s%s: %s", style->severities[finding->severity], severity_name(finding->severity), style->reset,
              style->bold);
    line_add_text(out, finding->message);
    buf_print(out, "%s [%s]%s\n", style->reset, finding->rule->id, line_mark(finding));
}

void paragraph_add_details(struct buf *out, const struct paragraph_style *style, unsigned width,
                           const struct finding *finding)
{
    snippet_add(out, finding->source, finding->span, width, style->severities[finding->severity], style->reset);
    if (finding->help) {
        buf_add_c(out, SNIPPET_INDENT "help: ");
        line_add_text(out, finding->help);
        buf_add_char(out, '\n');
    }
    if (finding->accepted) {
        buf_add_c(out, SNIPPET_INDENT);
        line_add_acceptance(out, finding->accepted);
        buf_add_char(out, '\n');
    }
    for (const struct related *related = finding->related; related; related = related->next) {
        buf_add_c(out, SNIPPET_INDENT "note: ");
        line_add_place(out, related->source, related->span.start);
        buf_add_c(out, ": ");
        line_add_text(out, related->message);
        buf_add_char(out, '\n');
    }
}

#include "check/rule.h"
#include "report/formats.h"
#include "report/line.h"
#include "report/location.h"
#include "report/xml.h"

/* What Checkstyle's own XMLLogger writes; there is no schema. Jenkins takes the last two parts of `source` for category
   and type. */

static void checkstyle_begin(struct report *report, struct buf *out)
{
    (void)report;
    buf_add_c(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n");
}

static void add_error(void *context, const struct finding *finding)
{
    struct buf *out = context;
    const struct position place = place_of(finding->source, finding->span.start);
    const struct str family = rule_family(finding->rule);
    struct buf message = {.arena = out->arena};
    line_add_message(&message, finding);
    buf_print(out, "    <error line=\"%u\" column=\"%u\" severity=\"%s\"", (unsigned)place.line, (unsigned)place.column,
              severity_name(report_level(finding)));
    xml_add_attribute(out, "message", buf_str(&message));
    buf_print(out, " source=\"contractlint.%.*s.%s\"/>\n", STR_ARG(family), finding->rule->id);
}

static void checkstyle_file(struct report *report, const struct lint_result *result, struct buf *out)
{
    const char *failure = report_failure(result);
    buf_add_c(out, "  <file");
    xml_add_attribute(out, "name", location_path(out->arena, report->settings, result->source->name));
    buf_add_c(out, ">\n");
    if (failure)
        buf_print(out, "    <exception>not checked: %s</exception>\n", failure);
    report_each(report, result, add_error, out);
    buf_add_c(out, "  </file>\n");
}

static void checkstyle_end(struct report *report, const struct report_summary *summary, struct buf *out)
{
    (void)report;
    (void)summary;
    buf_add_c(out, "</checkstyle>\n");
}

const struct report_format report_checkstyle = {
    .name = "checkstyle",
    .summary = "Checkstyle XML, which most CI systems read",
    .begin = checkstyle_begin,
    .file = checkstyle_file,
    .end = checkstyle_end,
};

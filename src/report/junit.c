#include "check/rule.h"
#include "report/formats.h"
#include "report/line.h"
#include "report/location.h"
#include "report/paragraph.h"
#include "report/xml.h"

/* Valid under the schemas of Jenkins' junit plugin, Jenkins' xUnit plugin and windyroad (Ant), which agree on little:
   bare <testsuites>, all attributes of <testsuite>, at most one result in a <testcase>, no <skipped>, and <properties>
   to <system-err> all there and in this order. */

/* The suite of one file while it is written. */
struct suite {
    struct buf *out;
    const struct report *report;
    struct str class_name, file_name; /* as shown */
    struct str file;                  /* as CI systems look it up */
    size_t failures;
    const struct finding *previous; /* shown as a case */
    unsigned repeats;               /* cases before with the same place and rule */
    struct buf name, text;          /* of the finding at hand */
};

static bool is_failure(const struct report *report, const struct finding *finding)
{
    enum severity fail_on = report->settings->fail_on;
    return fail_on != SEVERITY_OFF && report_level(finding) == finding->severity && finding->severity >= fail_on;
}

static size_t start_of_file_name(struct str path)
{
    size_t start = path.len;
    while (start > 0 && path.at[start - 1] != '/')
        start--;
    return start;
}

/* Jenkins splits the class name at its last dot: the path goes without the extensions, which the names of the cases
   keep, so that a.yaml and a.json stay apart. */
static struct suite suite_of(const struct report *report, const struct lint_result *result, struct buf *out)
{
    struct buf path = {.arena = out->arena};
    line_add_path(&path, result->source->name);
    struct str whole = buf_str(&path);
    size_t start = start_of_file_name(whole);
    struct str file_name = str_slice(whole, start, whole.len);
    size_t stem = 1 + str_index(str_slice(file_name, 1, file_name.len), '.');
    return (struct suite){.out = out,
                          .name = {.arena = out->arena},
                          .text = {.arena = out->arena},
                          .report = report,
                          .class_name = str_slice(whole, 0, start + stem),
                          .file_name = file_name,
                          .file = location_path(out->arena, report->settings, result->source->name)};
}

static void add_timestamp(struct buf *out, int64_t now)
{
    static const int64_t end_of_9999 = 253402300799;
    time_t seconds = (time_t)(now < 0 ? 0 : now > end_of_9999 ? end_of_9999 : now);
    struct tm tm;
    char text[32] = "1970-01-01T00:00:00";
    if (gmtime_r(&seconds, &tm))
        strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &tm);
    xml_add_attribute(out, "timestamp", str_of(text));
}

static void open_suite(struct report *report, struct buf *out, struct str name, size_t tests, size_t failures,
                       size_t errors)
{
    unsigned *next_id = report->state;
    buf_add_c(out, "  <testsuite");
    xml_add_attribute(out, "name", name);
    buf_print(out, " id=\"%u\" package=\"contractlint\" tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" time=\"0.000\"",
              (*next_id)++, tests, failures, errors);
    add_timestamp(out, report->settings->now);
    buf_add_c(out, " hostname=\"localhost\">\n"
                   "    <properties>\n"
                   "      <property name=\"tool\" value=\"contractlint " CONTRACTLINT_VERSION "\"/>\n"
                   "    </properties>\n");
}

static void open_notes(struct buf *out)
{
    buf_add_c(out, "    <system-out>");
}

static void close_suite(struct buf *out)
{
    buf_add_c(out, "</system-out>\n    <system-err/>\n  </testsuite>\n");
}

/* Without its last `>`. */
static void open_case(struct buf *out, struct str class_name, struct str name)
{
    buf_add_c(out, "    <testcase");
    xml_add_attribute(out, "name", name);
    xml_add_attribute(out, "classname", class_name);
    buf_add_c(out, " time=\"0.000\"");
}

static void add_result(struct buf *out, const char *element, const char *type, struct str message, struct str text)
{
    buf_print(out, ">\n      <%s", element);
    xml_add_attribute(out, "type", str_of(type));
    xml_add_attribute(out, "message", message);
    buf_add_char(out, '>');
    xml_add(out, text);
    buf_print(out, "</%s>\n    </testcase>\n", element);
}

static void count_failure(void *context, const struct finding *finding)
{
    struct suite *suite = context;
    suite->failures += is_failure(suite->report, finding);
}

/* GitLab keeps only the first of two cases with the same names. */
static struct str name_of_case(struct suite *suite, const struct finding *finding)
{
    struct position position = place_of(finding->source, finding->span.start);
    const struct finding *previous = suite->previous;
    bool is_same = previous && previous->rule == finding->rule && previous->source == finding->source &&
                   previous->span.start == finding->span.start;
    suite->repeats = is_same ? suite->repeats + 1 : 0;
    suite->previous = finding;
    struct buf *name = &suite->name;
    name->len = 0;
    buf_print(name, "%s (", finding->rule->id);
    buf_add(name, suite->file_name);
    buf_print(name, ":%u:%u)", (unsigned)position.line, (unsigned)position.column);
    if (suite->repeats)
        buf_print(name, " #%u", suite->repeats + 1);
    return buf_str(name);
}

/* GitLab shows nothing but this text; GitHub reporters look for the place after a blank. */
static struct str body_of(struct suite *suite, const struct finding *finding)
{
    struct buf *text = &suite->text;
    text->len = 0;
    paragraph_add_headline(text, &paragraph_plain, finding);
    buf_add_c(text, " --> ");
    line_add_place(text, finding->source, finding->span.start);
    buf_add_char(text, '\n');
    paragraph_add_details(text, &paragraph_plain, 0, finding);
    return buf_str(text);
}

static void add_case(void *context, const struct finding *finding)
{
    struct suite *suite = context;
    if (!is_failure(suite->report, finding))
        return;
    open_case(suite->out, suite->class_name, name_of_case(suite, finding));
    if (suite->report->format == &report_junit_extended) {
        xml_add_attribute(suite->out, "file", suite->file);
        buf_print(suite->out, " line=\"%u\"", (unsigned)place_of(finding->source, finding->span.start).line);
    }
    add_result(suite->out, "failure", finding->rule->id, str_of(finding->message), body_of(suite, finding));
}

static void add_note(void *context, const struct finding *finding)
{
    struct suite *suite = context;
    if (is_failure(suite->report, finding))
        return;
    suite->text.len = 0;
    paragraph_add_headline(&suite->text, &paragraph_plain, finding);
    xml_add(suite->out, buf_str(&suite->text));
}

static void add_checked(struct report *report, const struct lint_result *result, struct suite *suite)
{
    report_each(report, result, count_failure, suite);
    const size_t failures = suite->failures;
    open_suite(report, suite->out, result->source->name, failures ? failures : 1, failures, 0);
    report_each(report, result, add_case, suite);
    if (!failures) {
        open_case(suite->out, suite->class_name, suite->file_name);
        buf_add_c(suite->out, "/>\n");
    }
    open_notes(suite->out);
    report_each(report, result, add_note, suite);
    close_suite(suite->out);
}

static void add_unchecked(struct report *report, const struct lint_result *result, struct suite *suite)
{
    const char *type = result->status == FILE_SKIPPED ? "skipped" : "unreadable";
    struct str message = str_of(text_print(suite->out->arena, "not checked: %s", report_failure(result)));
    open_suite(report, suite->out, result->source->name, 1, 0, 1);
    open_case(suite->out, suite->class_name, suite->file_name);
    add_result(suite->out, "error", type, message, message);
    open_notes(suite->out);
    close_suite(suite->out);
}

static void junit_begin(struct report *report, struct buf *out)
{
    report->state = arena_new(report->arena, unsigned);
    buf_add_c(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
}

static void junit_file(struct report *report, const struct lint_result *result, struct buf *out)
{
    struct suite suite = suite_of(report, result, out);
    if (report_failure(result))
        add_unchecked(report, result, &suite);
    else
        add_checked(report, result, &suite);
}

/* Jenkins fails a build whose report holds no case at all. */
static void junit_end(struct report *report, const struct report_summary *summary, struct buf *out)
{
    (void)summary;
    const unsigned *suites = report->state;
    if (*suites == 0) {
        open_suite(report, out, STR("contractlint"), 1, 0, 0);
        open_case(out, STR("contractlint"), STR("no contracts found"));
        buf_add_c(out, "/>\n");
        open_notes(out);
        close_suite(out);
    }
    buf_add_c(out, "</testsuites>\n");
}

const struct report_format report_junit = {
    .name = "junit",
    .summary = "JUnit XML for Jenkins, GitLab and others; valid under all schemas in use",
    .begin = junit_begin,
    .file = junit_file,
    .end = junit_end,
};

const struct report_format report_junit_extended = {
    .name = "junit-extended",
    .summary = "the same with file and line attributes, which the schemas forbid and some readers want",
    .begin = junit_begin,
    .file = junit_file,
    .end = junit_end,
};

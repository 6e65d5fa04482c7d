/* What must hold of every report, whatever a contract contains. */
#ifndef TESTS_FUZZ_REPORT_CHECK_H
#define TESTS_FUZZ_REPORT_CHECK_H

#include "base/utf8.h"
#include "report/report.h"

#include <jansson.h>

static void require(bool is_true, const char *what, struct str output)
{
    if (is_true)
        return;
    fprintf(stderr, "broken: %s\n%.*s\n", what, STR_ARG(output));
    abort();
}

static bool is_white(uint32_t c)
{
    return c == ' ' || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F ||
           c == 0x3000;
}

static void check_log(struct str output, bool is_github)
{
    bool is_line_start = true;
    size_t size;
    require(!str_contains(output, "##["), "an old command", output);
    for (size_t at = 0; at < output.len; at += size) {
        uint32_t c = 0;
        struct str rest = str_slice(output, at, output.len);
        size = utf8_decode(rest, &c);
        require(size && (c == '\n' || !utf8_is_unsafe(c)), "an unsafe character", output);
        if (is_line_start && !is_white(c))
            require(str_starts(rest, "::") == is_github || c == '\n', "a command", output);
        is_line_start = c == '\n' || (is_line_start && is_white(c));
    }
}

static void check_xml(struct str output)
{
    require(!str_contains(output, "]]>"), "the end of a section", output);
    for (size_t at = 0; at < output.len; at++)
        if (output.at[at] == '&')
            require(str_index(str_slice(output, at, at + 9), ';') < 9, "no reference", output);
}

/* A JSON document without a doubled key; to be freed. */
static json_t *check_json(struct str output)
{
    json_t *report = json_loadb(output.at, output.len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, NULL);
    require(report, "no JSON", output);
    return report;
}

/* The report of some files in a format, whole. */
static struct str report_text_of(struct arena *arena, const struct report_format *format,
                                 const struct report_settings *settings, const struct lint_result *files, size_t count,
                                 const struct report_summary *summary)
{
    struct report report = {format, settings, arena, NULL};
    struct buf out = {.arena = arena};
    if (format->begin)
        format->begin(&report, &out);
    for (size_t i = 0; i < count; i++)
        format->file(&report, &files[i], &out);
    if (format->end)
        format->end(&report, summary, &out);
    return buf_str(&out);
}

/* The same of one file. */
static inline struct str report_text(struct arena *arena, const struct report_format *format,
                                     const struct report_settings *settings, const struct lint_result *result)
{
    const struct report_summary summary = {.files = 1, .files_with_findings = 1, .errors = 1};
    return report_text_of(arena, format, settings, result, 1, &summary);
}

/* Rows of four cells; outside of code no character but those of our own tags is markup. */
static void check_markdown(struct str output)
{
    static const char *const tags[] = {"<code>", "</code>", "<br>"};
    bool is_code = false;
    size_t bars = 0;
    for (size_t at = 0; at < output.len; at++) {
        const char c = output.at[at];
        const struct str rest = str_slice(output, at, output.len);
        bars = c == '\n' ? 0 : bars + (c == '|');
        require(bars <= 5, "a bar too many", output);
        require(c != '\n' || !is_code, "code that does not end", output);
        is_code = is_code != (c == '`');
        if (is_code)
            continue;
        require(!c || !strchr("[]*_~\\@{}$", c), "markup", output);
        require(c != '<' || str_starts(rest, tags[0]) || str_starts(rest, tags[1]) || str_starts(rest, tags[2]),
                "a tag", output);
    }
}

/* What holds of a report in any format. */
static void check_report(const struct report_format *format, struct str output)
{
    const struct str name = str_of(format->name);
    check_log(output, str_is(name, "github"));
    if (str_starts(name, "junit") || str_is(name, "checkstyle"))
        check_xml(output);
    if (str_is(name, "markdown"))
        check_markdown(output);
    if (str_is(name, "sarif") || str_is(name, "gitlab") || str_is(name, "rdjson"))
        json_decref(check_json(output));
}

#endif

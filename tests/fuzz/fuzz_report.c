/* Any name, message and source line in a finding: no format prints what a terminal or a CI runner acts on, JSON gives
   the message back, and every line of GitHub's is one command. */
#include "base/utf8.h"
#include "check/rule.h"
#include "report/report.h"

#include <jansson.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

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

static void check_json(struct str output, const struct finding *finding)
{
    json_t *report = json_loadb(output.at, output.len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, NULL);
    const json_t *first = json_array_get(json_object_get(report, "findings"), 0);
    const char *message = json_string_value(json_object_get(first, "message"));
    struct str expected = str_of(finding->message);
    require(message, "no JSON", output);
    if (utf8_valid_length(expected) == expected.len)
        require(str_is(expected, message), "another message", output);
    json_decref(report);
}

static void check_xml(struct str output)
{
    require(!str_contains(output, "]]>"), "the end of a section", output);
    for (size_t at = 0; at < output.len; at++)
        if (output.at[at] == '&')
            require(str_index(str_slice(output, at, at + 9), ';') < 9, "no reference", output);
}

static void check_format(struct arena *arena, const struct report_format *format, const struct lint_result *result)
{
    const struct report_settings settings = {.fail_on = SEVERITY_WARNING};
    struct report report = {format, &settings, arena, NULL};
    struct buf out = {.arena = arena};
    if (format->begin)
        format->begin(&report, &out);
    format->file(&report, result, &out);
    const struct report_summary summary = {.files = 1, .files_with_findings = 1, .errors = 1};
    if (format->end)
        format->end(&report, &summary, &out);
    check_log(buf_str(&out), str_is(STR("github"), format->name));
    if (str_is(STR("json"), format->name))
        check_json(buf_str(&out), result->findings.first);
    if (str_starts(str_of(format->name), "junit"))
        check_xml(buf_str(&out));
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    if (size < 4)
        return 0;
    struct arena arena;
    arena_init(&arena, NULL);
    struct str input = {str_c(&arena, (struct str){(const char *)data + 4, size - 4}), size - 4};
    struct str name = str_slice(input, 0, data[0]), message = str_slice(input, name.len, name.len + data[1]);
    struct str text = str_slice(input, name.len + message.len, input.len);
    struct source source = source_make(&arena, name, text);
    source_index_lines(&source, &arena);
    const uint32_t start = data[2] <= source.text.len ? data[2] : 0;
    const uint32_t end = start + data[3] <= source.text.len ? start + data[3] : (uint32_t)source.text.len;
    static const struct rule rule = {.id = "yaml-syntax"};
    struct related related = {str_c(&arena, message), &source, {end, end}, NULL};
    struct finding finding = {.rule = &rule,
                              .severity = SEVERITY_ERROR,
                              .message = str_c(&arena, message),
                              .help = str_c(&arena, message),
                              .source = &source,
                              .document = 1,
                              .span = {start, end},
                              .related = &related};
    const struct lint_result result = {.source = &source, .findings = {&finding, &finding, 1}};
    for (const struct report_format *const *format = report_formats; *format; format++)
        check_format(&arena, *format, &result);
    arena_free(&arena);
    return 0;
}

/* Any name, message and source line in a finding: no format prints what a terminal or a CI runner acts on, JSON gives
   the message back, and every line of GitHub's is one command. */
#include "report_check.h"

#include "check/rule.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void check_message(struct str output, const struct finding *finding)
{
    json_t *report = check_json(output);
    const json_t *first = json_array_get(json_object_get(report, "findings"), 0);
    const char *message = json_string_value(json_object_get(first, "message"));
    struct str expected = str_of(finding->message);
    require(message, "no message", output);
    if (utf8_valid_length(expected) == expected.len)
        require(str_is(expected, message), "another message", output);
    json_decref(report);
}

static void check_format(struct arena *arena, const struct report_format *format, const struct lint_result *result)
{
    const struct report_settings settings = {.fail_on = SEVERITY_WARNING};
    struct str output = report_text(arena, format, &settings, result);
    check_report(format, output);
    if (str_is(STR("json"), format->name))
        check_message(output, result->findings.first);
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
    const struct fix_edit edit = {{start, end}, message, NULL};
    struct fix fix = {str_c(&arena, message), false, &edit};
    struct finding finding = {.rule = &rule,
                              .severity = SEVERITY_ERROR,
                              .message = str_c(&arena, message),
                              .help = str_c(&arena, message),
                              .source = &source,
                              .document = 1,
                              .span = {start, end},
                              .related = &related,
                              .fix = &fix};
    const struct lint_result result = {.source = &source, .findings = {&finding, &finding, 1}};
    for (const struct report_format *const *format = report_formats; *format; format++)
        check_format(&arena, *format, &result);
    arena_free(&arena);
    return 0;
}

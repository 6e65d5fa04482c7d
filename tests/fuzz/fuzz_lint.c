/* Any file, every rule: each finding lies inside the file, the same bytes give the same reports, and no report can be
   broken or forged. */
#include "report_check.h"

#include "rules/all_rules.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static const struct settings *every_rule(struct arena *arena)
{
    struct settings *settings = arena_new(arena, struct settings);
    *settings = *settings_default(arena, &all_rules);
    unsigned char *severities = arena_alloc_array(arena, all_rules.count, sizeof *severities);
    memset(severities, SEVERITY_WARNING, all_rules.count);
    settings->severities = severities;
    settings->plan = rule_plan_make(arena, &all_rules, severities);
    return settings;
}

static void check_findings(const struct lint_result *result)
{
    size_t count = 0;
    const struct finding *last = NULL;
    for (const struct finding *finding = result->findings.first; finding; last = finding, finding = finding->next) {
        struct str message = str_of(finding->message);
        require(finding->span.start <= finding->span.end && finding->span.end <= result->source->text.len,
                "a finding outside the file", message);
        require(message.len > 0 && finding->document >= 1, "a finding without a message or a document", message);
        require(!last || last->document < finding->document ||
                    (last->document == finding->document && last->span.start <= finding->span.start),
                "findings out of order", message);
        count++;
    }
    require(count == result->findings.count, "another number of findings", STR(""));
}

static struct str report_of(struct arena *arena, const struct lint_request *request, const struct report_format *format)
{
    const struct report_settings settings = {.rules = &all_rules, .fail_on = SEVERITY_WARNING, .max_findings = 100};
    return report_text(arena, format, &settings, lint(arena, request));
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    struct arena arena;
    arena_init(&arena, NULL);
    struct str bytes = {(const char *)data, size};
    bytes.at = str_c(&arena, bytes);
    struct lint_request request = {
        .rules = &all_rules, .settings = every_rule(&arena), .name = STR("x.yaml"), .bytes = bytes, .is_named = true};
    check_findings(lint(&arena, &request));
    for (const struct report_format *const *format = report_formats; *format; format++) {
        struct str output = report_of(&arena, &request, *format);
        check_report(*format, output);
        require(str_equal(output, report_of(&arena, &request, *format)), "another report the second time", output);
        if (str_is(STR("json"), (*format)->name))
            json_decref(check_json(output));
    }
    arena_free(&arena);
    return 0;
}

/* Two versions of a file, a line of ===== between them; without it there is one. Nothing has changed between a version
   and itself, what came in one direction is gone in the other, every finding stands inside its file and says what it is
   as a change, the same versions give the same reports, and no report can be broken or forged. */
#include "report_check.h"

#include "change/breaking.h"
#include "change/change_rule.h"
#include "rules/all_rules.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static const char separator[] = "=====\n";

static const struct breaking_result *compare(struct arena *arena, struct str before, struct str after,
                                             enum change_view view)
{
    static const char *const classifications[] = {"public", "internal", "confidential", "restricted", NULL};
    const struct change_settings settings = {.view = view,
                                             .is_strict = view == VIEW_BOTH,
                                             .has_version_gate = true,
                                             .access_classifications = classifications};
    const struct breaking_file old = {.name = STR("before.yaml"), .path = STR("x.yaml"), .bytes = before},
                               new = {.name = STR("after.yaml"), .path = STR("x.yaml"), .bytes = after};
    const struct lint_request words = {.rules = &all_rules, .settings = settings_default(arena, &all_rules)};
    const struct breaking_request request = {.settings = &settings,
                                             .limits = &limits_default,
                                             .lint = &words,
                                             .old = {&old, 1, {NULL, 0}},
                                             .new = {&new, 1, {NULL, 0}},
                                             .are_two_files = true};
    return breaking_compare(arena, &request);
}

static size_t count_of(const struct breaking_result *result, enum change_id id)
{
    size_t count = 0;
    for (const struct breaking_contract *at = result->contracts; at; at = at->next) {
        const struct finding *finding = at->findings.first;
        for (size_t i = 0; i < at->findings.count; i++, finding = finding->next)
            count += finding->rule == &change_rules[id].rule;
    }
    return count;
}

static void check_finding(const struct finding *finding)
{
    struct str message = str_of(finding->message);
    require(message.len > 0, "a finding without a message", message);
    require(finding->span.start <= finding->span.end && finding->span.end <= finding->source->text.len,
            "a finding outside the file", message);
    for (const struct related *related = finding->related; related; related = related->next)
        require(related->span.end <= related->source->text.len, "an old place outside the file", message);
    if (!finding->change)
        return;
    require(finding->severity == (enum severity)(finding->change->level + 1), "a level that is not the severity",
            message);
}

static void check_result(const struct breaking_result *result)
{
    for (size_t i = 0; i < result->file_count; i++)
        for (const struct finding *at = result->files[i].findings.first; at; at = at->next)
            check_finding(at);
}

static struct str report_of(struct arena *arena, const struct report_format *format,
                            const struct breaking_result *result)
{
    const struct report_settings settings = {.rules = &all_rules,
                                             .min_severity = SEVERITY_INFO,
                                             .fail_on = SEVERITY_ERROR,
                                             .max_findings = 100,
                                             .is_comparison = true};
    const struct report_summary summary = {.files = result->file_count, .errors = 1, .changes = result};
    return report_text_of(arena, format, &settings, result->files, result->file_count, &summary);
}

/* The first lines of a page are our own. */
static struct str told(const struct report_format *format, struct str output)
{
    return str_is(STR("markdown"), format->name) ? str_slice(output, str_find(output, STR("\n### ")), output.len)
                                                 : output;
}

static void check_pair(struct arena *arena, struct str before, struct str after)
{
    const struct breaking_result *there = compare(arena, before, after, VIEW_CONSUMER),
                                 *again = compare(arena, before, after, VIEW_CONSUMER),
                                 *back = compare(arena, after, before, VIEW_BOTH);
    check_result(there);
    check_result(back);
    require(count_of(there, CHANGE_CONTRACT_ADDED) ==
                count_of(back, CHANGE_CONTRACT_REMOVED) + count_of(back, CHANGE_CONTRACT_REMOVED_AFTER_RETIREMENT),
            "a contract came and does not go", before);
    for (const struct report_format *const *format = report_formats; *format; format++) {
        struct str output = report_of(arena, *format, there);
        check_report(*format, told(*format, output));
        require(str_equal(output, report_of(arena, *format, again)), "another report the second time", output);
        if (str_is(STR("json"), (*format)->name))
            json_decref(check_json(output));
    }
}

static struct str version_of(struct arena *arena, struct str text)
{
    text.at = str_c(arena, text);
    return text;
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    struct arena arena;
    arena_init(&arena, NULL);
    struct str input = {(const char *)data, size};
    size_t end = str_find(input, str_of(separator));
    struct str before = version_of(&arena, str_slice(input, 0, end)),
               after = version_of(&arena, str_slice(input, end + strlen(separator), size));
    require(!compare(&arena, before, before, VIEW_CONSUMER)->contracts, "a change where nothing has changed", before);
    if (end < size)
        check_pair(&arena, before, after);
    arena_free(&arena);
    return 0;
}

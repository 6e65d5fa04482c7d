#include "cmd/rules_test.h"

#include "base/buf.h"
#include "check/expect.h"
#include "check/fix.h"
#include "cmd/accepted_example.h"
#include "cmd/data_example.h"
#include "cmd/settings_options.h"
#include "rules/all_rules.h"

/* "testdata/rules/sla-missing/bad.yaml" to "sla-missing". */
static struct str folder_of(struct str path)
{
    size_t end = path.len;
    while (end && path.at[end - 1] != '/')
        end--;
    size_t start = end ? end - 1 : 0;
    while (start && path.at[start - 1] != '/')
        start--;
    return str_slice(path, start, end ? end - 1 : 0);
}

/* The settings that are configured for a fixture, with `rule` switched on; NULL when they are wrong. */
static const struct settings *settings_with(struct arena *arena, struct configured *configured, const char *path,
                                            const struct rule *rule)
{
    const struct config_effective *effective = configured_for(configured, str_of(path));
    if (!effective)
        return NULL;
    const struct settings *old = &effective->settings;
    if (!rule || old->severities[rule_index(&all_rules, rule)] != SEVERITY_OFF)
        return old;
    struct settings *settings = arena_new(arena, struct settings);
    unsigned char *severities = arena_alloc(arena, all_rules.count);
    memcpy(severities, old->severities, all_rules.count);
    severities[rule_index(&all_rules, rule)] = SEVERITY_WARNING;
    *settings = *old;
    settings->severities = severities;
    settings->plan = rule_plan_make(arena, &all_rules, severities);
    return settings;
}

static bool is_good(struct str path)
{
    return str_contains(path, "/good");
}

/* "bad.yaml" to "bad.fixed.yaml". */
static const char *fixed_name(struct arena *arena, struct str path)
{
    size_t dot = path.len;
    while (dot && path.at[dot - 1] != '.')
        dot--;
    return text_print(arena, "%.*s.fixed.%.*s", (int)dot - 1, path.at, STR_ARG(str_slice(path, dot, path.len)));
}

static bool has_safe_fix(const struct lint_result *result, const struct rule *rule)
{
    for (const struct finding *finding = result->findings.first; finding; finding = finding->next)
        if (finding->rule == rule && finding->fix && !finding->fix->is_unsafe)
            return true;
    return false;
}

static bool differs(struct buf *out, const char *path, struct str wanted, struct str found)
{
    uint32_t line = 1;
    size_t i = 0;
    if (str_equal(wanted, found))
        return false;
    for (; i < wanted.len && i < found.len && wanted.at[i] == found.at[i]; i++)
        line += wanted.at[i] == '\n';
    buf_print(out, "%s:%u: not what --fix makes\n", path, line);
    return true;
}

/* What --fix makes of a fixture stands beside it. It is required where the rule under test offers a safe fix. */
static bool test_fixes(struct arena *arena, const struct lint_request *request, const struct fixed *fixed,
                       const struct rule *rule, struct buf *out)
{
    struct file_stamp stamp;
    struct error err = {.is_set = false};
    struct str wanted;
    const char *path = fixed_name(arena, request->name);
    if (fixed->is_broken)
        buf_print(out, "%.*s: not fixed: %s\n", STR_ARG(request->name), fixed->refusal);
    if (!file_stamp_read(path, &stamp)) {
        bool is_missing = has_safe_fix(fixed->before, rule);
        if (is_missing)
            buf_print(out, "%s is missing: %.*s has a safe fix\n", path, STR_ARG(request->name));
        return !is_missing && !fixed->is_broken;
    }
    if (!file_read(arena, path, 0, &wanted, NULL, &err)) {
        buf_print(out, "%s\n", err.text);
        return false;
    }
    struct lint_request again = *request;
    again.bytes = wanted;
    bool is_other = differs(out, path, wanted, fixed->bytes);
    bool is_other_again = differs(out, path, wanted, fix_apply(arena, &again, false)->bytes);
    return !fixed->is_broken && !is_other && !is_other_again;
}

/* The text of a file; empty when it is not there. */
static struct str read_or_empty(struct arena *arena, const char *path)
{
    struct error err = {.is_set = false};
    struct str bytes;
    return file_read(arena, path, 0, &bytes, NULL, &err) ? bytes : STR("");
}

static int folder_length(struct str path)
{
    size_t slash = path.len;
    while (slash && path.at[slash - 1] != '/')
        slash--;
    return (int)slash;
}

/* What is found in data stands beside it, "LINE:COLUMN ID" a line: JSON has no comments. */
static bool test_data(struct arena *arena, const struct settings *settings, const char *path, struct str bytes,
                      struct buf *out)
{
    struct str name = str_of(path), expected = STR("");
    struct data_example example = {settings, STR(""), name, bytes};
    example.contract = read_or_empty(arena, text_print(arena, "%.*scontract.yaml", folder_length(name), path));
    const struct lint_result *result = data_example_check(arena, &example, NULL);
    struct buf found = {.arena = arena};
    for (const struct finding *finding = result ? result->findings.first : NULL; finding; finding = finding->next) {
        struct position position = source_position(finding->source, finding->span.start);
        buf_print(&found, "%u:%u %s\n", position.line, position.column, finding->rule->id);
    }
    if (!is_good(name))
        expected = read_or_empty(arena, text_print(arena, "%s.expect", path));
    bool is_same = result && str_equal(buf_str(&found), expected);
    if (!is_same)
        buf_print(out, "%s: expected\n%.*sfound\n%s", path, STR_ARG(expected), buf_c(&found));
    return is_same && is_good(name) == (found.len == 0);
}

/* A configuration with what has changed beside it. */
static bool test_accepted(struct arena *arena, const char *path, struct str bytes, int64_t now, struct buf *out)
{
    struct accepted_example example = {STR(""), str_of(path), bytes, now};
    const struct config_line *mistake;
    example.contracts = read_or_empty(arena, text_print(arena, "%.*scontract.yaml", folder_length(example.name), path));
    const struct lint_result *result = accepted_example_check(arena, &example, &mistake);
    for (; !result && mistake; mistake = mistake->next)
        buf_print(out, "%s\n", mistake->text);
    if (!result || !result->findings.count)
        return result && is_good(example.name);
    return expect_compare(arena, result, NULL, out) == 0 && !is_good(example.name);
}

static bool test_file(struct program *program, struct configured *configured, struct arena *arena, const char *path,
                      struct buf *out)
{
    struct error err = {.is_set = false};
    struct str bytes;
    if (!file_read(arena, path, 0, &bytes, NULL, &err)) {
        buf_print(out, "%s\n", err.text);
        return false;
    }
    const struct rule *rule = rule_find(&all_rules, folder_of(str_of(path)));
    const struct settings *settings = settings_with(arena, configured, path, rule);
    if (!settings)
        return false;
    if (accepted_example_is_of(folder_of(str_of(path))))
        return test_accepted(arena, path, bytes, program->now, out);
    if (str_starts(folder_of(str_of(path)), "data-"))
        return test_data(arena, settings, path, bytes, out);
    struct lint_request request = {
        .rules = &all_rules,
        .settings = settings,
        .name = str_of(path),
        .bytes = bytes,
        .is_named = true,
        .now = program->now,
    };
    const struct fixed *fixed = fix_apply(arena, &request, false);
    struct lint_result *result = fixed->before;
    source_index_lines((struct source *)(uintptr_t)result->source, arena);
    size_t differences = expect_compare(arena, result, rule, out);
    bool says_nothing = rule && !is_good(str_of(path)) && result->findings.count == 0;
    if (says_nothing)
        buf_print(out, "%s: no finding at all\n", path);
    bool is_fixed = test_fixes(arena, &request, fixed, rule, out);
    return differences == 0 && !says_nothing && is_fixed;
}

int rules_test(struct program *program, const char *const *paths)
{
    struct arena arena;
    struct configured configured;
    struct error err = {.is_set = false};
    size_t passed = 0, failed = 0;
    if (!settings_options_start(program, &(struct settings_options){NULL}, &configured, &err))
        return complain(program, "%s", err.text);
    arena_init(&arena, program->arena.on_out_of_memory);
    for (; *paths; paths++) {
        struct buf out = {.arena = &arena};
        if (test_file(program, &configured, &arena, *paths, &out))
            passed++;
        else
            failed++;
        file_output_write(&program->out, buf_str(&out));
        arena_reset(&arena);
    }
    struct buf out = {.arena = &arena};
    buf_print(&out, "%zu passed, %zu failed\n", passed, failed);
    file_output_write(&program->out, buf_str(&out));
    arena_free(&arena);
    if (config_mistakes(configured.store))
        return settings_complain(program, &configured);
    return failed ? STATUS_FINDINGS : STATUS_OK;
}

#include "cmd/rules_test.h"

#include "base/buf.h"
#include "check/expect.h"
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
    struct lint_request request = {
        .rules = &all_rules,
        .settings = settings,
        .name = str_of(path),
        .bytes = bytes,
        .is_named = true,
        .now = program->now,
    };
    struct lint_result *result = lint(arena, &request);
    source_index_lines((struct source *)(uintptr_t)result->source, arena);
    size_t differences = expect_compare(arena, result, rule, out);
    bool says_nothing = rule && !is_good(str_of(path)) && result->findings.count == 0;
    if (says_nothing)
        buf_print(out, "%s: no finding at all\n", path);
    return differences == 0 && !says_nothing;
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

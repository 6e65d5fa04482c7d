#include "cmd/comparison.h"

#include "project/discover.h"
#include "rules/all_rules.h"

#include <sys/stat.h>

bool comparison_read_view(void *target, const struct option *option, const char *argument, struct error *err)
{
    static const char *const words[] = {"consumer", "producer", "both", NULL};
    size_t index;
    if (!option_choose(option, argument, words, &index, err))
        return false;
    ((struct comparison_options *)target)->view = (enum change_view)index;
    return true;
}

static void fail(struct comparison_run *run, const char *text)
{
    complain(run->program, "%s", text);
    run->has_failed = true;
}

/* The path of a file below the operand under which it was found. */
static struct str below(struct str root, struct str path)
{
    size_t start =
        str_starts(path, "") && path.len > root.len && memcmp(path.at, root.at, root.len) == 0 ? root.len : 0;
    while (start && start < path.len && path.at[start] == '/')
        start++;
    return start ? str_slice(path, start, path.len) : path;
}

static bool is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* The files of one side, all read. */
static void read_side(struct comparison_run *run, struct str root, struct breaking_side *side)
{
    struct arena *arena = &run->program->arena;
    struct discover_request request = {
        .paths = &root, .count = 1, .is_ignored = configured_ignores, .context = &run->config};
    struct found_files found = {.count = 0};
    discover(arena, &request, &found);
    for (size_t i = 0; i < found.error_count; i++)
        fail(run, found.errors[i]);
    struct breaking_file *files = arena_alloc_array(arena, found.count, sizeof *files);
    side->files = files;
    for (size_t i = 0; i < found.count; i++) {
        struct error err = {.is_set = false};
        struct breaking_file *file = &files[side->count];
        *file = (struct breaking_file){.name = found.files[i].path, .path = below(root, found.files[i].path)};
        if (file_read(arena, found.files[i].path.at, limits_default.file_size, &file->bytes, NULL, &err))
            side->count++;
        else
            fail(run, err.text);
    }
}

static void summarize(struct comparison_run *run, const struct breaking_result *result)
{
    struct report_summary *summary = &run->summary;
    for (size_t i = 0; i < result->file_count; i++) {
        const struct lint_result *file = &result->files[i];
        summary->files += file->status == FILE_CHECKED;
        summary->files_with_findings += file->findings.count > 0;
        summary->errors += file->counts[SEVERITY_ERROR];
        summary->warnings += file->counts[SEVERITY_WARNING];
        summary->infos += file->counts[SEVERITY_INFO];
    }
    summary->changes = result;
}

/* The change rules that the settings switch off. */
static const bool *find_off(struct arena *arena, const struct settings *settings)
{
    bool *is_off = arena_alloc_array(arena, CHANGE_COUNT, sizeof *is_off);
    for (size_t i = 0; i < CHANGE_COUNT; i++)
        is_off[i] = settings->severities[rule_index(&all_rules, &change_rules[i].rule)] == SEVERITY_OFF;
    return is_off;
}

bool comparison_start(struct comparison_run *run, struct error *err)
{
    const struct comparison_options *options = run->options;
    run->outputs.program = run->program;
    if (!options->against)
        return error_set(err, "--against is missing: the version to compare with, such as `--against main`");
    return settings_options_start(run->program, &options->settings, &run->config, err);
}

static struct change_settings settings_of(const struct comparison_run *run, const struct settings *settings)
{
    const struct comparison_options *options = run->options;
    return (struct change_settings){
        .view = options->view,
        .is_strict = options->strict_objects,
        .has_version_gate = !options->no_version_check,
        .access_classifications = settings->options.access_classifications,
        .now = run->program->now,
        .is_off = find_off(&run->program->arena, settings),
    };
}

bool comparison_make(struct comparison_run *run)
{
    const struct comparison_options *options = run->options;
    struct str old = str_of(options->against), new = options->paths.count ? str_of(options->paths.at[0]) : STR(".");
    const struct config_effective *effective = configured_for(&run->config, new);
    if (!effective) {
        settings_complain(run->program, &run->config);
        run->has_failed = true;
        return false;
    }
    struct change_settings settings = settings_of(run, &effective->settings);
    struct breaking_request request = {
        .settings = &settings,
        .limits = &effective->settings.limits,
        .are_two_files = !is_folder(old.at) && !is_folder(new.at),
    };
    read_side(run, old, &request.old);
    read_side(run, new, &request.new);
    run->result = breaking_compare(&run->program->arena, &request);
    return true;
}

void comparison_report(struct comparison_run *run)
{
    struct error err = {.is_set = false};
    const struct breaking_result *result = run->result;
    summarize(run, result);
    if (!outputs_open(&run->outputs, &err)) {
        fail(run, err.text);
        return;
    }
    for (size_t i = 0; i < result->file_count; i++)
        outputs_file(&run->outputs, &result->files[i], &run->program->arena);
    if (!outputs_close(&run->outputs, &run->summary, &err))
        fail(run, err.text);
}

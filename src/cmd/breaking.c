#include "check/breaking.h"
#include "base/pool.h"
#include "cmd/outputs.h"
#include "cmd/settings_options.h"
#include "project/discover.h"
#include "rules/all_rules.h"

#include <stddef.h>
#include <sys/stat.h>
#include <unistd.h>

struct breaking_options {
    struct settings_options settings;
    struct option_texts formats, paths;
    const char *against;
    bool strict_objects, no_version_check, quiet, verbose, is_never_failing;
    enum change_view view;
    enum change_level fail_on;
};

#define AT(member) offsetof(struct breaking_options, member)

static bool read_view(void *target, const struct option *option, const char *argument, struct error *err)
{
    static const char *const words[] = {"consumer", "producer", "both", NULL};
    size_t index;
    if (!option_choose(option, argument, words, &index, err))
        return false;
    ((struct breaking_options *)target)->view = (enum change_view)index;
    return true;
}

static bool read_fail_on(void *target, const struct option *option, const char *argument, struct error *err)
{
    static const char *const words[] = {"never", "dangerous", "breaking", NULL};
    static const char *const foreign[] = {"error", "warning", "info", NULL};
    struct breaking_options *options = target;
    size_t index;
    if (str_is_one_of(str_of(argument), foreign))
        return error_set(err, "--fail-on: `%s` is a severity of `lint`; breaking takes breaking, dangerous or never",
                         argument);
    if (!option_choose(option, argument, words, &index, err))
        return false;
    options->is_never_failing = index == 0;
    options->fail_on = (enum change_level)index;
    return true;
}

static const struct option breaking_option_table[] = {
    {"against", 0, OPTION_TEXT, "OLD", "the old version, a file or a folder", AT(against)},
    {"format", 'f', OPTION_TEXTS, "FORMAT[:PATH]", "report format, repeatable; to standard output or to a file",
     AT(formats)},
    {"for", 0, OPTION_CALL, "consumer|producer|both", "whose view decides (default consumer)", 0, read_view},
    {"fail-on", 0, OPTION_CALL, "breaking|dangerous|never", "level from which the exit status is 1 (default breaking)",
     0, read_fail_on},
    {"strict-objects", 0, OPTION_FLAG, NULL, "read objects literally as JSON Schema does", AT(strict_objects)},
    {"no-version-check", 0, OPTION_FLAG, NULL, "do not ask the version to move", AT(no_version_check)},
    SETTINGS_OPTION_ROWS(struct breaking_options, settings),
    {"quiet", 'q', OPTION_FLAG, NULL, "one line per finding, only errors on standard error", AT(quiet)},
    {"verbose", 'v', OPTION_FLAG, NULL, "show safe changes too", AT(verbose)},
    {NULL},
};

/* One run of breaking. */
struct run {
    struct program *program;
    struct breaking_options options;
    struct configured config;
    struct outputs outputs;
    struct report_summary summary;
    bool has_failed; /* status 2 */
};

static void fail(struct run *run, const char *text)
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
static void read_side(struct run *run, struct str root, struct breaking_side *side)
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

static bool add_outputs(struct run *run, struct error *err)
{
    struct report_settings base = {
        .rules = &all_rules,
        .min_severity = run->options.verbose ? SEVERITY_INFO : SEVERITY_WARNING,
        .fail_on = run->options.is_never_failing ? SEVERITY_OFF : (enum severity)(run->options.fail_on + 1),
        .max_findings = 10000,
        .has_color = outputs_has_color(0),
        .is_verbose = run->options.verbose,
        .width = outputs_width(),
        .now = run->program->now,
    };
    outputs_set_root(run->program, &base);
    run->outputs.program = run->program;
    for (size_t i = 0; i < run->options.formats.count; i++) {
        struct report_settings settings = base;
        if (!str_starts(str_of(run->options.formats.at[i]), "text") &&
            !str_starts(str_of(run->options.formats.at[i]), "short"))
            settings.min_severity = SEVERITY_INFO;
        if (!outputs_add(&run->outputs, run->options.formats.at[i], &settings, err))
            return false;
    }
    if (!run->options.formats.count)
        outputs_add_format(&run->outputs, report_format_find(run->options.quiet ? STR("short") : STR("text")), &base);
    return true;
}

static void summarize(struct run *run, const struct breaking_result *result)
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

static int exit_status(const struct run *run)
{
    const struct report_summary *summary = &run->summary;
    const size_t counts[] = {summary->infos, summary->warnings, summary->errors};
    if (run->has_failed)
        return STATUS_FAILED;
    for (int level = (int)run->options.fail_on; level <= LEVEL_BREAKING && !run->options.is_never_failing; level++)
        if (counts[level])
            return STATUS_FINDINGS;
    return STATUS_OK;
}

/* The change rules that the settings switch off. */
static const bool *find_off(struct arena *arena, const struct settings *settings)
{
    bool *is_off = arena_alloc_array(arena, CHANGE_COUNT, sizeof *is_off);
    for (size_t i = 0; i < CHANGE_COUNT; i++)
        is_off[i] = settings->severities[rule_index(&all_rules, &change_rules[i].rule)] == SEVERITY_OFF;
    return is_off;
}

static int compare(struct run *run)
{
    struct error err = {.is_set = false};
    struct str old = str_of(run->options.against);
    struct str new = run->options.paths.count ? str_of(run->options.paths.at[0]) : STR(".");
    const struct config_effective *effective = configured_for(&run->config, new);
    struct change_settings settings = {
        .view = run->options.view,
        .is_strict = run->options.strict_objects,
        .has_version_gate = !run->options.no_version_check,
        .now = run->program->now,
    };
    if (!effective)
        return settings_complain(run->program, &run->config);
    settings.is_off = find_off(&run->program->arena, &effective->settings);
    settings.access_classifications = effective->settings.options.access_classifications;
    struct breaking_request request = {
        .settings = &settings,
        .limits = &effective->settings.limits,
        .are_two_files = !is_folder(old.at) && !is_folder(new.at),
    };
    read_side(run, old, &request.old);
    read_side(run, new, &request.new);
    const struct breaking_result *result = breaking_compare(&run->program->arena, &request);
    summarize(run, result);
    if (!outputs_open(&run->outputs, &err))
        return complain(run->program, "%s", err.text);
    for (size_t i = 0; i < result->file_count; i++)
        outputs_file(&run->outputs, &result->files[i], &run->program->arena);
    if (!outputs_close(&run->outputs, &run->summary, &err))
        fail(run, err.text);
    return exit_status(run);
}

static int run_breaking(struct program *program, char **argv)
{
    struct run *run = arena_new(&program->arena, struct run);
    struct error err = {.is_set = false};
    run->program = program;
    run->options.fail_on = LEVEL_BREAKING;
    if (!options_parse(&program->arena, breaking_option_table, argv, &run->options, &run->options.paths, &err))
        return complain(program, "%s", err.text);
    if (!run->options.against)
        return complain(program, "--against is missing: the version to compare with, such as `--against main`");
    if (!settings_options_start(program, &run->options.settings, &run->config, &err) || !add_outputs(run, &err))
        return complain(program, "%s", err.text);
    return compare(run);
}

const struct command command_breaking = {"breaking", "breaking [OPTIONS] --against OLD [PATH…]",
                                         "what would break those who read the data", breaking_option_table,
                                         run_breaking};

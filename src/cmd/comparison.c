#include "cmd/comparison.h"

#include "base/pool.h"
#include "cmd/comparison_sides.h"
#include "rules/all_rules.h"

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

static void summarize(struct comparison_run *run, const struct breaking_result *result)
{
    struct report_summary *summary = &run->summary;
    for (size_t i = 0; i < result->file_count; i++) {
        const struct lint_result *file = &result->files[i];
        summary->files += file->status == FILE_CHECKED && file->documents;
        summary->files_with_findings += file->findings.count > 0;
        summary->errors += file->counts[SEVERITY_ERROR];
        summary->warnings += file->counts[SEVERITY_WARNING];
        summary->infos += file->counts[SEVERITY_INFO];
        summary->accepted += file->accepted;
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
    if (options->staged && options->at)
        return error_set(err, "--staged and --at contradict each other");
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
        .min_notice = settings->options.lifecycle_min_notice,
        .now = run->program->now,
        .is_off = find_off(&run->program->arena, settings),
    };
}

/* A file that breaks off is a finding, and the question what has changed in it has no answer. */
static void complain_of_unreadable(struct comparison_run *run)
{
    const struct breaking_result *result = run->result;
    for (size_t i = 0; i < result->file_count; i++)
        if (result->files[i].status == FILE_UNREADABLE && result->files[i].findings.count)
            fail(run, text_print(&run->program->arena, "cannot compare %.*s: it cannot be read to its end",
                                 STR_ARG(result->files[i].source->name)));
}

/* Of files that were named some contract is expected. */
static void complain_of_nothing(struct comparison_run *run)
{
    const struct breaking_side *const sides[] = {&run->request.new, &run->request.old};
    const struct breaking_file *without = run->result->without;
    if (run->has_failed || run->options->report.quiet)
        return;
    if (run->result->file_count) {
        if (without)
            complain(run->program, "%.*s, the old version, is no contract: all is told as added",
                     STR_ARG(without->name));
        return;
    }
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
        for (size_t k = 0; k < sides[i]->count; k++)
            if (sides[i]->files[k].is_named) {
                complain(run->program, "no contract was found to compare: %.*s is none",
                         STR_ARG(sides[i]->files[k].name));
                return;
            }
}

static const struct config_effective *configured_by_name(void *context, struct str name)
{
    struct comparison_run *run = context;
    return configured_for(&run->config, name);
}

/* Asks the configuration what holds. False when there are mistakes in it. */
static bool prepare(struct comparison_run *run)
{
    struct breaking_request *request = &run->request;
    struct str new = run->options->paths.count ? str_of(run->options->paths.at[0]) : STR(".");
    const struct config_effective *effective = configured_for(&run->config, new);
    if (!effective) {
        settings_complain(run->program, &run->config);
        run->has_failed = true;
        return false;
    }
    run->settings = settings_of(run, &effective->settings);
    run->lint = (struct lint_request){.rules = &all_rules, .settings = &effective->settings, .now = run->program->now};
    request->settings = &run->settings;
    request->limits = &effective->settings.limits;
    request->lint = &run->lint;
    request->accepted = &run->accepted;
    request->configured = configured_by_name;
    request->context = run;
    return true;
}

static bool side_has(const struct breaking_side *side, const struct file_stamp *stamp)
{
    for (size_t i = 0; i < side->count; i++) {
        struct file_stamp own;
        if (file_stamp_read(side->files[i].name.at, &own) && file_stamp_is_same_file(stamp, &own))
            return true;
    }
    return false;
}

/* A report must not replace what it reports on. */
static bool outputs_are_no_inputs(const struct comparison_run *run, struct error *err)
{
    for (size_t i = 0; i < run->outputs.count; i++) {
        const char *path = run->outputs.all[i].path;
        struct file_stamp report;
        if (!path || !file_stamp_read(path, &report))
            continue;
        if (config_has_read(run->config.store, &report))
            return error_set(err, "the report %s is also the configuration", path);
        if (side_has(&run->request.old, &report) || side_has(&run->request.new, &report))
            return error_set(err, "the report %s is also an input", path);
    }
    return true;
}

static void compare(struct comparison_run *run)
{
    accepted_book_init(&run->accepted, &run->program->arena, &all_rules, run->program->now);
    run->result = breaking_compare(&run->program->arena, &run->request);
    if (config_mistakes(run->config.store)) {
        settings_complain(run->program, &run->config);
        run->has_failed = true;
    }
}

bool comparison_make(struct comparison_run *run)
{
    const struct comparison_options *options = run->options;
    struct error err = {.is_set = false};
    if (!prepare(run))
        return false;
    run->request.workers = options->report.jobs ? options->report.jobs : pool_processors();
    bool is_open = comparison_open(run, &run->request, &err) && outputs_are_no_inputs(run, &err);
    if (is_open)
        compare(run);
    else
        fail(run, err.text);
    comparison_close(run);
    if (is_open) {
        complain_of_unreadable(run);
        complain_of_nothing(run);
    }
    return is_open;
}

bool comparison_make_again(struct comparison_run *run)
{
    struct error err = {.is_set = false};
    if (!settings_options_start(run->program, &run->options->settings, &run->config, &err)) {
        fail(run, err.text);
        return false;
    }
    if (!prepare(run))
        return false;
    compare(run);
    return true;
}

void comparison_report(struct comparison_run *run)
{
    struct error err = {.is_set = false};
    const struct breaking_result *result = run->result;
    summarize(run, result);
    run->summary.is_incomplete = run->has_failed;
    if (!outputs_open(&run->outputs, &err)) {
        fail(run, err.text);
        return;
    }
    for (size_t i = 0; i < result->file_count; i++)
        outputs_file(&run->outputs, &result->files[i], &run->program->arena);
    if (!outputs_close(&run->outputs, &run->summary, &err))
        fail(run, err.text);
}

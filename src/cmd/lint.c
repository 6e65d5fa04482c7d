#include "base/pool.h"
#include "cmd/lint_options.h"
#include "cmd/outputs.h"
#include "project/discover.h"
#include "rules/all_rules.h"

#include <unistd.h>

/* One input: a file, or standard input. */
struct input {
    struct str path;                 /* ends in a NUL */
    struct str name;                 /* in reports */
    const struct settings *settings; /* NULL: its configuration is wrong */
    bool is_named, is_stdin;
};

/* What a slot of the pool holds between the work and its delivery. */
struct slot {
    struct arena arena;
    struct lint_result *result;
    struct error err;
};

/* One run of lint. */
struct run {
    struct program *program;
    struct lint_options options;
    struct configured config;
    struct outputs outputs;
    struct input *inputs;
    size_t count;
    struct slot *slots;
    struct report_summary summary;
    size_t counts[4]; /* findings by enum severity */
    bool has_failed;  /* status 2 */
    struct timespec started;
};

static void fail(struct run *run, const char *text)
{
    complain(run->program, "%s", text);
    run->has_failed = true;
}

/* Inputs. */

static const struct settings *settings_for(struct run *run, struct str name)
{
    const struct config_effective *effective = configured_for(&run->config, name);
    return effective ? &effective->settings : NULL;
}

static void add_input(struct run *run, struct str path, bool is_named, bool is_stdin)
{
    struct input *input = &run->inputs[run->count++];
    *input = (struct input){.path = path, .name = path, .is_named = is_named, .is_stdin = is_stdin};
    if (is_stdin)
        input->name = run->options.stdin_filename ? str_of(run->options.stdin_filename) : STR("<stdin>");
    input->settings = settings_for(run, is_stdin && !run->options.stdin_filename ? STR("stdin.yaml") : input->name);
}

/* The operands and what --files-from lists. */
static bool collect_paths(struct run *run, const struct str **paths, size_t *count, struct error *err)
{
    struct arena *arena = &run->program->arena;
    const struct lint_options *options = &run->options;
    const struct str *listed = NULL;
    size_t listed_count = 0;
    if (options->files_from) {
        struct str text;
        bool is_stdin = strcmp(options->files_from, "-") == 0;
        if (is_stdin ? !file_read_fd(arena, STDIN_FILENO, "standard input", 0, &text, err)
                     : !file_read(arena, options->files_from, 0, &text, NULL, err))
            return false;
        listed = discover_split(arena, text, &listed_count);
    }
    struct str *all = arena_alloc_array(arena, options->paths.count + listed_count + 1, sizeof *all);
    for (size_t i = 0; i < options->paths.count; i++)
        all[(*count)++] = str_of(options->paths.at[i]);
    for (size_t i = 0; i < listed_count; i++)
        all[(*count)++] = listed[i];
    *paths = all;
    return true;
}

/* Takes `-` out of the paths; returns whether it was there. */
static bool take_stdin(struct str *paths, size_t *count)
{
    size_t kept = 0;
    for (size_t i = 0; i < *count; i++)
        if (!str_is(paths[i], "-"))
            paths[kept++] = paths[i];
    bool was_there = kept < *count;
    *count = kept;
    return was_there;
}

static bool find_inputs(struct run *run, struct error *err)
{
    struct arena *arena = &run->program->arena;
    const struct str *paths = NULL;
    size_t count = 0;
    if (!collect_paths(run, &paths, &count, err))
        return false;
    struct str *operands = arena_alloc_array(arena, count + 1, sizeof *operands);
    memcpy(operands, paths, count * sizeof *operands);
    size_t operand_count = count;
    bool has_stdin = take_stdin(operands, &operand_count);
    if (has_stdin && run->options.files_from && strcmp(run->options.files_from, "-") == 0)
        return error_set(err, "standard input cannot be both a contract and the list of files");
    struct discover_request request = {
        .paths = operands,
        .count = operand_count,
        .is_ignore_forced = run->options.force_exclude,
        .is_ignored = configured_ignores,
        .context = &run->config,
    };
    struct found_files found = {.count = 0};
    bool is_nothing_left = run->options.files_from && count == 0;
    if (operand_count || !(has_stdin || is_nothing_left))
        discover(arena, &request, &found);
    for (size_t i = 0; i < found.error_count; i++)
        fail(run, found.errors[i]);
    run->inputs = arena_alloc_array(arena, found.count + 1, sizeof *run->inputs);
    bool is_stdin_left_out = has_stdin && run->options.force_exclude && run->options.stdin_filename &&
                             configured_ignores(&run->config, str_of(run->options.stdin_filename), false);
    if (has_stdin && !is_stdin_left_out)
        add_input(run, STR("-"), true, true);
    for (size_t i = 0; i < found.count; i++)
        add_input(run, found.files[i].path, found.files[i].is_named, false);
    if (config_mistakes(run->config.store)) {
        settings_complain(run->program, &run->config);
        run->has_failed = true;
    }
    return true;
}

/* Checking. */

static struct lint_result *unreadable(struct slot *slot, struct str name)
{
    struct lint_result *result = arena_new(&slot->arena, struct lint_result);
    struct source *source = arena_new(&slot->arena, struct source);
    source->name = name;
    result->source = source;
    result->status = FILE_UNREADABLE;
    return result;
}

static void check_input(void *context, unsigned worker, size_t index_of_slot, size_t index)
{
    (void)worker;
    struct run *run = context;
    struct slot *slot = &run->slots[index_of_slot];
    const struct input *input = &run->inputs[index];
    struct str bytes;
    arena_reset(&slot->arena);
    slot->err.is_set = false;
    slot->result = unreadable(slot, input->name);
    if (!input->settings)
        return;
    uint64_t limit = run->options.max_file_size ? run->options.max_file_size : input->settings->limits.file_size;
    if (input->is_stdin ? !file_read_fd(&slot->arena, STDIN_FILENO, "standard input", limit, &bytes, &slot->err)
                        : !file_read(&slot->arena, input->path.at, limit, &bytes, NULL, &slot->err))
        return;
    struct lint_request request = {
        .rules = &all_rules,
        .settings = input->settings,
        .name = input->name,
        .bytes = bytes,
        .is_named = input->is_named,
        .dialect = run->options.dialect,
        .now = run->program->now,
    };
    slot->result = lint(&slot->arena, &request);
}

static bool is_truncated(const struct run *run, const struct lint_result *result)
{
    size_t shown = 0;
    for (int severity = (int)run->options.min_severity; severity <= SEVERITY_ERROR; severity++)
        shown += result->counts[severity];
    return shown > run->options.max_findings;
}

static void count_result(struct run *run, const struct lint_result *result)
{
    struct report_summary *summary = &run->summary;
    for (int severity = SEVERITY_INFO; severity <= SEVERITY_ERROR; severity++)
        run->counts[severity] += result->counts[severity];
    summary->files += result->status == FILE_CHECKED;
    summary->files_with_findings +=
        result->counts[SEVERITY_ERROR] + result->counts[SEVERITY_WARNING] + result->counts[SEVERITY_INFO] > 0;
    summary->suppressed += result->suppressed;
    summary->fixable += result->fixable;
    summary->is_truncated = summary->is_truncated || is_truncated(run, result);
}

static void say_skipped(struct run *run, const struct input *input, const struct lint_result *result)
{
    const char *dialect = dialect_name(result->dialect);
    if (input->is_named)
        run->has_failed = true;
    if (input->is_named || !run->options.quiet)
        complain(run->program, "%.*s: not checked: the dialect %s is recognised but not built yet",
                 STR_ARG(input->name), dialect);
}

static bool deliver(void *context, size_t index_of_slot, size_t index)
{
    struct run *run = context;
    struct slot *slot = &run->slots[index_of_slot];
    const struct lint_result *result = slot->result;
    if (slot->err.is_set)
        fail(run, slot->err.text);
    if (result->status == FILE_NO_CONTRACT)
        return true;
    if (result->status == FILE_SKIPPED)
        say_skipped(run, &run->inputs[index], result);
    count_result(run, result);
    outputs_file(&run->outputs, result, &slot->arena);
    return true;
}

static void check_all(struct run *run)
{
    struct arena *arena = &run->program->arena;
    unsigned workers = run->options.jobs ? run->options.jobs : pool_processors();
    if (workers > run->count)
        workers = run->count ? (unsigned)run->count : 1;
    size_t slots = pool_slots(workers);
    run->slots = arena_alloc_array(arena, slots, sizeof *run->slots);
    for (size_t i = 0; i < slots; i++)
        arena_init(&run->slots[i].arena, arena->on_out_of_memory);
    struct pool_job job = {
        .count = run->count, .workers = workers, .context = run, .work = check_input, .deliver = deliver};
    pool_run(&job);
    for (size_t i = 0; i < slots; i++)
        arena_free(&run->slots[i].arena);
}

/* Reports. */

static bool add_outputs(struct run *run, struct error *err)
{
    const struct lint_options *options = &run->options;
    struct report_settings base = {
        .rules = &all_rules,
        .min_severity = options->min_severity,
        .fail_on = options->is_never_failing ? SEVERITY_OFF : options->fail_on,
        .max_findings = options->max_findings,
        .has_color = outputs_has_color((int)options->color),
        .show_suppressed = options->show_suppressed,
        .show_duration = !run->program->has_fixed_clock && (options->verbose || isatty(STDOUT_FILENO)),
        .is_verbose = options->verbose,
        .width = outputs_width(),
        .now = run->program->now,
    };
    bool has_stdout = false;
    run->outputs.program = run->program;
    for (size_t i = 0; i < options->formats.count; i++) {
        if (!outputs_add(&run->outputs, options->formats.at[i], &base, err))
            return false;
        has_stdout = has_stdout || !run->outputs.all[run->outputs.count - 1].path;
    }
    if (has_stdout && options->statistics)
        return error_set(err, "--statistics takes standard output; give the format a file");
    if (options->statistics)
        outputs_add_format(&run->outputs, &report_statistics, &base);
    else if (!options->formats.count)
        outputs_add_format(&run->outputs, report_format_find(options->quiet ? STR("short") : STR("text")), &base);
    return true;
}

/* A report must not replace what it reports on. */
static bool outputs_are_no_inputs(struct run *run, struct error *err)
{
    for (size_t i = 0; i < run->outputs.count; i++) {
        const char *path = run->outputs.all[i].path;
        struct file_stamp report, input;
        if (!path || !file_stamp_read(path, &report))
            continue;
        if (config_has_read(run->config.store, &report))
            return error_set(err, "the report %s is also the configuration", path);
        for (size_t k = 0; k < run->count; k++)
            if (!run->inputs[k].is_stdin && file_stamp_read(run->inputs[k].path.at, &input) &&
                file_stamp_is_same_file(&report, &input))
                return error_set(err, "the report %s is also an input", path);
    }
    return true;
}

static double seconds_since(const struct timespec *start)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - start->tv_sec) + (double)(now.tv_nsec - start->tv_nsec) / 1e9;
}

static int list_files(struct run *run)
{
    struct buf out = {.arena = &run->program->arena};
    for (size_t i = 0; i < run->count; i++) {
        buf_add(&out, run->inputs[i].name);
        buf_add_char(&out, '\n');
    }
    file_output_write(&run->program->out, buf_str(&out));
    return run->has_failed ? STATUS_FAILED : STATUS_OK;
}

static void say_nothing_found(struct run *run)
{
    if (run->options.require_contracts)
        fail(run, "no contract was found to check");
    else if (!run->has_failed && !run->options.quiet)
        complain(run->program, "no contract was found to check");
}

static int exit_status(const struct run *run)
{
    if (run->has_failed)
        return STATUS_FAILED;
    if (run->options.is_never_failing || run->options.exit_zero)
        return STATUS_OK;
    for (int severity = (int)run->options.fail_on; severity <= SEVERITY_ERROR; severity++)
        if (run->counts[severity])
            return STATUS_FINDINGS;
    return STATUS_OK;
}

static int report_all(struct run *run)
{
    struct error err = {.is_set = false};
    if (!outputs_are_no_inputs(run, &err) || !outputs_open(&run->outputs, &err))
        return complain(run->program, "%s", err.text);
    check_all(run);
    run->summary.errors = run->counts[SEVERITY_ERROR];
    run->summary.warnings = run->counts[SEVERITY_WARNING];
    run->summary.infos = run->counts[SEVERITY_INFO];
    run->summary.seconds = run->program->has_fixed_clock ? 0 : seconds_since(&run->started);
    if (!outputs_close(&run->outputs, &run->summary, &err))
        fail(run, err.text);
    return exit_status(run);
}

static int run_lint(struct program *program, char **argv)
{
    struct run *run = arena_new(&program->arena, struct run);
    struct error err = {.is_set = false};
    run->program = program;
    clock_gettime(CLOCK_MONOTONIC, &run->started);
    if (!lint_options_parse(program, argv, &run->options, &err))
        return complain(program, "%s", err.text);
    if (!settings_options_start(program, &run->options.settings, &run->config, &err) || !add_outputs(run, &err) ||
        !find_inputs(run, &err))
        return complain(program, "%s", err.text);
    if (run->options.list_files)
        return list_files(run);
    int status = report_all(run);
    if (run->summary.files == 0 && status == STATUS_OK) {
        say_nothing_found(run);
        status = exit_status(run);
    }
    return status;
}

const struct command command_lint = {"lint", "[lint] [OPTIONS] [PATH…]", "check contracts (default path: .)",
                                     lint_option_table, run_lint};

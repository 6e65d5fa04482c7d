#include "base/pool.h"
#include "cmd/lint_fix.h"
#include "cmd/outputs.h"
#include "rules/all_rules.h"

#include <unistd.h>

/* What a slot of the pool holds between the work and its delivery. */
struct slot {
    struct arena arena;
    struct lint_result *result;
    struct input_fixes fixes;
    struct error err;
};

/* One run of lint. */
struct run {
    struct program *program;
    struct lint_options options;
    struct configured config;
    struct outputs outputs;
    struct inputs inputs;
    size_t first; /* input of the job that runs */
    struct slot *slots;
    struct report_summary summary;
    size_t counts[4];   /* findings by enum severity */
    size_t passed_over; /* walked files that are no contracts */
    bool has_diff;      /* of --diff */
    bool has_failed;    /* status 2 */
    struct timespec started;
};

static void fail(struct run *run, const char *text)
{
    complain(run->program, "%s", text);
    run->has_failed = true;
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
    const struct input *input = &run->inputs.all[run->first + index];
    struct str bytes;
    struct file_stamp stamp;
    arena_reset(&slot->arena);
    slot->err.is_set = false;
    slot->fixes = (struct input_fixes){.written = 0};
    slot->result = unreadable(slot, input->name);
    if (!input->settings || !input_read(&run->inputs, input, &slot->arena, &bytes, &stamp, &slot->err))
        return;
    struct lint_request request = {
        .rules = &all_rules,
        .settings = input->settings,
        .name = input->name,
        .bytes = bytes,
        .is_named = input->is_named,
        .dialect = run->options.dialect,
        .now = run->program->now,
        .max_findings = run->options.fix || run->options.diff ? 0 : run->options.report.max_findings,
    };
    slot->result = run->options.fix || run->options.diff
                       ? input_fix(&run->inputs, input, &slot->arena, &request, &stamp, &slot->fixes, &slot->err)
                       : lint(&slot->arena, &request);
}

static bool is_truncated(const struct run *run, const struct lint_result *result)
{
    size_t shown = 0, unlisted = 0;
    for (int severity = (int)run->options.report.min_severity; severity <= SEVERITY_ERROR; severity++) {
        shown += result->counts[severity];
        unlisted += result->unlisted[severity];
    }
    return shown > run->options.report.max_findings || unlisted;
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
    if (input->is_named || !run->options.report.quiet)
        complain(run->program, "%.*s: not checked: the dialect %s is recognised but not built yet",
                 STR_ARG(input->name), dialect);
}

static void deliver_fixes(struct run *run, const struct input *input, const struct input_fixes *fixes)
{
    if (fixes->refusal)
        complain(run->program, "%.*s: not fixed: %s", STR_ARG(input->name), fixes->refusal);
    run->has_failed = run->has_failed || fixes->is_broken;
    run->has_diff = run->has_diff || fixes->diff.len;
    run->summary.fixed += fixes->written;
    file_output_write(&run->program->out, fixes->diff);
}

static bool deliver(void *context, size_t index_of_slot, size_t index)
{
    struct run *run = context;
    struct slot *slot = &run->slots[index_of_slot];
    const struct lint_result *result = slot->result;
    const struct input *input = &run->inputs.all[run->first + index];
    if (slot->err.is_set)
        fail(run, slot->err.text);
    run->has_failed = run->has_failed || result->status == FILE_UNREADABLE;
    deliver_fixes(run, input, &slot->fixes);
    if (result->status == FILE_NO_CONTRACT) {
        run->passed_over++;
        return true;
    }
    if (result->status == FILE_SKIPPED)
        say_skipped(run, input, result);
    count_result(run, result);
    outputs_file(&run->outputs, result, &slot->arena);
    return true;
}

static void check_all(struct run *run)
{
    struct arena *arena = &run->program->arena;
    unsigned workers = run->options.report.jobs ? run->options.report.jobs : pool_processors();
    if (workers > run->inputs.count)
        workers = run->inputs.count ? (unsigned)run->inputs.count : 1;
    size_t slots = pool_slots(workers);
    run->slots = arena_alloc_array(arena, slots, sizeof *run->slots);
    for (size_t i = 0; i < slots; i++)
        arena_init(&run->slots[i].arena, arena->on_out_of_memory);
    for (size_t count; run->first < run->inputs.count; run->first += count) {
        count = inputs_load(&run->inputs, run->first);
        struct pool_job job = {
            .count = count, .workers = workers, .context = run, .work = check_input, .deliver = deliver};
        pool_run(&job);
    }
    for (size_t i = 0; i < slots; i++)
        arena_free(&run->slots[i].arena);
}

/* Reports. */

static bool add_outputs(struct run *run, struct error *err)
{
    const struct lint_options *options = &run->options;
    struct report_settings base = report_options_settings(run->program, &options->report);
    bool has_stdout = false;
    base.show_suppressed = options->show_suppressed;
    run->outputs.program = run->program;
    for (size_t i = 0; i < options->report.formats.count; i++) {
        if (!outputs_add(&run->outputs, options->report.formats.at[i], &base, err))
            return false;
        has_stdout = has_stdout || !run->outputs.all[run->outputs.count - 1].path;
    }
    if (has_stdout && (options->statistics || options->diff))
        return error_set(err, "--%s takes standard output; give the format a file",
                         options->diff ? "diff" : "statistics");
    if (options->diff)
        return true;
    base.max_findings = options->statistics ? 0 : base.max_findings;
    if (options->statistics)
        outputs_add_format(&run->outputs, &report_statistics, &base);
    else if (!options->report.formats.count)
        outputs_add_format(&run->outputs, report_format_find(options->report.quiet ? STR("short") : STR("text")),
                           &base);
    return true;
}

/* A report must not replace what it reports on. */
static bool outputs_are_no_inputs(struct run *run, struct error *err)
{
    for (size_t i = 0; i < run->outputs.count; i++) {
        const char *path = run->outputs.all[i].path;
        struct file_stamp report;
        if (!path || !file_stamp_read(path, &report))
            continue;
        if (config_has_read(run->config.store, &report))
            return error_set(err, "the report %s is also the configuration", path);
        if (inputs_have(&run->inputs, &report))
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

static void say_nothing_found(struct run *run)
{
    const char *since = run->options.changed_since;
    if (run->options.require_contracts)
        fail(run, "no contract was found to check");
    else if (!run->has_failed && !run->options.report.quiet)
        complain(run->program, "no contract %s%s", since ? "differs from " : "was found to check", since ? since : "");
}

static int exit_status(const struct run *run)
{
    if (run->has_failed)
        return STATUS_FAILED;
    if (run->options.diff) {
        bool is_told = run->has_diff && !run->options.report.is_never_failing && !run->options.report.exit_zero;
        return is_told ? STATUS_FINDINGS : STATUS_OK;
    }
    return report_options_status(&run->options.report, run->counts);
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
    run->summary.is_incomplete = run->has_failed;
    run->summary.seconds = run->program->has_fixed_clock ? 0 : seconds_since(&run->started);
    if (!outputs_close(&run->outputs, &run->summary, &err))
        fail(run, err.text);
    return exit_status(run);
}

static int check(struct run *run, char **argv)
{
    struct program *program = run->program;
    struct error err = {.is_set = false};
    if (!lint_options_parse(program, argv, &run->options, &err))
        return complain(program, "%s", err.text);
    run->inputs = (struct inputs){.program = program, .options = &run->options, .config = &run->config};
    if (!settings_options_start(program, &run->options.settings, &run->config, &err) || !add_outputs(run, &err) ||
        !inputs_find(&run->inputs, &err))
        return complain(program, "%s", err.text);
    run->has_failed = run->inputs.has_failed;
    if (run->options.list_files) {
        inputs_list(&run->inputs);
        return exit_status(run);
    }
    int status = report_all(run);
    if (run->passed_over && run->options.report.verbose && !run->options.report.quiet)
        complain(program, "%zu file%s passed over as no contract", run->passed_over,
                 run->passed_over == 1 ? " was" : "s were");
    if (run->summary.files == 0 && status == STATUS_OK) {
        say_nothing_found(run);
        status = exit_status(run);
    }
    return status;
}

static int run_lint(struct program *program, char **argv)
{
    struct run *run = arena_new(&program->arena, struct run);
    run->program = program;
    clock_gettime(CLOCK_MONOTONIC, &run->started);
    int status = check(run, argv);
    inputs_end(&run->inputs);
    return status;
}

const struct command command_lint = {
    "lint",        "[lint] [OPTIONS] [PATH…]", "check contracts (default path: .)", lint_option_table, run_lint,
    report_formats};

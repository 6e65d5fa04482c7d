#include "base/buf.h"
#include "base/pool.h"
#include "cmd/data_options.h"
#include "cmd/data_progress.h"
#include "cmd/outputs.h"
#include "contract/document.h"
#include "data/data_outcome.h"
#include "project/discover.h"
#include "rules/all_rules.h"
#include "yaml/parse.h"

#include <unistd.h>

/* One run of data. */
struct run {
    struct program *program;
    struct data_options options;
    struct configured config;
    const struct settings *settings;
    struct outputs outputs;
    struct data_schema schema;
    struct data_measures *measures;
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

/* Why a path cannot be read, with the near name in its folder where it names nothing. */
static const char *reason_of(struct arena *arena, const char *path, const struct error *err)
{
    struct file_stamp stamp;
    const char *near = file_stamp_read(path, &stamp) ? NULL : discover_near(arena, str_of(path));
    return near ? text_print(arena, "%s; did you mean `%s`?", err->text, near) : err->text;
}

/* The contract. */

/* What a dataset is called: its own name, else its contract's. */
static struct str name_of(const struct contract *contract, const struct dataset *dataset)
{
    return text_has_value(dataset->name) ? dataset->name.value : contract->name.value;
}

struct choice {
    const struct document *document;
    const struct contract *contract;
    const struct dataset *dataset;
    size_t count;     /* that fit */
    struct buf names; /* of all */
};

static void offer(struct run *run, struct choice *choice, const struct document *document)
{
    const char *wanted = run->options.dataset;
    for (const struct contract *contract = document->contracts.first; contract; contract = contract->at.next)
        for (const struct dataset *dataset = contract->datasets.first; dataset; dataset = dataset->at.next) {
            struct str name = name_of(contract, dataset);
            buf_print(&choice->names, "%s%.*s", choice->names.len ? ", " : "", STR_ARG(name));
            if (wanted && !str_is(name, wanted))
                continue;
            if (choice->count++ == 0) {
                choice->document = document;
                choice->contract = contract;
                choice->dataset = dataset;
            }
        }
}

static bool is_chosen(const struct run *run, struct choice *choice, struct error *err)
{
    const char *contract = run->options.contract, *names = buf_c(&choice->names);
    if (!*names)
        return error_set(err, "%s: no schema to check data against", contract);
    if (!choice->count)
        return error_set(err, "%s: no dataset `%s`; there are %s", contract, run->options.dataset, names);
    if (choice->count > 1 && run->options.dataset)
        return error_set(err, "%s: several datasets are called `%s`", contract, run->options.dataset);
    if (choice->count > 1)
        return error_set(err, "%s: choose one with --dataset: %s", contract, names);
    return true;
}

/* The findings of a contract that cannot be read, which is why nothing can be checked. */
static void report_unreadable(struct run *run, struct str bytes)
{
    struct arena *arena = &run->program->arena;
    struct lint_request request = {.rules = &all_rules,
                                   .settings = run->settings,
                                   .name = str_of(run->options.contract),
                                   .bytes = bytes,
                                   .is_named = true,
                                   .now = run->program->now};
    struct lint_result *result = lint(arena, &request);
    struct finding **end = &result->findings.first;
    memset(result->counts, 0, sizeof result->counts);
    result->findings.count = 0;
    for (struct finding *finding = result->findings.first; finding; finding = finding->next) {
        static const char *const ids[] = {"yaml-syntax", "yaml-encoding", "yaml-limit", NULL};
        if (!str_is_one_of(str_of(finding->rule->id), ids))
            continue;
        *end = finding;
        end = &finding->next;
        result->counts[finding->severity]++;
        result->findings.count++;
    }
    *end = NULL;
    for (int severity = SEVERITY_INFO; severity <= SEVERITY_ERROR; severity++)
        run->counts[severity] += result->counts[severity];
    outputs_file(&run->outputs, result, arena);
}

static void say_problems(struct run *run)
{
    if (!run->schema.problems)
        return;
    complain(run->program,
             "%s: the schema has %zu mistake%s, what stands there is not checked; `contractlint lint` names them",
             run->options.contract, run->schema.problems, run->schema.problems == 1 ? "" : "s");
    run->has_failed = true;
}

/* Reads the contract. False with one line, or, when it is no YAML, with findings. */
static bool read_contract(struct run *run, struct error *err)
{
    struct arena *arena = &run->program->arena;
    struct str bytes;
    struct choice choice = {.names = {.arena = arena}};
    struct source *source = arena_new(arena, struct source);
    struct error failure = {.is_set = false};
    if (!file_read(arena, run->options.contract, run->settings->limits.file_size, &bytes, NULL, &failure))
        return error_set(err, "%s", reason_of(arena, run->options.contract, &failure));
    *source = source_make(arena, str_of(run->options.contract), bytes);
    source_index_lines(source, arena);
    for (const struct tree *tree = yaml_parse(arena, source, &run->settings->limits); tree; tree = tree->next) {
        const struct document *document =
            document_read(arena, source, tree, run->options.dialect, &run->settings->limits);
        if (tree->is_partial) {
            report_unreadable(run, bytes);
            return error_set(err, "%s: the contract cannot be read", run->options.contract);
        }
        offer(run, &choice, document);
    }
    if (!is_chosen(run, &choice, err) ||
        !data_schema_make(arena, run->settings, choice.document, choice.contract, choice.dataset,
                          str_of(run->options.timestamp), &run->schema, err))
        return false;
    say_problems(run);
    return true;
}

/* Data. */

static void count_result(struct run *run, const struct lint_result *result)
{
    size_t found = 0;
    for (int severity = SEVERITY_INFO; severity <= SEVERITY_ERROR; severity++) {
        run->counts[severity] += result->counts[severity];
        found += result->counts[severity];
    }
    run->summary.files++;
    run->summary.files_with_findings += found > 0;
    run->summary.is_truncated = run->summary.is_truncated || found > result->findings.count;
}

static bool open_input(struct run *run, const char *path, struct data_request *request, struct stream *stream,
                       struct error *err)
{
    bool is_stdin = strcmp(path, "-") == 0;
    request->name = is_stdin ? STR("<stdin>") : str_of(path);
    struct error failure = {.is_set = false};
    if (is_stdin)
        *stream = stream_of_fd(STDIN_FILENO, "standard input");
    else if (!stream_open(stream, path, &failure))
        return error_set(err, "%s", reason_of(&run->program->arena, path, &failure));
    if (data_options_format(&run->options, path, &request->format, &request->delimiter, err))
        return true;
    stream_close(stream);
    return false;
}

static void check_input(struct run *run, const char *path, struct progress *progress)
{
    struct data_request request = {.rules = &all_rules,
                                   .settings = run->settings,
                                   .schema = &run->schema,
                                   .asserts_format = !run->options.no_format_assertion,
                                   .max_findings = run->options.report.max_findings,
                                   .workers = run->options.report.jobs ? run->options.report.jobs : pool_processors(),
                                   .progress = progress_show,
                                   .progress_context = progress};
    struct arena arena;
    struct stream stream;
    struct error err = {.is_set = false};
    bool is_broken = false;
    if (!open_input(run, path, &request, &stream, &err)) {
        fail(run, err.text);
        return;
    }
    arena_init(&arena, run->program->arena.on_out_of_memory);
    const struct lint_result *result = data_check(&arena, &request, &stream, run->measures, &is_broken, &err);
    stream_close(&stream);
    progress_end(progress);
    if (result) {
        count_result(run, result);
        outputs_file(&run->outputs, result, &arena);
    } else {
        fail(run, err.text);
    }
    if (is_broken)
        fail(run, text_print(&arena, "%s: not read to its end", path));
    arena_free(&arena);
}

static void say_undecided(struct run *run)
{
    if (!run->measures->undecided)
        return;
    complain(run->program, "%llu record%s could not be judged: a reference or a pattern of the schema leads too far",
             (unsigned long long)run->measures->undecided, run->measures->undecided == 1 ? "" : "s");
    run->has_failed = true;
}

static void check_all(struct run *run)
{
    struct progress progress;
    progress_start(&progress, run->program, !run->options.report.quiet);
    run->measures = data_measures_make(&run->program->arena, &run->schema);
    for (size_t i = 0; i < run->options.paths.count; i++)
        check_input(run, run->options.paths.at[i], &progress);
    say_undecided(run);
}

static double seconds_since(const struct timespec *start)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - start->tv_sec) + (double)(now.tv_nsec - start->tv_nsec) / 1e9;
}

/* The run. */

static bool add_outputs(struct run *run, struct error *err)
{
    const struct report_options *options = &run->options.report;
    struct report_settings base = report_options_settings(run->program, options);
    base.max_findings = 0; /* cut per rule already */
    base.noun = "file";
    run->outputs.program = run->program;
    for (size_t i = 0; i < options->formats.count; i++)
        if (!outputs_add(&run->outputs, options->formats.at[i], &base, err))
            return false;
    if (!options->formats.count)
        outputs_add_format(&run->outputs, report_format_find(options->quiet ? STR("short") : STR("text")), &base);
    return true;
}

/* A report must not replace what it reports on. */
static bool outputs_are_no_inputs(const struct run *run, struct error *err)
{
    for (size_t i = 0; i < run->outputs.count; i++) {
        const char *path = run->outputs.all[i].path;
        struct file_stamp report, own;
        if (!path || !file_stamp_read(path, &report))
            continue;
        if (config_has_read(run->config.store, &report))
            return error_set(err, "the report %s is also the configuration", path);
        if (file_stamp_read(run->options.contract, &own) && file_stamp_is_same_file(&report, &own))
            return error_set(err, "the report %s is also the contract", path);
        for (size_t j = 0; j < run->options.paths.count; j++)
            if (file_stamp_read(run->options.paths.at[j], &own) && file_stamp_is_same_file(&report, &own))
                return error_set(err, "the report %s is also an input", path);
    }
    return true;
}

/* The quality of all records together, with the findings in the contract that only they tell. */
static void report_quality(struct run *run)
{
    struct arena *arena = &run->program->arena;
    const struct data_quality *quality = data_quality_make(arena, run->measures, run->program->now);
    struct lint_result *result = data_outcomes_report(arena, &all_rules, run->settings, &run->schema, quality);
    run->summary.quality = quality;
    if (!result)
        return;
    for (int severity = SEVERITY_INFO; severity <= SEVERITY_ERROR; severity++)
        run->counts[severity] += result->counts[severity];
    outputs_file(&run->outputs, result, arena);
}

static int report_all(struct run *run)
{
    struct error err = {.is_set = false};
    if (!outputs_are_no_inputs(run, &err) || !outputs_open(&run->outputs, &err))
        return complain(run->program, "%s", err.text);
    if (read_contract(run, &err))
        check_all(run);
    else
        fail(run, err.text);
    run->summary.errors = run->counts[SEVERITY_ERROR];
    run->summary.warnings = run->counts[SEVERITY_WARNING];
    run->summary.infos = run->counts[SEVERITY_INFO];
    run->summary.is_incomplete = run->has_failed;
    if (run->summary.files)
        report_quality(run);
    run->summary.seconds = run->program->has_fixed_clock ? 0 : seconds_since(&run->started);
    struct error failure = {.is_set = false};
    if (!outputs_close(&run->outputs, &run->summary, &failure))
        fail(run, failure.text);
    return run->has_failed ? STATUS_FAILED : report_options_status(&run->options.report, run->counts);
}

static bool has_rule(const struct settings *settings)
{
    for (size_t i = 0; i < all_rules.count; i++)
        if (str_is(rule_family(all_rules.rules[i]), "data") && settings->severities[i] != SEVERITY_OFF)
            return true;
    return false;
}

static int run_data(struct program *program, char **argv)
{
    struct run *run = arena_new(&program->arena, struct run);
    struct error err = {.is_set = false};
    run->program = program;
    clock_gettime(CLOCK_MONOTONIC, &run->started);
    if (!data_options_parse(program, argv, &run->options, &err) ||
        !settings_options_start(program, &run->options.settings, &run->config, &err) || !add_outputs(run, &err))
        return complain(program, "%s", err.text);
    const struct config_effective *effective = configured_for(&run->config, str_of(run->options.contract));
    if (!effective || config_mistakes(run->config.store))
        return settings_complain(program, &run->config);
    run->settings = &effective->settings;
    if (!has_rule(run->settings))
        return complain(program, "every rule about data is switched off");
    return report_all(run);
}

const struct command command_data = {"data",
                                     "data [OPTIONS] --contract FILE DATA…",
                                     "check records against a contract's schema",
                                     data_option_table,
                                     run_data,
                                     report_formats};

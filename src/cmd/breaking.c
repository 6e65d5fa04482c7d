#include "cmd/comparison.h"
#include "cmd/write_accepted.h"
#include "rules/all_rules.h"

#include <stddef.h>

struct breaking_options {
    struct comparison_options comparison; /* first */
    bool is_never_failing, write_accepted;
    enum change_level fail_on;
};

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
    COMPARISON_OPTION_ROWS,
    {"exit-zero", 0, OPTION_FLAG, NULL, "exit with 0 instead of 1",
     offsetof(struct comparison_options, report.exit_zero)},
    {"quiet", 'q', OPTION_FLAG, NULL, "one line per finding, only errors on standard error",
     offsetof(struct comparison_options, report.quiet)},
    {"verbose", 'v', OPTION_FLAG, NULL, "show safe changes too", offsetof(struct comparison_options, report.verbose)},
    {"fail-on", 0, OPTION_CALL, "breaking|dangerous|never", "level from which the exit status is 1 (default breaking)",
     0, read_fail_on},
    {"write-accepted", 0, OPTION_FLAG, NULL, "write what was found into the configuration as agreed to",
     offsetof(struct breaking_options, write_accepted)},
    {NULL},
};

static bool add_outputs(struct comparison_run *run, const struct breaking_options *options, struct error *err)
{
    struct outputs *outputs = &run->outputs;
    const struct report_options *report = &options->comparison.report;
    const struct option_texts *formats = &report->formats;
    struct report_settings base = report_options_settings(run->program, report);
    base.min_severity = report->verbose ? SEVERITY_INFO : SEVERITY_WARNING;
    base.fail_on = options->is_never_failing ? SEVERITY_OFF : (enum severity)(options->fail_on + 1);
    base.is_comparison = true;
    for (size_t i = 0; i < formats->count; i++) {
        struct report_settings settings = base;
        if (!str_starts(str_of(formats->at[i]), "text") && !str_starts(str_of(formats->at[i]), "short"))
            settings.min_severity = SEVERITY_INFO;
        if (!outputs_add(outputs, formats->at[i], &settings, err))
            return false;
    }
    if (!formats->count)
        outputs_add_format(outputs, report_format_find(report->quiet ? STR("short") : STR("text")), &base);
    return true;
}

static int exit_status(const struct comparison_run *run, const struct breaking_options *options)
{
    const struct report_summary *summary = &run->summary;
    const size_t counts[] = {summary->infos, summary->warnings, summary->errors};
    if (run->has_failed)
        return STATUS_FAILED;
    if (options->is_never_failing || options->comparison.report.exit_zero)
        return STATUS_OK;
    for (int level = (int)options->fail_on; level <= LEVEL_BREAKING; level++)
        if (counts[level])
            return STATUS_FINDINGS;
    return STATUS_OK;
}

/* A configuration that is to be written need not be there: without it nothing is configured so far. */
static const char *take_missing_config(struct breaking_options *options)
{
    struct settings_options *settings = &options->comparison.settings;
    const char *config = settings->config;
    struct file_stamp stamp;
    if (!options->write_accepted || !config || settings->no_config || file_stamp_read(config, &stamp))
        return NULL;
    settings->config = NULL;
    settings->no_config = true;
    return config;
}

static bool accept(struct comparison_run *run, struct breaking_options *options, const char *config)
{
    if (!write_accepted(run, options->is_never_failing ? LEVEL_BREAKING : options->fail_on, config))
        return true;
    if (config) {
        options->comparison.settings.config = config;
        options->comparison.settings.no_config = false;
    }
    return comparison_make_again(run);
}

static int run_breaking(struct program *program, char **argv)
{
    struct breaking_options options = {.fail_on = LEVEL_BREAKING};
    struct comparison_run run = {.program = program, .options = &options.comparison};
    struct error err = {.is_set = false};
    report_options_init(&options.comparison.report, COMPARISON_FINDINGS_DEFAULT);
    if (!options_parse(&program->arena, breaking_option_table, argv, &options, &options.comparison.paths, &err))
        return complain(program, "%s", err.text);
    run.may_be_made_again = options.write_accepted;
    const char *config = take_missing_config(&options);
    if (!comparison_start(&run, &err) || !add_outputs(&run, &options, &err))
        return complain(program, "%s", err.text);
    if (comparison_make(&run) && (!options.write_accepted || accept(&run, &options, config)))
        comparison_report(&run);
    return exit_status(&run, &options);
}

const struct command command_breaking = {"breaking",
                                         "breaking [OPTIONS] --against OLD [PATH…]",
                                         "what would break those who read the data",
                                         breaking_option_table,
                                         run_breaking,
                                         report_formats};

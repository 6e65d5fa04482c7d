#include "cmd/comparison.h"
#include "report/formats.h"
#include "rules/all_rules.h"

static const struct option changelog_option_table[] = {
    COMPARISON_OPTION_ROWS,
    {NULL},
};

static bool add_outputs(struct comparison_run *run, struct error *err)
{
    const struct option_texts *formats = &run->options->report.formats;
    struct report_settings settings = report_options_settings(run->program, &run->options->report);
    settings.is_comparison = true;
    settings.min_severity = SEVERITY_INFO;
    run->outputs.formats = changelog_formats;
    for (size_t i = 0; i < formats->count; i++)
        if (!outputs_add(&run->outputs, formats->at[i], &settings, err))
            return false;
    if (!formats->count)
        outputs_add_format(&run->outputs, changelog_formats[0], &settings);
    return true;
}

static int run_changelog(struct program *program, char **argv)
{
    struct comparison_options options = {.view = VIEW_CONSUMER};
    struct comparison_run run = {.program = program, .options = &options};
    struct error err = {.is_set = false};
    report_options_init(&options.report, COMPARISON_FINDINGS_DEFAULT);
    if (!options_parse(&program->arena, changelog_option_table, argv, &options, &options.paths, &err) ||
        !comparison_start(&run, &err) || !add_outputs(&run, &err))
        return complain(program, "%s", err.text);
    if (comparison_make(&run))
        comparison_report(&run);
    return run.has_failed ? STATUS_FAILED : STATUS_OK;
}

const struct command command_changelog = {"changelog",
                                          "changelog [OPTIONS] --against OLD [PATH…]",
                                          "every change between two versions, by contract",
                                          changelog_option_table,
                                          run_changelog,
                                          changelog_formats};

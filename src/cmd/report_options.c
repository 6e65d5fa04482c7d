#include "cmd/report_options.h"

#include "base/distance.h"
#include "base/pool.h"
#include "check/config.h"
#include "cmd/outputs.h"
#include "rules/all_rules.h"

#include <unistd.h>

/* Rows of this kind have the offset of the whole struct. */
static struct report_options *options_of(void *target, const struct option *option)
{
    return (struct report_options *)((char *)target + option->offset);
}

bool report_read_fail_on(void *target, const struct option *option, const char *argument, struct error *err)
{
    static const char *const words[] = {"never", "info", "warning", "error", NULL};
    static const char *const foreign[] = {"breaking", "dangerous", NULL};
    struct report_options *options = options_of(target, option);
    size_t index;
    if (str_is_one_of(str_of(argument), foreign))
        return error_set(err,
                         "--fail-on: `%s` is a level of `breaking`; this command takes error, warning, info or never",
                         argument);
    if (!option_choose(option, argument, words, &index, err))
        return false;
    options->is_never_failing = index == 0;
    options->fail_on = (enum severity)index;
    return true;
}

bool report_read_min_severity(void *target, const struct option *option, const char *argument, struct error *err)
{
    static const char *const words[] = {"info", "warning", "error", NULL};
    size_t index;
    if (!option_choose(option, argument, words, &index, err))
        return false;
    options_of(target, option)->min_severity = (enum severity)(index + 1);
    return true;
}

bool report_read_color(void *target, const struct option *option, const char *argument, struct error *err)
{
    static const char *const words[] = {"auto", "always", "never", NULL};
    size_t index;
    if (!option_choose(option, argument, words, &index, err))
        return false;
    options_of(target, option)->color = (enum color_choice)index;
    return true;
}

/* A decimal count from `least` to `most`. */
static bool read_count(const struct option *option, const char *argument, uint64_t least, uint64_t most,
                       uint64_t *count, struct error *err)
{
    *count = 0;
    bool is_number = *argument != '\0';
    for (const char *c = argument; *c && is_number; c++) {
        is_number = char_is_digit(*c) && *count <= most;
        *count = *count * 10 + (uint64_t)(*c - '0');
    }
    if (is_number && *count >= least && *count <= most)
        return true;
    return error_set(err, "--%s: `%s` is no number from %llu to %llu", option->name, argument,
                     (unsigned long long)least, (unsigned long long)most);
}

bool report_read_jobs(void *target, const struct option *option, const char *argument, struct error *err)
{
    uint64_t count;
    if (!read_count(option, argument, 1, POOL_WORKERS_MAX, &count, err))
        return false;
    options_of(target, option)->jobs = (unsigned)count;
    return true;
}

bool report_read_max_findings(void *target, const struct option *option, const char *argument, struct error *err)
{
    uint64_t count;
    if (!read_count(option, argument, 1, 1000000000, &count, err))
        return false;
    options_of(target, option)->max_findings = (size_t)count;
    return true;
}

bool report_read_size(void *target, const struct option *option, const char *argument, struct error *err)
{
    uint64_t *size = (uint64_t *)(void *)((char *)target + option->offset);
    if (config_size_read(str_of(argument), (uint64_t)1 << 30, size) && *size)
        return true;
    return error_set(err, "--%s: `%s` is no size; write bytes or a unit, such as 8MiB (at most 1GiB)", option->name,
                     argument);
}

void report_options_init(struct report_options *options, size_t max_findings)
{
    *options =
        (struct report_options){.fail_on = SEVERITY_ERROR, .min_severity = SEVERITY_INFO, .max_findings = max_findings};
}

struct report_settings report_options_settings(struct program *program, const struct report_options *options)
{
    struct report_settings settings = {
        .rules = &all_rules,
        .min_severity = options->min_severity,
        .fail_on = options->is_never_failing ? SEVERITY_OFF : options->fail_on,
        .max_findings = options->max_findings,
        .has_color = outputs_has_color((int)options->color),
        .show_duration = !program->has_fixed_clock && (options->verbose || isatty(STDOUT_FILENO)),
        .is_verbose = options->verbose,
        .width = outputs_width(),
        .now = program->now,
    };
    outputs_set_root(program, &settings);
    return settings;
}

int report_options_status(const struct report_options *options, const size_t counts[4])
{
    if (options->is_never_failing || options->exit_zero)
        return STATUS_OK;
    for (int severity = (int)options->fail_on; severity <= SEVERITY_ERROR; severity++)
        if (counts[severity])
            return STATUS_FINDINGS;
    return STATUS_OK;
}

#define _DEFAULT_SOURCE /* struct winsize */
#include "cmd/outputs.h"

#include "base/distance.h"
#include "base/path.h"
#include "cmd/lint_options.h"

#include <limits.h>
#include <sys/ioctl.h>
#include <unistd.h>

static bool is_set(const char *name)
{
    const char *value = getenv(name);
    return value && *value && strcmp(value, "0") != 0;
}

bool outputs_has_color(int choice)
{
    const char *no_color = getenv("NO_COLOR"), *terminal = getenv("TERM");
    if (choice != COLOR_AUTO)
        return choice == COLOR_ALWAYS;
    if (no_color && *no_color)
        return false;
    if (is_set("CLICOLOR_FORCE"))
        return true;
    return isatty(STDOUT_FILENO) && !(terminal && strcmp(terminal, "dumb") == 0);
}

unsigned outputs_width(void)
{
    struct winsize size;
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

void outputs_set_root(struct program *program, struct report_settings *settings)
{
    static const char *const variables[] = {"GITHUB_WORKSPACE", "CI_PROJECT_DIR"};
    char folder[PATH_MAX];
    if (!getcwd(folder, sizeof folder) || *folder != '/')
        return;
    settings->root = settings->folder = str_copy(&program->arena, str_of(folder));
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
        const char *value = getenv(variables[i]);
        struct str root, rest;
        if (!value || *value != '/')
            continue;
        root = path_join(&program->arena, STR("/"), str_of(value));
        if (path_below(root, settings->folder, &rest))
            settings->root = root;
    }
}

static const struct report_format *find_format(const struct outputs *outputs, struct str name)
{
    const struct report_format *const *format = outputs->formats ? outputs->formats : report_formats;
    while (*format && !str_is(name, (*format)->name))
        format++;
    return *format;
}

static bool unknown_format(const struct outputs *outputs, struct str name, struct error *err)
{
    struct distance_search near = distance_search_start(name);
    char all[256] = "";
    size_t len = 0;
    for (const struct report_format *const *format = outputs->formats ? outputs->formats : report_formats; *format;
         format++) {
        distance_search_offer(&near, str_of((*format)->name));
        len += (size_t)snprintf(all + len, sizeof all - len, "%s%s", len ? ", " : "", (*format)->name);
    }
    struct str meant = distance_search_meant(&near);
    if (meant.at)
        return error_set(err, "unknown format `%.*s`; did you mean `%.*s`?", STR_ARG(name), STR_ARG(meant));
    return error_set(err, "unknown format `%.*s`; there are %s", STR_ARG(name), all);
}

void outputs_add_format(struct outputs *outputs, const struct report_format *format, const struct report_settings *base)
{
    struct output *output = &outputs->all[outputs->count++];
    output->settings = *base;
    output->report = (struct report){.format = format, .arena = &outputs->program->arena};
    output->to = &outputs->program->out;
}

/* By its name, because one that does not exist yet would be found by the next run. */
static bool is_configuration(struct str path)
{
    const size_t len = strlen(CONFIG_FILE_NAME);
    return str_ends(path, CONFIG_FILE_NAME) && (path.len == len || path.at[path.len - len - 1] == '/');
}

bool outputs_add(struct outputs *outputs, const char *text, const struct report_settings *base, struct error *err)
{
    struct str whole = str_of(text);
    size_t colon = str_index(whole, ':');
    struct str name = str_slice(whole, 0, colon);
    const char *path = colon < whole.len ? text + colon + 1 : NULL;
    const struct report_format *format = find_format(outputs, name);
    if (!format)
        return unknown_format(outputs, name, err);
    if (path && !*path)
        return error_set(err, "--format %s: the path after the colon is empty", text);
    if (path && is_configuration(str_of(path)))
        return error_set(err, "the report %s would be a configuration; give it another name", path);
    if (outputs->count == OUTPUTS_MAX)
        return error_set(err, "more than %d reports in one run", OUTPUTS_MAX);
    for (size_t i = 0; i < outputs->count; i++) {
        const char *other = outputs->all[i].path;
        if (!path && !other)
            return error_set(err, "two formats on standard output; give one a file: --format %.*s:PATH", STR_ARG(name));
        if (path && other && strcmp(path, other) == 0)
            return error_set(err, "two reports to the same file: %s", path);
    }
    outputs_add_format(outputs, format, base);
    struct output *output = &outputs->all[outputs->count - 1];
    output->path = path;
    if (path) {
        output->settings.has_color = false;
        output->settings.width = 0;
        output->to = &output->file;
    }
    return true;
}

static void abort_first(struct outputs *outputs, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (outputs->all[i].path)
            file_output_abort(&outputs->all[i].file);
}

bool outputs_open(struct outputs *outputs, struct error *err)
{
    struct program *program = outputs->program;
    for (size_t i = 0; i < outputs->count; i++) {
        struct output *output = &outputs->all[i];
        output->report.settings = &output->settings;
        if (!output->path || file_output_begin(&output->file, &program->arena, output->path, program->pending, err))
            continue;
        abort_first(outputs, i);
        return false;
    }
    for (size_t i = 0; i < outputs->count; i++) {
        struct output *output = &outputs->all[i];
        struct buf out = {.arena = &program->arena};
        if (output->report.format->begin)
            output->report.format->begin(&output->report, &out);
        file_output_write(output->to, buf_str(&out));
    }
    return true;
}

static void spill(void *to, struct str text)
{
    file_output_write(to, text);
}

void outputs_file(struct outputs *outputs, const struct lint_result *result, struct arena *arena)
{
    for (size_t i = 0; i < outputs->count; i++) {
        struct output *output = &outputs->all[i];
        struct buf out = {.arena = arena};
        output->report.out = &out;
        output->report.spill = spill;
        output->report.to = output->to;
        output->report.format->file(&output->report, result, &out);
        output->report.out = NULL;
        file_output_write(output->to, buf_str(&out));
    }
}

bool outputs_close(struct outputs *outputs, const struct report_summary *summary, struct error *err)
{
    bool is_done = true;
    for (size_t i = 0; i < outputs->count; i++) {
        struct output *output = &outputs->all[i];
        struct buf out = {.arena = &outputs->program->arena};
        if (output->report.format->end)
            output->report.format->end(&output->report, summary, &out);
        file_output_write(output->to, buf_str(&out));
        if (output->path && !file_output_commit(&output->file, err))
            is_done = false;
    }
    return is_done;
}

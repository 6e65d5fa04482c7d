#include "cmd/help.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "cmd/options.h"
#include "report/report.h"

enum { INDENT = 30 }; /* column of the explanations */

static int print(struct program *program, const struct buf *out)
{
    file_output_write(&program->out, buf_str(out));
    return STATUS_OK;
}

/* A name and its explanation in two columns; a long name takes a line of its own. */
static void add_row(struct buf *out, const char *name, const char *explanation)
{
    size_t width = utf8_length(str_of(name)) + 2;
    buf_print(out, "  %s", name);
    if (width + 2 > INDENT) {
        buf_add_char(out, '\n');
        width = 0;
    }
    buf_print(out, "%*s%s\n", (int)(INDENT - width), "", explanation);
}

int help_print(struct program *program)
{
    struct buf out = {.arena = &program->arena};
    buf_add_c(&out, "contractlint checks data contracts and says exactly where and why one is wrong.\n\n"
                    "Usage: contractlint [COMMAND] [OPTIONS] [PATH…]\n\nCommands:\n");
    for (const struct command *const *command = commands; *command; command++)
        add_row(&out, (*command)->name, (*command)->summary);
    buf_add_c(&out, "\nWithout a command, paths are linted. `contractlint help COMMAND` lists a command's options.\n"
                    "Exit status: 0 nothing to complain of, 1 findings, 2 something could not be done.\n");
    return print(program, &out);
}

static void add_formats(struct buf *out, const struct report_format *const *format)
{
    buf_add_c(out, "\nFormats:\n");
    for (; *format; format++)
        add_row(out, (*format)->name, (*format)->summary);
}

int help_print_command(struct program *program, const struct command *command)
{
    struct buf out = {.arena = &program->arena};
    buf_print(&out, "Usage: contractlint %s\n\n%s\n", command->usage, command->summary);
    if (command->options && command->options->name)
        buf_add_c(&out, "\nOptions:\n");
    for (const struct option *option = command->options; option && option->name; option++) {
        struct buf name = {.arena = &program->arena};
        if (option->letter)
            buf_print(&name, "-%c, ", option->letter);
        buf_print(&name, "--%s", option->name);
        if (option->argument && *option->argument)
            buf_print(&name, " %s", option->argument);
        add_row(&out, buf_c(&name), option->help);
    }
    if (command->formats)
        add_formats(&out, command->formats);
    return print(program, &out);
}

int help_print_version(struct program *program, bool is_verbose)
{
    struct buf out = {.arena = &program->arena};
    buf_add_c(&out, "contractlint " CONTRACTLINT_VERSION "\n");
    if (is_verbose)
        buf_add_c(&out, "built on libyaml, jansson, PCRE2 and libcyaml\n");
    return print(program, &out);
}

#include "cmd/lint_options.h"

#include <stddef.h>

#define AT(member) offsetof(struct lint_options, member)

static bool read_dialect(void *target, const struct option *option, const char *argument, struct error *err)
{
    static const char *const words[] = {"data-product", "domains", "odcs", "dcs", "dbt", NULL};
    size_t index;
    if (!option_choose(option, argument, words, &index, err))
        return false;
    ((struct lint_options *)target)->dialect = dialect_of_name(str_of(argument));
    return true;
}

static bool refuse(void *target, const struct option *option, const char *argument, struct error *err)
{
    (void)target;
    (void)argument;
    return error_set(err, "--%s is not built yet", option->name);
}

const struct option lint_option_table[] = {
    REPORT_FORMAT_ROW(struct lint_options, report),
    SETTINGS_OPTION_ROWS(struct lint_options, settings),
    REPORT_OPTION_ROWS(struct lint_options, report, "findings shown per file (default 10000)"),
    {"statistics", 0, OPTION_FLAG, NULL, "counts per rule instead of findings", AT(statistics)},
    {"max-file-size", 0, OPTION_CALL, "SIZE", "largest file that is read (default 8MiB)", AT(max_file_size),
     report_read_size},
    {"dialect", 0, OPTION_CALL, "data-product|domains|odcs|dcs|dbt", "read every file as this dialect", 0,
     read_dialect},
    {"stdin-filename", 0, OPTION_TEXT, "NAME", "the name of what is read from `-`", AT(stdin_filename)},
    {"files-from", 0, OPTION_TEXT, "FILE|-", "read the paths from a list, one a line or separated by NUL",
     AT(files_from)},
    {"list-files", 0, OPTION_FLAG, NULL, "print the files that would be read, and stop", AT(list_files)},
    {"force-exclude", 0, OPTION_FLAG, NULL, "leave out ignored files even when they are named", AT(force_exclude)},
    {"require-contracts", 0, OPTION_FLAG, NULL, "exit with 2 when nothing was found to check", AT(require_contracts)},
    {"show-suppressed", 0, OPTION_FLAG, NULL, "show suppressed findings too", AT(show_suppressed)},
    {"fix", 0, OPTION_FLAG, NULL, "mend what has a safe fix, report what remains", AT(fix)},
    {"unsafe", 0, OPTION_FLAG, NULL, "with --fix or --diff: doubtful fixes too", AT(unsafe)},
    {"diff", 0, OPTION_FLAG, NULL, "print what --fix would change, and change nothing", AT(diff)},
    {"changed-since", 0, OPTION_TEXT, "REF", "only files that differ from where this branch left a git revision",
     AT(changed_since)},
    {"staged", 0, OPTION_FLAG, NULL, "files as they are in the git index", AT(staged)},
    {"at", 0, OPTION_TEXT, "REF", "files as they are in a git revision", AT(at)},
    {"baseline", 0, OPTION_CALL, "FILE", "findings to pass over (not built yet)", 0, refuse},
    {"write-baseline", 0, OPTION_CALL, "FILE", "write the findings as a baseline (not built yet)", 0, refuse},
    {NULL},
};

bool lint_options_parse(struct program *program, char **argv, struct lint_options *options, struct error *err)
{
    *options = (struct lint_options){.unsafe = false};
    report_options_init(&options->report, 10000);
    if (!options_parse(&program->arena, lint_option_table, argv, options, &options->paths, err))
        return false;
    if (options->unsafe && !options->fix && !options->diff)
        return error_set(err, "--unsafe goes with --fix or --diff");
    if (options->diff && options->statistics)
        return error_set(err, "--diff and --statistics both take standard output");
    if (options->fix && options->diff)
        return error_set(err, "--fix and --diff contradict each other: --diff writes nothing");
    if (options->staged && options->at)
        return error_set(err, "--staged and --at contradict each other");
    if (options->fix && (options->staged || options->at))
        return error_set(err, "--fix has no file to write for --%s", options->at ? "at" : "staged");
    return true;
}

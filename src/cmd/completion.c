#include "base/buf.h"
#include "base/distance.h"
#include "cmd/cmd.h"
#include "cmd/options.h"
#include "report/report.h"
#include "rules/all_rules.h"

/* Words that may follow an option, from its argument: "error|warning|info". */
static bool is_choice(const char *argument)
{
    return argument && strchr(argument, '|') && !strchr(argument, '[');
}

static bool takes_rule(const struct option *option)
{
    return option->argument && strncmp(option->argument, "ID", 2) == 0;
}

static void add_words(struct buf *out, const char *argument)
{
    for (const char *c = argument; *c; c++)
        buf_add_char(out, *c == '|' ? ' ' : *c);
}

static void add_rule_ids(struct buf *out)
{
    for (size_t i = 0; i < all_rules.count; i++)
        buf_print(out, "%s%s", i ? " " : "", all_rules.rules[i]->id);
}

static void add_format_names(struct buf *out, const struct command *command)
{
    for (const struct report_format *const *format = command->formats; *format; format++)
        buf_print(out, "%s%s", format == command->formats ? "" : " ", (*format)->name);
}

/* Whether it is known which words may follow an option. */
static bool has_words(const struct option *option)
{
    return takes_rule(option) || option_takes_format(option) || is_choice(option->argument);
}

/* `rules` is what the ids of rules are called in the script; NULL: they are written out. */
static void add_words_of(struct buf *out, const struct command *command, const struct option *option, const char *rules)
{
    if (option_takes_format(option))
        add_format_names(out, command);
    else if (!takes_rule(option))
        add_words(out, option->argument);
    else if (rules)
        buf_add_c(out, rules);
    else
        add_rule_ids(out);
}

static void add_command_names(struct buf *out)
{
    for (const struct command *const *command = commands; *command; command++)
        buf_print(out, "%s%s", command == commands ? "" : " ", (*command)->name);
}

static void add_bash_command(struct buf *out, const struct command *command)
{
    buf_print(out, "    %s)\n        case $previous in\n", command->name);
    for (const struct option *option = command->options; option && option->name; option++) {
        if (!has_words(option))
            continue;
        buf_add_c(out, "        ");
        if (option->letter)
            buf_print(out, "-%c | ", option->letter);
        buf_print(out, "--%s) COMPREPLY=($(compgen -W \"", option->name);
        add_words_of(out, command, option, "$rules");
        buf_add_c(out, "\" -- \"$word\")); return ;;\n");
    }
    buf_add_c(out, "        esac\n        options=\"");
    for (const struct option *option = command->options; option && option->name; option++)
        buf_print(out, "--%s ", option->name);
    buf_add_c(out, "--help\" ;;\n");
}

static void add_bash(struct buf *out)
{
    buf_add_c(out,
              "# bash completion for contractlint\n_contractlint() {\n"
              "    local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command=lint options i\n"
              "    local commands=\"");
    add_command_names(out);
    buf_add_c(out, "\"\n    local rules=\"");
    add_rule_ids(out);
    buf_add_c(out, "\"\n    for ((i = 1; i < COMP_CWORD; i++)); do\n"
                   "        case \" $commands \" in *\" ${COMP_WORDS[i]} \"*) command=${COMP_WORDS[i]}; break ;; esac\n"
                   "    done\n    case $command in\n");
    for (const struct command *const *command = commands; *command; command++)
        add_bash_command(out, *command);
    buf_add_c(out, "    esac\n"
                   "    if [[ $command == explain && $word != -* ]]; then\n"
                   "        COMPREPLY=($(compgen -W \"$rules\" -- \"$word\"))\n"
                   "    elif [[ $word == -* ]]; then\n"
                   "        COMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n"
                   "    else\n"
                   "        COMPREPLY=($(compgen -f -- \"$word\"))\n"
                   "        [[ $COMP_CWORD == 1 ]] && COMPREPLY+=($(compgen -W \"$commands\" -- \"$word\"))\n"
                   "    fi\n}\ncomplete -o filenames -F _contractlint contractlint\n");
}

/* Help texts stand in single quotes; zsh reads brackets and colons in them. */
static void add_plain(struct buf *out, const char *text)
{
    for (const char *c = text; *c; c++)
        if (!strchr("'[]:\\`", *c))
            buf_add_char(out, *c);
}

/* What may follow an option or, for `explain`, stand alone: zsh splits no variable by itself. */
static void add_zsh_words(struct buf *out, const struct command *command, const struct option *option)
{
    if (option->kind == OPTION_FLAG)
        return;
    buf_add_c(out, ":value:");
    if (!has_words(option)) {
        buf_add_c(out, "_files");
        return;
    }
    buf_add_char(out, '(');
    add_words_of(out, command, option, "${=rules}");
    buf_add_char(out, ')');
}

static void add_zsh_option(struct buf *out, const struct command *command, const struct option *option)
{
    for (int i = option->letter ? 0 : 1; i < 2; i++) {
        bool is_flag = option->kind == OPTION_FLAG;
        if (i == 0)
            buf_print(out, "            '-%c%s[", option->letter, is_flag ? "" : "+");
        else
            buf_print(out, "            '--%s%s[", option->name, is_flag ? "" : "=");
        add_plain(out, option->help);
        buf_add_char(out, ']');
        add_zsh_words(out, command, option);
        buf_add_c(out, "' \\\n");
    }
}

/* The file is sourced, or it is the body of the function when zsh loads it by its name. */
static void add_zsh(struct buf *out)
{
    buf_add_c(out, "#compdef contractlint\n_contractlint() {\n    local command=lint rules=\"");
    add_rule_ids(out);
    buf_add_c(out, "\"\n    if (( CURRENT == 2 )); then\n        local -a names=(\n");
    for (const struct command *const *command = commands; *command; command++) {
        buf_print(out, "            '%s:", (*command)->name);
        add_plain(out, (*command)->summary);
        buf_add_c(out, "'\n");
    }
    buf_add_c(out, "        )\n        _describe command names\n    fi\n    [[ \" ");
    add_command_names(out);
    buf_add_c(out, " \" == *\" $words[2] \"* ]] && command=$words[2]\n    case $command in\n");
    for (const struct command *const *command = commands; *command; command++) {
        buf_print(out, "    %s)\n        _arguments \\\n", (*command)->name);
        for (const struct option *option = (*command)->options; option && option->name; option++)
            add_zsh_option(out, *command, option);
        buf_print(out, "            '*:%s' ;;\n", *command == &command_explain ? "rule:(${=rules})" : "path:_files");
    }
    buf_add_c(out, "    esac\n}\nif [[ $funcstack[1] == _contractlint ]]; then\n    _contractlint \"$@\"\n"
                   "else\n    compdef _contractlint contractlint\nfi\n");
}

/* A line without a command is one of `lint`. */
static void add_fish_condition(struct buf *out, const struct command *command)
{
    if (command != &command_lint) {
        buf_print(out, "'__fish_seen_subcommand_from %s'", command->name);
        return;
    }
    buf_add_c(out, "'not __fish_seen_subcommand_from");
    for (const struct command *const *other = commands; *other; other++)
        if (*other != command)
            buf_print(out, " %s", (*other)->name);
    buf_add_char(out, '\'');
}

static void add_fish(struct buf *out)
{
    buf_add_c(out, "# fish completion for contractlint\n");
    for (const struct command *const *command = commands; *command; command++) {
        buf_print(out, "complete -c contractlint -n __fish_use_subcommand -a %s -d '", (*command)->name);
        add_plain(out, (*command)->summary);
        buf_add_c(out, "'\n");
        for (const struct option *option = (*command)->options; option && option->name; option++) {
            buf_add_c(out, "complete -c contractlint -n ");
            add_fish_condition(out, *command);
            buf_print(out, " -l %s", option->name);
            if (option->letter)
                buf_print(out, " -s %c", option->letter);
            if (option->kind != OPTION_FLAG)
                buf_add_c(out, " -r");
            if (has_words(option)) {
                buf_add_c(out, " -f -a '");
                add_words_of(out, *command, option, NULL);
                buf_add_char(out, '\'');
            }
            buf_add_c(out, " -d '");
            add_plain(out, option->help);
            buf_add_c(out, "'\n");
        }
    }
    buf_add_c(out, "complete -c contractlint -n '__fish_seen_subcommand_from explain' -f -a '");
    add_rule_ids(out);
    buf_add_c(out, "'\n");
}

static const struct option options[] = {{NULL}};

static const char *const shells[] = {"bash", "zsh", "fish", NULL};

static void (*const scripts[])(struct buf *out) = {add_bash, add_zsh, add_fish};

static int complain_of_shell(struct program *program, const char *word)
{
    const char *meant = distance_meant(str_of(word), shells);
    if (meant)
        return complain(program, "unknown shell `%s`; did you mean `%s`?", word, meant);
    return complain(program, "completion: name one shell: bash, zsh or fish%s%s", *word ? ", not " : "", word);
}

static int run(struct program *program, char **argv)
{
    struct buf out = {.arena = &program->arena};
    struct option_texts operands = {NULL, 0};
    struct error err = {.is_set = false};
    if (!options_parse(&program->arena, options, argv, &operands, &operands, &err))
        return complain(program, "%s", err.text);
    const char *shell = operands.count == 1 ? operands.at[0] : "";
    size_t index = 0;
    while (shells[index] && strcmp(shells[index], shell) != 0)
        index++;
    if (!shells[index])
        return complain_of_shell(program, shell);
    scripts[index](&out);
    file_output_write(&program->out, buf_str(&out));
    return STATUS_OK;
}

const struct command command_completion = {"completion", "completion SHELL",
                                           "a completion script for bash, zsh or fish", options, run};

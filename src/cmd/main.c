#include "base/buf.h"
#include "base/distance.h"
#include "base/utf8.h"
#include "cmd/cmd.h"
#include "cmd/help.h"
#include "cmd/options.h"
#include "project/discover.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <sys/stat.h>
#include <unistd.h>

/* The one mutable global: what a signal or out-of-memory handler must find to leave no temporary file behind. */
static struct file_pending pending_files;

const struct command *const commands[] = {
    &command_lint,    &command_breaking, &command_changelog, &command_data,       &command_rules,
    &command_explain, &command_config,   &command_schema,    &command_completion, NULL};

/* Commands that are planned, so that they get a clear answer instead of being taken for a path. */
static const char *const planned[] = {"init", "new", "catalog", "upgrade", NULL};

static void write_all(const char *text)
{
    size_t len = strlen(text);
    while (len) {
        ssize_t written = write(STDERR_FILENO, text, len);
        if (written <= 0)
            return;
        text += written;
        len -= (size_t)written;
    }
}

/* Threads may come here together: the first one tells, the others wait for the end. */
_Noreturn static void on_out_of_memory(void)
{
    static atomic_flag is_told = ATOMIC_FLAG_INIT;
    while (atomic_flag_test_and_set(&is_told))
        pause();
    file_pending_unlink(&pending_files);
    write_all("contractlint: out of memory\n");
    _exit(STATUS_FAILED);
}

static void on_signal(int number)
{
    file_pending_unlink(&pending_files);
    _exit(number == SIGINT ? STATUS_INTERRUPTED : 128 + number);
}

/* A closed descriptor would be given to the first file that is opened. What takes its place refuses every read or
 * write. */
static void open_standard_descriptors(void)
{
    struct stat status;
    for (int fd = 0; fd <= 2; fd++)
        if (fstat(fd, &status) != 0 && errno == EBADF && open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) != fd)
            _exit(STATUS_FAILED);
}

static void set_signals(void)
{
    struct sigaction action = {.sa_handler = on_signal};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGHUP, &action, NULL);
    signal(SIGXFSZ, SIG_IGN);
}

int complain(struct program *program, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    struct str text = str_of(text_vprint(&program->arena, format, args));
    va_end(args);
    struct buf line = {.arena = &program->arena};
    buf_add_c(&line, "contractlint: ");
    utf8_add_visible(&line, text, 0);
    buf_add_char(&line, '\n');
    file_output_write(&program->err, buf_str(&line));
    file_output_flush(&program->err);
    return STATUS_FAILED;
}

static bool set_clock(struct program *program)
{
    const char *fixed = getenv("SOURCE_DATE_EPOCH");
    program->now = (int64_t)time(NULL);
    if (!fixed || !*fixed)
        return true;
    int64_t seconds = 0;
    for (const char *c = fixed; *c; c++) {
        if (!char_is_digit(*c) || c - fixed > 11)
            return false;
        seconds = seconds * 10 + (*c - '0');
    }
    program->now = seconds;
    program->has_fixed_clock = true;
    return true;
}

static const struct command *find_command(const char *name)
{
    for (const struct command *const *command = commands; *command; command++)
        if (strcmp((*command)->name, name) == 0)
            return *command;
    return NULL;
}

static bool has_word(char **argv, const char *word)
{
    for (; *argv && strcmp(*argv, "--") != 0; argv++)
        if (strcmp(*argv, word) == 0)
            return true;
    return false;
}

static int complain_of_command(struct program *program, const char *name)
{
    struct distance_search search = distance_search_start(str_of(name));
    for (const struct command *const *at = commands; *at; at++)
        distance_search_offer(&search, str_of((*at)->name));
    struct str meant = distance_search_meant(&search);
    if (meant.at)
        return complain(program, "unknown command `%s`; did you mean `%.*s`?", name, STR_ARG(meant));
    return complain(program, "unknown command `%s`; `contractlint help` lists them", name);
}

/* A first word that is neither a command nor a path: suggestions of both kinds. */
static int complain_of_word(struct program *program, const char *word)
{
    struct distance_search command = distance_search_start(str_of(word));
    for (const struct command *const *at = commands; *at; at++)
        distance_search_offer(&command, str_of((*at)->name));
    struct str meant = distance_search_meant(&command);
    const char *path = discover_near(&program->arena, str_of(word));
    struct buf near = {.arena = &program->arena};
    if (meant.at)
        buf_print(&near, "the command `%.*s`", STR_ARG(meant));
    if (path)
        buf_print(&near, "%sthe path `%s`", near.len ? " or " : "", path);
    const char *suggestion = near.len ? text_print(&program->arena, "; did you mean %s?", buf_c(&near)) : "";
    return complain(program, "`%s` is neither a command nor a path%s", word, suggestion);
}

/* `help`, `help COMMAND`. */
static int run_help(struct program *program, const char *name)
{
    const struct command *command = name ? find_command(name) : NULL;
    if (name && !command)
        return complain_of_command(program, name);
    return command ? help_print_command(program, command) : help_print(program);
}

static bool is_path(const char *word)
{
    struct stat status;
    return lstat(word, &status) == 0 || strpbrk(word, "/.");
}

static int run(struct program *program, char **argv)
{
    const char *word = argv[0];
    if (has_word(argv, "--version"))
        return help_print_version(program, has_word(argv, "--verbose") || has_word(argv, "-v"));
    const struct command *command = word ? find_command(word) : NULL;
    if (has_word(argv, "--help") || has_word(argv, "-h"))
        return command ? help_print_command(program, command) : help_print(program);
    if (command)
        return command->run(program, argv + 1);
    if (word && strcmp(word, "help") == 0)
        return run_help(program, argv[1]);
    if (word && str_is_one_of(str_of(word), planned))
        return complain(program, "the command `%s` is not built yet; `./%s` names a path", word, word);
    if (word && word[0] != '-' && !is_path(word))
        return complain_of_word(program, word);
    return command_lint.run(program, argv);
}

int main(int argc, char **argv)
{
    static struct program program;
    char *none[] = {NULL};
    open_standard_descriptors();
    set_signals();
    arena_init(&program.arena, on_out_of_memory);
    program.pending = &pending_files;
    file_output_to_fd(&program.out, &program.arena, STDOUT_FILENO, "standard output");
    file_output_to_fd(&program.err, &program.arena, STDERR_FILENO, "standard error");
    if (!set_clock(&program))
        return complain(&program, "SOURCE_DATE_EPOCH is no count of seconds: `%s`", getenv("SOURCE_DATE_EPOCH"));
    int status = run(&program, argc > 0 ? argv + 1 : none);
    struct error err = {.is_set = false};
    if (!file_output_commit(&program.out, &err))
        status = complain(&program, "%s", err.text);
    arena_free(&program.arena);
    return status;
}

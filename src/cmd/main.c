#include "base/buf.h"
#include "base/distance.h"
#include "base/utf8.h"
#include "cmd/cmd.h"
#include "cmd/options.h"

#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

/* The one mutable global: what a signal or out-of-memory handler must find to leave no temporary file behind. */
static struct file_pending pending_files;

const struct command *const commands[] = {&command_lint,   &command_rules,  &command_explain,
                                          &command_config, &command_schema, NULL};

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

_Noreturn static void on_out_of_memory(void)
{
    file_pending_unlink(&pending_files);
    write_all("contractlint: out of memory\n");
    _exit(STATUS_FAILED);
}

static void on_signal(int number)
{
    file_pending_unlink(&pending_files);
    _exit(number == SIGINT ? STATUS_INTERRUPTED : 128 + number);
}

/* A closed descriptor would be given to the first file that is opened. */
static void open_standard_descriptors(void)
{
    struct stat status;
    for (int fd = 0; fd <= 2; fd++)
        if (fstat(fd, &status) != 0 && open("/dev/null", fd == 0 ? O_RDONLY : O_WRONLY) != fd)
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

static int run(struct program *program, char **argv)
{
    const struct command *command = argv[0] ? find_command(argv[0]) : NULL;
    return command ? command->run(program, argv + 1) : command_lint.run(program, argv);
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

#include "project/git_process.h"

#include "base/arena.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum {
    SILENCE_MS = 20000, /* how long git may say nothing */
    BUFFER_SIZE = 64 * 1024,
    ERRORS_MAX = 1024 * 1024 /* bytes on standard error */
};

static bool is_program(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISREG(status.st_mode) && access(path, X_OK) == 0;
}

bool git_find(struct arena *arena, const char **program, struct error *err)
{
    struct str folders = str_of(getenv("PATH"));
    while (folders.len) {
        size_t end = str_index(folders, ':');
        /* A relative folder could be one of the repository. */
        if (folders.at[0] == '/') {
            *program = text_print(arena, "%.*s/git", (int)end, folders.at);
            if (is_program(*program))
                return true;
        }
        folders = str_slice(folders, end + 1, folders.len);
    }
    return error_set(err, "git is not installed: no folder of PATH has it");
}

/* The environment. */

static bool is_passed_on(struct str variable)
{
    static const char *const names[] = {"PATH",
                                        "HOME",
                                        "XDG_CONFIG_HOME",
                                        "LD_LIBRARY_PATH",
                                        "SUDO_UID",
                                        "GIT_DIR",
                                        "GIT_WORK_TREE",
                                        "GIT_COMMON_DIR",
                                        "GIT_INDEX_FILE",
                                        "GIT_OBJECT_DIRECTORY",
                                        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
                                        "GIT_QUARANTINE_PATH",
                                        "GIT_NAMESPACE",
                                        "GIT_CEILING_DIRECTORIES",
                                        "GIT_DISCOVERY_ACROSS_FILESYSTEM",
                                        NULL};
    return str_is_one_of(str_slice(variable, 0, str_index(variable, '=')), names) ||
           str_starts(variable, "GIT_CONFIG_");
}

static char **environment(struct arena *arena)
{
    /* GIT_ALLOW_PROTOCOL beats whatever a configuration allows, so no missing object is fetched. */
    static const char *const fixed[] = {"LC_ALL=C",
                                        "GIT_OPTIONAL_LOCKS=0",
                                        "GIT_TERMINAL_PROMPT=0",
                                        "GIT_ALLOW_PROTOCOL=none",
                                        "GIT_NO_LAZY_FETCH=1",
                                        "GIT_NO_REPLACE_OBJECTS=1",
                                        NULL};
    size_t count = 0, used = 0;
    while (environ[count])
        count++;
    char **all = arena_alloc_array(arena, count + sizeof fixed / sizeof *fixed, sizeof *all);
    for (size_t i = 0; i < count; i++)
        if (is_passed_on(str_of(environ[i])))
            all[used++] = environ[i];
    for (size_t i = 0; fixed[i]; i++)
        all[used++] = str_c(arena, str_of(fixed[i]));
    return all;
}

static char **command_line(struct arena *arena, const char *const *arguments)
{
    static const char *const first[] = {"git",
                                        "--no-pager",
                                        "--no-replace-objects",
                                        "--literal-pathspecs",
                                        "-c",
                                        "safe.bareRepository=explicit",
                                        "-c",
                                        "protocol.allow=never",
                                        "-c",
                                        "core.fsmonitor=false",
                                        "-c",
                                        "core.hooksPath=/dev/null",
                                        NULL};
    size_t count = 0, used = 0;
    while (arguments[count])
        count++;
    char **all = arena_alloc_array(arena, count + sizeof first / sizeof *first, sizeof *all);
    for (size_t i = 0; first[i]; i++)
        all[used++] = str_c(arena, str_of(first[i]));
    for (size_t i = 0; i < count; i++)
        all[used++] = str_c(arena, str_of(arguments[i]));
    return all;
}

/* Starting. */

static bool cannot_run(struct error *err, const char *program, int number)
{
    char cause[128];
    if (strerror_r(number, cause, sizeof cause) != 0)
        snprintf(cause, sizeof cause, "system error %d", number);
    return error_set(err, "cannot run %s: %s", program, cause);
}

/* A group of its own, so that all of it can be ended; signals as they are for a program that a shell starts. */
static void set_attributes(posix_spawnattr_t *attributes)
{
    sigset_t none, ignored;
    sigemptyset(&none);
    sigemptyset(&ignored);
    sigaddset(&ignored, SIGXFSZ);
    sigaddset(&ignored, SIGPIPE);
    posix_spawnattr_setpgroup(attributes, 0);
    posix_spawnattr_setsigmask(attributes, &none);
    posix_spawnattr_setsigdefault(attributes, &ignored);
    posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
}

/* The errno value of what failed; 0: it runs. */
static int spawn(struct git_process *process, const char *program, char **arguments, int talk, int errors)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int number = posix_spawn_file_actions_init(&actions);
    if (number)
        return number;
    number = posix_spawnattr_init(&attributes);
    if (number)
        goto out;
    set_attributes(&attributes);
    if (!(number = posix_spawn_file_actions_adddup2(&actions, talk, STDIN_FILENO)) &&
        !(number = posix_spawn_file_actions_adddup2(&actions, talk, STDOUT_FILENO)) &&
        !(number = posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO)))
        number = posix_spawn(&process->pid, program, &actions, &attributes, arguments, environment(process->arena));
    posix_spawnattr_destroy(&attributes);
out:
    posix_spawn_file_actions_destroy(&actions);
    return number;
}

bool git_start(struct git_process *process, struct arena *arena, const char *program, const char *const *arguments,
               struct error *err)
{
    int talk[2], errors[2];
    *process = (struct git_process){.arena = arena, .talk = -1, .errors = -1};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, talk) != 0)
        return cannot_run(err, program, errno);
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, errors) != 0) {
        int number = errno;
        close(talk[0]);
        close(talk[1]);
        return cannot_run(err, program, number);
    }
    int number = spawn(process, program, command_line(arena, arguments), talk[1], errors[1]);
    close(talk[1]);
    close(errors[1]);
    process->talk = talk[0];
    process->errors = errors[0];
    process->bytes = arena_alloc_bytes(arena, BUFFER_SIZE);
    if (!number)
        return true;
    close(talk[0]);
    close(errors[0]);
    process->talk = process->errors = -1;
    return cannot_run(err, program, number);
}

/* Talking. */

/* What it died of, or what it said first. */
static struct str main_line(const struct git_process *process)
{
    struct str said = {process->said, process->said_len};
    size_t fatal = str_find(said, STR("fatal: "));
    if (fatal < said.len)
        said = str_slice(said, fatal, said.len);
    return str_trim(str_slice(said, 0, str_index(said, '\n')));
}

static bool broke_off(struct git_process *process, const char *how, struct error *err)
{
    struct str said = main_line(process);
    return error_set(err, "git %s%s%.*s", how, said.len ? ": " : "", STR_ARG(said));
}

/* Reads what is said on standard error; only its beginning is kept. */
static void take_errors(struct git_process *process)
{
    char dropped[4096];
    size_t room = sizeof process->said - process->said_len;
    ssize_t got = room ? recv(process->errors, process->said + process->said_len, room, MSG_DONTWAIT)
                       : recv(process->errors, dropped, sizeof dropped, MSG_DONTWAIT);
    if (got > 0)
        process->error_count += (size_t)got;
    if (got > 0 && room)
        process->said_len += (size_t)got;
    if (got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN)) {
        close(process->errors);
        process->errors = -1;
    }
}

static void send_some(struct git_process *process)
{
    ssize_t sent = send(process->talk, process->unsent.at, process->unsent.len, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent > 0)
        process->unsent = str_slice(process->unsent, (size_t)sent, process->unsent.len);
    else if (sent < 0 && errno != EINTR && errno != EAGAIN)
        process->unsent.len = 0; /* it has ended; reading says so */
}

static void receive_some(struct git_process *process)
{
    if (process->start == process->end)
        process->start = process->end = 0;
    ssize_t got = recv(process->talk, process->bytes + process->end, BUFFER_SIZE - process->end, MSG_DONTWAIT);
    if (got > 0)
        process->end += (size_t)got;
    else if (got == 0 || (errno != EINTR && errno != EAGAIN))
        process->is_done = true;
}

/* Waits until something can be read from or written to git, and does it. False with one line after a long silence. */
static bool exchange(struct git_process *process, struct error *err)
{
    struct pollfd ends[] = {{.fd = process->is_done ? -1 : process->talk, .events = POLLIN},
                            {.fd = process->errors, .events = POLLIN}};
    if (process->unsent.len)
        ends[0].events |= POLLOUT;
    int ready = poll(ends, 2, SILENCE_MS);
    if (ready == 0)
        return broke_off(process, "did not answer in time", err);
    if (ready < 0 && errno != EINTR)
        return broke_off(process, "cannot be waited for", err);
    if (ready > 0 && ends[1].revents)
        take_errors(process);
    if (process->error_count > ERRORS_MAX)
        return broke_off(process, "complains without end", err);
    if (ready > 0 && ends[0].revents & POLLOUT)
        send_some(process);
    if (ready > 0 && ends[0].revents & (POLLIN | POLLHUP | POLLERR))
        receive_some(process);
    return true;
}

/* Waits for more bytes in the buffer, which has room. */
static bool receive(struct git_process *process, struct error *err)
{
    size_t had = process->end - process->start;
    while (process->end - process->start == had) {
        if (process->is_done && process->errors < 0)
            return broke_off(process, "ended without an answer", err);
        if (!exchange(process, err))
            return false;
    }
    return true;
}

void git_send(struct git_process *process, struct str text)
{
    process->unsent = text;
}

bool git_take_line(struct git_process *process, size_t limit, struct str *line, struct error *err)
{
    for (;;) {
        struct str held = {process->bytes + process->start, process->end - process->start};
        *line = str_slice(held, 0, str_index(held, '\n'));
        if (line->len > limit)
            return broke_off(process, "gave an answer that is none", err);
        if (line->len < held.len)
            break;
        if (process->start) {
            memmove(process->bytes, held.at, held.len);
            process->start = 0;
            process->end = held.len;
        }
        if (!receive(process, err))
            return false;
    }
    process->start += line->len + 1;
    return true;
}

bool git_take_bytes(struct git_process *process, char *to, size_t len, struct error *err)
{
    while (len) {
        size_t held = process->end - process->start, taken = held < len ? held : len;
        if (!held && !receive(process, err))
            return false;
        if (to && taken) {
            memcpy(to, process->bytes + process->start, taken);
            to += taken;
        }
        process->start += taken;
        len -= taken;
    }
    return true;
}

/* Ending. */

static void close_all(struct git_process *process)
{
    if (process->talk >= 0)
        close(process->talk);
    if (process->errors >= 0)
        close(process->errors);
    process->talk = process->errors = -1;
}

void git_stop(struct git_process *process)
{
    int status;
    if (process->pid <= 0)
        return;
    close_all(process);
    kill(-process->pid, SIGKILL);
    while (waitpid(process->pid, &status, 0) < 0 && errno == EINTR)
        ;
    process->pid = 0;
}

/* Waits for the end of a process that has closed its outputs. */
static bool wait_end(struct git_process *process, int *status)
{
    const struct timespec pause = {.tv_nsec = 200000};
    for (int waited = 0; waited < 5 * SILENCE_MS; waited++) {
        pid_t ended = waitpid(process->pid, status, WNOHANG);
        if (ended < 0 && errno != EINTR)
            return false;
        if (ended > 0) {
            process->pid = 0;
            return true;
        }
        nanosleep(&pause, NULL);
    }
    return false;
}

static bool read_to_end(struct git_process *process, size_t limit, struct buf *out, struct error *err)
{
    shutdown(process->talk, SHUT_WR);
    while (!process->is_done || process->errors >= 0) {
        if (!exchange(process, err))
            return false;
        buf_add(out, (struct str){process->bytes + process->start, process->end - process->start});
        process->start = process->end = 0;
        if (out->len > limit)
            return broke_off(process, "gave an answer that is none", err);
    }
    return true;
}

bool git_await(struct git_process *process, size_t limit, struct git_answer *answer, struct error *err)
{
    struct buf out = {.arena = process->arena};
    int status = 0;
    bool is_read = read_to_end(process, limit, &out, err);
    if (is_read && !wait_end(process, &status))
        is_read = broke_off(process, "does not end", err);
    if (is_read && !WIFEXITED(status))
        is_read = error_set(err, "git was ended by signal %d", WTERMSIG(status));
    close_all(process);
    git_stop(process);
    answer->output = buf_str(&out);
    answer->said = str_copy(process->arena, main_line(process));
    answer->status = is_read ? WEXITSTATUS(status) : -1;
    return is_read;
}

bool git_run(struct arena *arena, const char *program, const char *const *arguments, size_t limit,
             struct git_answer *answer, struct error *err)
{
    struct git_process process;
    return git_start(&process, arena, program, arguments, err) && git_await(&process, limit, answer, err);
}

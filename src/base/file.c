#include "base/file.h"

#include "base/arena.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

/* What is being read; `name` is for messages. */
struct input {
    int fd;
    const char *name;
    uint64_t size_limit; /* 0: none */
    char *at;
    size_t len, capacity;
};

struct file_stamp file_stamp_of(const struct stat *status)
{
    return (struct file_stamp){status->st_dev, status->st_ino, status->st_size, status->st_mtim};
}

static const char *kind_of(mode_t mode)
{
    if (S_ISDIR(mode))
        return "it is a directory, not a regular file";
    if (S_ISFIFO(mode))
        return "it is a named pipe, not a regular file";
    if (S_ISSOCK(mode))
        return "it is a socket, not a regular file";
    if (S_ISCHR(mode) || S_ISBLK(mode))
        return "it is a device, not a regular file";
    return "it is not a regular file";
}

static bool over_limit(const char *name, const char *precision, uint64_t size, uint64_t limit, struct error *err)
{
    char cause[192];
    snprintf(cause, sizeof cause,
             "it has %s%" PRIu64 " bytes, the limit is %" PRIu64
             " (raise it with --max-file-size or limits.file-size in the configuration)",
             precision, size, limit);
    return file_error_because(err, "read", name, cause);
}

bool file_error_too_large(struct error *err, const char *path, uint64_t size, uint64_t limit)
{
    return over_limit(path, "", size, limit, err);
}

/* Makes room for at least one byte more; the limit is checked before, so the doubling is bounded by it. */
static void grow(struct arena *arena, struct input *input)
{
    if (input->len < input->capacity)
        return;
    size_t capacity = input->capacity > SIZE_MAX / 2 ? SIZE_MAX : input->capacity * 2;
    char *at = arena_alloc_bytes(arena, capacity);
    memcpy(at, input->at, input->len);
    input->at = at;
    input->capacity = capacity;
}

static bool is_retry(int fd)
{
    if (errno == EAGAIN || errno == EWOULDBLOCK) {
        struct pollfd ready = {.fd = fd, .events = POLLIN};
        return poll(&ready, 1, -1) >= 0 || errno == EINTR;
    }
    return errno == EINTR;
}

/* `expected` bytes are the first guess; one more finds the end without growing and holds the NUL. */
static bool read_all(struct arena *arena, struct input *input, size_t expected, struct error *err)
{
    input->capacity = expected + 1;
    input->at = arena_alloc_bytes(arena, input->capacity);
    for (;;) {
        grow(arena, input);
        ssize_t got = read(input->fd, input->at + input->len, input->capacity - input->len);
        if (got < 0 && is_retry(input->fd))
            continue;
        if (got < 0)
            return file_error(err, "read", input->name, errno);
        if (got == 0)
            break;
        input->len += (size_t)got;
        if (input->size_limit && input->len > input->size_limit)
            return over_limit(input->name, "at least ", input->len, input->size_limit, err);
    }
    input->at[input->len] = '\0';
    return true;
}

static bool read_regular(struct arena *arena, struct input *input, struct file_stamp *stamp, struct error *err)
{
    struct stat before, after;
    if (fstat(input->fd, &before) != 0)
        return file_error(err, "read", input->name, errno);
    if (!S_ISREG(before.st_mode))
        return file_error_because(err, "read", input->name, kind_of(before.st_mode));
    if (input->size_limit && (uint64_t)before.st_size > input->size_limit)
        return over_limit(input->name, "", (uint64_t)before.st_size, input->size_limit, err);
    if ((uint64_t)before.st_size >= SIZE_MAX / 2)
        return file_error(err, "read", input->name, EFBIG);
    if (!read_all(arena, input, (size_t)before.st_size, err))
        return false;
    if (fstat(input->fd, &after) != 0)
        return file_error(err, "read", input->name, errno);
    struct file_stamp was = file_stamp_of(&before);
    *stamp = file_stamp_of(&after);
    bool is_whole = input->len == (uint64_t)after.st_size; /* the clock of time stamps is coarse */
    return (is_whole && file_stamp_equal(&was, stamp)) ||
           file_error_because(err, "read", input->name, "it was changed while being read");
}

bool file_read(struct arena *arena, const char *path, uint64_t size_limit, struct str *bytes, struct file_stamp *stamp,
               struct error *err)
{
    struct input input = {.name = path, .size_limit = size_limit};
    struct file_stamp own;
    if (!*path)
        return error_set(err, "cannot read a file with an empty path");
    do /* O_NONBLOCK: a pipe without writer or a device must not hold up what fstat then refuses */
        input.fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    while (input.fd < 0 && errno == EINTR);
    if (input.fd < 0 && errno == ENXIO) /* Linux: a socket */
        return file_error_because(err, "read", path, kind_of(S_IFSOCK));
    if (input.fd < 0)
        return file_error(err, "read", path, errno);
    bool is_read = read_regular(arena, &input, stamp ? stamp : &own, err);
    close(input.fd);
    *bytes = (struct str){input.at, input.len};
    return is_read;
}

bool file_read_fd(struct arena *arena, int fd, const char *name, uint64_t size_limit, struct str *bytes,
                  struct error *err)
{
    const size_t first_guess = 32 * 1024;
    struct input input = {.fd = fd, .name = name, .size_limit = size_limit};
    bool is_read = read_all(arena, &input, first_guess, err);
    *bytes = (struct str){input.at, input.len};
    return is_read;
}

bool file_stamp_read(const char *path, struct file_stamp *stamp)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return false;
    *stamp = file_stamp_of(&status);
    return true;
}

bool file_stamp_is_same_file(const struct file_stamp *a, const struct file_stamp *b)
{
    return a->device == b->device && a->inode == b->inode;
}

bool file_stamp_equal(const struct file_stamp *a, const struct file_stamp *b)
{
    return file_stamp_is_same_file(a, b) && a->size == b->size && a->modified.tv_sec == b->modified.tv_sec &&
           a->modified.tv_nsec == b->modified.tv_nsec;
}

bool file_error_because(struct error *err, const char *action, const char *path, const char *cause)
{
    const size_t longest = 600, kept = 250;
    size_t len = strlen(path);
    if (len <= longest)
        return error_set(err, "cannot %s %s: %s", action, path, cause);
    return error_set(err, "cannot %s %.*s...%s: %s", action, (int)kept, path, path + len - kept, cause);
}

bool file_error(struct error *err, const char *action, const char *path, int number)
{
    char cause[128]; /* of the C locale, as the program never calls setlocale */
    if (strerror_r(number, cause, sizeof cause) != 0)
        snprintf(cause, sizeof cause, "system error %d", number);
    return file_error_because(err, action, path, cause);
}

#define _XOPEN_SOURCE 700 /* realpath */

#include "base/file_output.h"

#include "base/arena.h"
#include "base/buf.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

void file_pending_unlink(struct file_pending *pending)
{
    for (size_t i = 0; i < FILE_PENDING_MAX; i++) {
        const char *path = atomic_exchange(&pending->paths[i], NULL);
        if (path)
            unlink(path);
    }
}

static bool pending_add(struct file_pending *pending, const char *path, size_t *slot)
{
    for (*slot = 0; *slot < FILE_PENDING_MAX; ++*slot) {
        const char *is_free = NULL;
        if (atomic_compare_exchange_strong(&pending->paths[*slot], &is_free, path))
            return true;
    }
    errno = EMFILE;
    return false;
}

static void pending_remove(struct file_output *output)
{
    atomic_store(&output->pending->paths[output->slot], NULL);
}

/* Only to avoid names that exist: O_EXCL is what makes them safe. */
static uint64_t random_bits(const void *salt)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    uint64_t bits = (uint64_t)now.tv_nsec << 32 ^ (uint64_t)now.tv_sec ^ (uint64_t)getpid() << 16 ^ (uintptr_t)salt;
    bits = (bits ^ bits >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    bits = (bits ^ bits >> 27) * UINT64_C(0x94D049BB133111EB);
    return bits ^ bits >> 31;
}

/* Path of the folder that holds `path`, with its slash; "" for the current one. */
static struct str folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return (struct str){path, slash ? (size_t)(slash - path) + 1 : 0};
}

/* The name is pending before the file exists, so that no signal can come between them. */
static bool temporary_open(struct file_output *output, struct arena *arena, mode_t mode)
{
    enum { ATTEMPTS = 100 };
    struct str folder = folder_of(output->target);
    for (int i = 0; i < ATTEMPTS; i++) {
        const char *path =
            text_print(arena, "%.*s.contractlint-%016" PRIx64, STR_ARG(folder), random_bits(&path) + (uint64_t)i);
        if (!pending_add(output->pending, path, &output->slot))
            return false;
        output->fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
        if (output->fd >= 0) {
            output->temporary = path;
            output->is_owned = true;
            return true;
        }
        pending_remove(output);
        if (errno != EEXIST && errno != EINTR)
            return false;
    }
    return false;
}

static bool wait_writable(int fd)
{
    struct pollfd ready = {.fd = fd, .events = POLLOUT};
    return poll(&ready, 1, -1) >= 0 || errno == EINTR;
}

/* 0, or the errno value that stopped it. */
static int write_all(int fd, const char *at, size_t len)
{
    while (len) {
        ssize_t put = write(fd, at, len);
        if (put >= 0) {
            at += put;
            len -= (size_t)put;
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            if (!wait_writable(fd))
                return errno;
        } else if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

static void output_start(struct file_output *output, struct arena *arena, const char *name)
{
    *output = (struct file_output){.name = name, .fd = -1, .buffer = arena_alloc_bytes(arena, FILE_OUTPUT_BUFFER)};
}

void file_output_to_fd(struct file_output *output, struct arena *arena, int fd, const char *name)
{
    output_start(output, arena, name);
    output->fd = fd;
}

/* These lead to what is already open, even to a regular file that renaming would tear away from its other writers. */
static bool is_open_descriptor(const char *path)
{
    struct str s = str_of(path);
    return str_is(s, "/dev/stdout") || str_is(s, "/dev/stderr") || str_starts(s, "/dev/fd/") || str_starts(s, "/proc/");
}

/* A pipe that nobody reads yet is waited for a second, not for ever: its reader may just be starting. */
static bool open_directly(struct file_output *output, const char *path)
{
    enum { ATTEMPTS = 100 };
    const struct timespec pause = {.tv_nsec = 10 * 1000 * 1000};
    for (int i = 0; i < ATTEMPTS; i++) {
        output->fd = open(path, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
        if (output->fd >= 0 || errno != ENXIO)
            break;
        nanosleep(&pause, NULL);
        errno = ENXIO;
    }
    output->is_owned = output->fd >= 0;
    return output->is_owned;
}

/* `path` without symbolic links, in `arena`; NULL with errno set. */
static const char *real_path(struct arena *arena, const char *path)
{
    char *real = realpath(path, NULL);
    if (!real && errno == ENOMEM)
        arena_out_of_memory(arena);
    const char *copy = real ? str_c(arena, str_of(real)) : NULL;
    free(real);
    return copy;
}

static bool is_writable(const char *path)
{
    return faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) == 0;
}

static bool begin_replacing(struct file_output *output, struct arena *arena, const struct stat *old)
{
    output->target = real_path(arena, output->name);
    if (!output->target || !is_writable(output->target) || !temporary_open(output, arena, S_IRUSR | S_IWUSR))
        return false;
    return fchmod(output->fd, old->st_mode & (S_IRWXU | S_IRWXG | S_IRWXO)) == 0;
}

static bool begin_new(struct file_output *output, struct arena *arena)
{
    struct stat link;
    if (lstat(output->name, &link) == 0) { /* what it leads to does not exist: there is nothing to be beside */
        errno = ENOENT;
        return false;
    }
    output->target = output->name;
    return temporary_open(output, arena, S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH);
}

static bool output_open(struct file_output *output, struct arena *arena)
{
    struct stat old;
    if (is_open_descriptor(output->name))
        return open_directly(output, output->name);
    if (stat(output->name, &old) != 0)
        return errno == ENOENT && begin_new(output, arena);
    return S_ISREG(old.st_mode) ? begin_replacing(output, arena, &old) : open_directly(output, output->name);
}

bool file_output_begin(struct file_output *output, struct arena *arena, const char *path, struct file_pending *pending,
                       struct error *err)
{
    output_start(output, arena, path);
    output->pending = pending;
    if (!*path)
        return error_set(err, "cannot write a file with an empty path");
    if (output_open(output, arena))
        return true;
    int number = errno;
    file_output_abort(output);
    return number == ENXIO ? file_error_because(err, "write", path, "nothing reads from it")
                           : file_error(err, "write", path, number);
}

bool file_output_flush(struct file_output *output)
{
    if (!output->failed)
        output->failed = write_all(output->fd, output->buffer, output->len);
    output->len = 0;
    return !output->failed;
}

void file_output_write(struct file_output *output, struct str text)
{
    if (text.len > FILE_OUTPUT_BUFFER - output->len && !file_output_flush(output))
        return;
    if (text.len > FILE_OUTPUT_BUFFER) {
        output->failed = write_all(output->fd, text.at, text.len);
    } else if (text.len && !output->failed) {
        memcpy(output->buffer + output->len, text.at, text.len);
        output->len += text.len;
    }
}

/* Closing reports what a network file system or a quota refused late; a copy is closed where the caller keeps `fd`. */
static void output_close(struct file_output *output)
{
    int fd = output->is_owned ? output->fd : dup(output->fd);
    bool is_bad = fd >= 0 && close(fd) != 0 && errno != EINTR;
    if (is_bad && !output->failed)
        output->failed = errno;
    output->fd = -1;
}

static bool output_rename(struct file_output *output)
{
    if (rename(output->temporary, output->target) != 0)
        return false;
    pending_remove(output);
    output->temporary = NULL;
    return true;
}

bool file_output_commit(struct file_output *output, struct error *err)
{
    file_output_flush(output);
    output_close(output);
    if (!output->failed && output->temporary && !output_rename(output))
        output->failed = errno;
    if (!output->failed)
        return true;
    file_output_abort(output);
    return file_error(err, "write", output->name, output->failed);
}

void file_output_abort(struct file_output *output)
{
    if (output->is_owned && output->fd >= 0)
        close(output->fd);
    output->fd = -1;
    if (!output->temporary)
        return;
    unlink(output->temporary);
    pending_remove(output);
    output->temporary = NULL;
}

static bool keep_owner_and_mode(int fd, const struct stat *old)
{
    struct stat own;
    if (fstat(fd, &own) != 0)
        return false;
    bool is_other = own.st_uid != old->st_uid || own.st_gid != old->st_gid;
    if (is_other && fchown(fd, old->st_uid, old->st_gid) != 0)
        return false;
    return fchmod(fd, old->st_mode & (mode_t)07777) == 0;
}

/* Makes the rename durable. File systems that cannot sync a folder have nothing to sync. */
static void sync_folder(struct arena *arena, const char *path)
{
    int fd = open(str_c(arena, folder_of(path)), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return;
    fsync(fd);
    close(fd);
}

static bool has_changed(const char *target, const struct file_stamp *stamp)
{
    struct file_stamp now;
    return !file_stamp_read(target, &now) || !file_stamp_equal(&now, stamp);
}

static bool is_below(const char *path, const char *folder)
{
    struct str base = str_of(folder), whole = str_of(path);
    bool is_inside = base.len && (base.at[base.len - 1] == '/' || (whole.len > base.len && path[base.len] == '/'));
    return is_inside && str_starts(whole, folder);
}

/* Whether `path` is itself a link, and `target` neither below the folder that holds it nor below the current one. */
static bool leads_outside(struct arena *arena, const char *path, const char *target)
{
    struct stat link;
    if (lstat(path, &link) != 0 || !S_ISLNK(link.st_mode))
        return false;
    const char *beside = real_path(arena, text_print(arena, "%.*s.", STR_ARG(folder_of(path))));
    const char *current = real_path(arena, ".");
    return !(beside && is_below(target, beside)) && !(current && is_below(target, current));
}

/* Writes the temporary file and puts it in place. NULL, or the cause in words, or "" when errno says it. */
static const char *replace(struct file_output *output, struct arena *arena, const struct file_stamp *stamp,
                           struct str bytes)
{
    static const char by_errno[] = "";
    struct stat old;
    output->target = real_path(arena, output->name);
    if (!output->target || stat(output->target, &old) != 0)
        return by_errno;
    if (leads_outside(arena, output->name, output->target))
        return text_print(arena, "it is a link that leads outside, to %s; name that file", output->target);
    if (!(old.st_mode & S_IWUSR)) /* the system would let root */
        return "it is read-only";
    if (!is_writable(output->target))
        return by_errno;
    if (old.st_nlink > 1)
        return "it has several hard links, which would no longer be one file";
    if (!temporary_open(output, arena, S_IRUSR | S_IWUSR))
        return by_errno;
    if (!keep_owner_and_mode(output->fd, &old))
        return "its owner and mode cannot be kept";
    errno = write_all(output->fd, bytes.at, bytes.len);
    if (errno || fsync(output->fd) != 0)
        return by_errno;
    if (has_changed(output->target, stamp))
        return "it was changed while being fixed";
    return output_rename(output) ? NULL : by_errno;
}

bool file_replace(struct arena *arena, const char *path, const struct file_stamp *stamp, struct str bytes,
                  struct file_pending *pending, struct error *err)
{
    struct file_output output = {.name = path, .fd = -1, .pending = pending};
    const char *cause = replace(&output, arena, stamp, bytes);
    int number = errno;
    file_output_abort(&output);
    if (!cause) {
        sync_folder(arena, output.target);
        return true;
    }
    return *cause ? file_error_because(err, "fix", path, cause) : file_error(err, "fix", path, number);
}

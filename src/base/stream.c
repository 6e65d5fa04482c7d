#include "base/stream.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

struct stream stream_of_text(struct str text)
{
    return (struct stream){.fd = -1, .text = text};
}

struct stream stream_of_fd(int fd, const char *name)
{
    return (struct stream){.fd = fd, .name = name};
}

static bool refuse(struct stream *stream, const char *cause, struct error *err)
{
    stream_close(stream);
    return file_error_because(err, "read", stream->name, cause);
}

bool stream_open(struct stream *stream, const char *path, struct error *err)
{
    struct stat status;
    *stream = (struct stream){.name = path, .is_owned = true};
    if (!*path)
        return error_set(err, "cannot read a file with an empty path");
    do
        stream->fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    while (stream->fd < 0 && errno == EINTR);
    if (stream->fd < 0)
        return file_error(err, "read", path, errno);
    if (fstat(stream->fd, &status) != 0) {
        int number = errno;
        stream_close(stream);
        return file_error(err, "read", path, number);
    }
    if (S_ISDIR(status.st_mode))
        return refuse(stream, "it is a directory, not a file", err);
    if (!S_ISREG(status.st_mode) && !S_ISFIFO(status.st_mode))
        return refuse(stream, "it is a device, not a file", err);
    return true;
}

static bool read_text(struct stream *stream, char *at, size_t size, size_t *got)
{
    *got = size < stream->text.len ? size : stream->text.len;
    if (*got)
        memcpy(at, stream->text.at, *got);
    stream->text = str_slice(stream->text, *got, stream->text.len);
    return true;
}

static bool is_retry(int fd)
{
    if (errno == EAGAIN || errno == EWOULDBLOCK) {
        struct pollfd ready = {.fd = fd, .events = POLLIN};
        return poll(&ready, 1, -1) >= 0 || errno == EINTR;
    }
    return errno == EINTR;
}

bool stream_read(struct stream *stream, char *at, size_t size, size_t *got, struct error *err)
{
    *got = 0;
    if (stream->fd < 0)
        return read_text(stream, at, size, got);
    while (*got < size) {
        ssize_t more = read(stream->fd, at + *got, size - *got);
        if (more < 0 && is_retry(stream->fd))
            continue;
        if (more < 0)
            return file_error(err, "read", stream->name, errno);
        if (more == 0)
            break;
        *got += (size_t)more;
    }
    return true;
}

void stream_close(struct stream *stream)
{
    if (stream->is_owned && stream->fd >= 0)
        close(stream->fd);
    stream->fd = -1;
}

/* Bytes that are read once, from the beginning to the end, in pieces: a file of any size, a pipe, a text. Knows nothing
   of formats. */
#ifndef BASE_STREAM_H
#define BASE_STREAM_H

#include "base/error.h"
#include "base/str.h"

struct stream {
    int fd;           /* -1: `text` */
    const char *name; /* in messages */
    struct str text;  /* what is left of it */
    bool is_owned;    /* stream_close closes `fd` */
};

/* The bytes of a text, which must live as long. */
struct stream stream_of_text(struct str text);

/* The bytes of an open descriptor, which stays the caller's. */
struct stream stream_of_fd(int fd, const char *name);

/* Opens a file or a named pipe. False with one line that names it; a directory, a socket and a device are refused. */
bool stream_open(struct stream *stream, const char *path, struct error *err) __attribute__((warn_unused_result));

/* Reads up to `size` bytes and waits for them; `*got` is less only at the end. False with one line. */
bool stream_read(struct stream *stream, char *at, size_t size, size_t *got, struct error *err)
    __attribute__((warn_unused_result));

void stream_close(struct stream *stream);

#endif

/* Reading whole files and descriptors, under a size limit; writing is in base/file_output.h. Knows nothing of formats.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/error.h"
#include "base/str.h"

#include <stdint.h>
#include <sys/types.h>

struct arena;
struct stat;

/* Which file it was and in which state: two stamps of one path differ when it was changed or replaced in between. */
struct file_stamp {
    dev_t device;
    ino_t inode;
    off_t size; /* bytes */
    struct timespec modified;
};

/* Reads the regular file at `path` into `arena`; `bytes` ends in a NUL that its length does not count. `size_limit` is
   in bytes, inclusive, 0 for none. False with one line that names the file: it cannot be opened, is no regular file
   (never waits for a pipe or a device), is larger than the limit, or changed while it was read. `stamp` (may be NULL)
   is the state that was read. */
bool file_read(struct arena *arena, const char *path, uint64_t size_limit, struct str *bytes, struct file_stamp *stamp,
               struct error *err) __attribute__((warn_unused_result));

/* Reads an open descriptor (a pipe, a terminal, standard input) to its end, waiting where it has nothing yet; `name`
   stands for it in messages. Otherwise like file_read. */
bool file_read_fd(struct arena *arena, int fd, const char *name, uint64_t size_limit, struct str *bytes,
                  struct error *err) __attribute__((warn_unused_result));

/* The state that a stat(2) has found. */
struct file_stamp file_stamp_of(const struct stat *status);

/* The state of whatever `path` leads to, through symbolic links. False with errno set when there is nothing. */
bool file_stamp_read(const char *path, struct file_stamp *stamp);

/* Whether both are the same file (by another name, a symbolic or a hard link), in whatever state. */
bool file_stamp_is_same_file(const struct file_stamp *a, const struct file_stamp *b);

/* Whether both are the same file in the same state. */
bool file_stamp_equal(const struct file_stamp *a, const struct file_stamp *b);

/* Sets "cannot ACTION PATH: CAUSE", the cause being that of the errno value `number`; a very long path is cut in its
   middle so that the cause is always seen. Returns false. */
bool file_error(struct error *err, const char *action, const char *path, int number);

/* Like file_error, with a cause in words. */
bool file_error_because(struct error *err, const char *action, const char *path, const char *cause);

/* Sets that `size` bytes are more than `limit`, for what was not read by this file. Returns false. */
bool file_error_too_large(struct error *err, const char *path, uint64_t size, uint64_t limit);

#endif

/* Writing: to descriptors with an error that sticks, and to files that appear whole or not at all. */
#ifndef BASE_FILE_OUTPUT_H
#define BASE_FILE_OUTPUT_H

#include "base/file.h"

#include <stdatomic.h>

enum { FILE_PENDING_MAX = 64, FILE_OUTPUT_BUFFER = 32 * 1024 };

/* The temporary files that exist at this moment. The program owns one, zeroed, so that a signal or out-of-memory
   handler can find it. */
struct file_pending {
    _Atomic(const char *) paths[FILE_PENDING_MAX]; /* NULL: free */
};

/* Unlinks every pending file. Async-signal-safe. */
void file_pending_unlink(struct file_pending *pending);

/* Where text is written: a descriptor, or a file that replaces its target when it is complete. */
struct file_output {
    const char *name;             /* for messages */
    const char *target;           /* the real file that `temporary` will replace */
    const char *temporary;        /* NULL: written directly */
    struct file_pending *pending; /* that holds `temporary` at `slot` */
    size_t slot;
    int fd;
    bool is_owned; /* whether `fd` is closed at the end */
    int failed;    /* errno value of the first failure, 0 for none: nothing is written after it */
    size_t len;    /* of `buffer` */
    char *buffer;  /* FILE_OUTPUT_BUFFER bytes */
};

/* Starts writing to an open descriptor that the caller keeps, such as standard output; `name` is for messages. */
void file_output_to_fd(struct file_output *output, struct arena *arena, int fd, const char *name);

/* Starts writing the file at `path`: a temporary file beside it, in `pending`, that file_output_commit renames.
   Symbolic links are kept, what they lead to is replaced; the mode of a file that exists is kept. Pipes, devices and
   paths under /dev/fd, /dev/stdout, /dev/stderr and /proc are written directly. False when it cannot be written (a
   pipe: when nothing reads from it within a second); nothing is left then. */
bool file_output_begin(struct file_output *output, struct arena *arena, const char *path, struct file_pending *pending,
                       struct error *err) __attribute__((warn_unused_result));

/* Adds text, through a buffer. A failure is remembered and reported by the end. Waits for a slow non-blocking reader.
 */
void file_output_write(struct file_output *output, struct str text);

/* Writes out the buffer. False, without an error text, once anything failed. */
bool file_output_flush(struct file_output *output);

/* Ends the output: every byte has been taken by the system and the target is the new file. Otherwise false with one
   line that names it, the target is as it was and the temporary file is gone. */
bool file_output_commit(struct file_output *output, struct error *err) __attribute__((warn_unused_result));

/* Ends the output without a result: removes the temporary file, the target stays as it was. */
void file_output_abort(struct file_output *output);

/* Replaces the content of the file at `path` by `bytes`, durably: after a crash it is the old or the new file, whole.
   `stamp` is the state it was read in; a file that was changed since is left alone and is an error. Mode, owner and
   group are kept (not ACLs), symbolic links stay links. Refused are a link to what is neither below its own folder nor
   below the current one, a file that its owner may not write, whoever asks, and one with several hard links, because
   they would part. */
bool file_replace(struct arena *arena, const char *path, const struct file_stamp *stamp, struct str bytes,
                  struct file_pending *pending, struct error *err) __attribute__((warn_unused_result));

#endif

/* Writes entries of `accepted` into the text of a configuration, where every other byte stays as it is. */
#ifndef CHANGE_ACCEPTED_WRITE_H
#define CHANGE_ACCEPTED_WRITE_H

#include "base/error.h"
#include "base/str.h"

struct arena;

/* An entry to be written; `path` may be empty. */
struct accepted_new {
    struct str rule, contract, path, reason;
};

/* The text of a configuration with the entries behind those it has; in `arena`, followed by a NUL. `text` is followed
   by a NUL and may be empty. False with one line where that would need another hand: UTF-16, a text that is no
   configuration. */
bool accepted_write(struct arena *arena, struct str text, const struct accepted_new *entries, size_t count,
                    struct str *written, struct error *err) __attribute__((warn_unused_result));

#endif

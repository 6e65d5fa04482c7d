/* Text that grows inside an arena. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/str.h"

#include <stdarg.h>

struct arena;

/* Start with `struct buf buf = {.arena = arena}`. What it holds lives as long as the arena. */
struct buf {
    struct arena *arena;
    char *at;
    size_t len, capacity;
};

void buf_add(struct buf *buf, struct str text);
void buf_add_c(struct buf *buf, const char *text);
void buf_add_char(struct buf *buf, char c);
void buf_print(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_vprint(struct buf *buf, const char *format, va_list args) __attribute__((format(printf, 2, 0)));

/* The text so far; later additions may move it. */
struct str buf_str(const struct buf *buf);

/* The text so far, NUL-terminated; later additions may move it. */
const char *buf_c(struct buf *buf);

/* A NUL-terminated text made like printf in `arena`. */
const char *text_print(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
const char *text_vprint(struct arena *arena, const char *format, va_list args) __attribute__((format(printf, 2, 0)));

#endif

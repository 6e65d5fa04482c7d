#include "base/buf.h"

#include "base/arena.h"

static void buf_reserve(struct buf *buf, size_t more)
{
    if (buf->capacity - buf->len > more)
        return;
    size_t capacity = buf->capacity ? buf->capacity * 2 : 64;
    while (capacity - buf->len <= more)
        capacity *= 2;
    buf->at = arena_grow(buf->arena, buf->at, buf->capacity, capacity);
    buf->capacity = capacity;
}

void buf_add(struct buf *buf, struct str text)
{
    if (!text.len)
        return;
    buf_reserve(buf, text.len);
    memcpy(buf->at + buf->len, text.at, text.len);
    buf->len += text.len;
}

void buf_add_c(struct buf *buf, const char *text)
{
    buf_add(buf, str_of(text));
}

void buf_add_char(struct buf *buf, char c)
{
    buf_reserve(buf, 1);
    buf->at[buf->len++] = c;
}

void buf_vprint(struct buf *buf, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (len <= 0)
        return;
    buf_reserve(buf, (size_t)len);
    vsnprintf(buf->at + buf->len, (size_t)len + 1, format, args);
    buf->len += (size_t)len;
}

void buf_print(struct buf *buf, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    buf_vprint(buf, format, args);
    va_end(args);
}

struct str buf_str(const struct buf *buf)
{
    return (struct str){buf->at, buf->len};
}

const char *buf_c(struct buf *buf)
{
    buf_reserve(buf, 1);
    buf->at[buf->len] = '\0';
    return buf->at;
}

const char *text_vprint(struct arena *arena, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, again);
    va_end(again);
    size_t size = len < 0 ? 1 : (size_t)len + 1;
    char *text = arena_alloc_bytes(arena, size);
    text[0] = '\0';
    vsnprintf(text, size, format, args);
    return text;
}

const char *text_print(struct arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *text = text_vprint(arena, format, args);
    va_end(args);
    return text;
}

#include "report/json_text.h"

#include "base/utf8.h"

#include <assert.h>

static json_t *made(const struct arena *arena, json_t *json)
{
    if (!json)
        arena_out_of_memory(arena);
    return json;
}

json_t *json_new_object(const struct arena *arena)
{
    return made(arena, json_object());
}

json_t *json_new_array(const struct arena *arena)
{
    return made(arena, json_array());
}

void json_set(const struct arena *arena, json_t *object, const char *key, json_t *value)
{
    if (json_object_set_new(object, key, value) != 0)
        arena_out_of_memory(arena);
}

void json_set_count(const struct arena *arena, json_t *object, const char *key, size_t count)
{
    json_set(arena, object, key, json_integer((json_int_t)count));
}

void json_append(const struct arena *arena, json_t *array, json_t *value)
{
    if (json_array_append_new(array, value) != 0)
        arena_out_of_memory(arena);
}

json_t *json_text(struct arena *arena, struct str text)
{
    size_t valid = utf8_valid_length(text);
    if (valid == text.len)
        return made(arena, json_stringn(text.len ? text.at : "", text.len));
    struct buf buf = {.arena = arena};
    for (;; valid = utf8_valid_length(text)) {
        buf_add(&buf, str_slice(text, 0, valid));
        if (valid == text.len)
            return made(arena, json_stringn(buf.at, buf.len));
        utf8_encode(&buf, 0xFFFD);
        text = str_slice(text, valid + 1, text.len);
    }
}

json_t *json_text_or_null(struct arena *arena, const char *text)
{
    return text ? json_text(arena, str_of(text)) : json_null();
}

static void add_escape(struct buf *out, uint32_t c)
{
    if (c >= 0x10000)
        buf_print(out, "\\u%04X\\u%04X", (unsigned)(0xD800 + ((c - 0x10000) >> 10)),
                  (unsigned)(0xDC00 + ((c - 0x10000) & 0x3FF)));
    else
        buf_print(out, "\\u%04X", (unsigned)c);
}

/* Jansson gives whole characters. Outside strings stand none of those that are escaped here. It ignores the answer for
   keys, so this must not fail; it does not, because `out` ends the program when memory runs out. */
static int append(const char *bytes, size_t len, void *context)
{
    struct buf *out = context;
    struct str text = {bytes, len};
    size_t size;
    for (size_t at = 0; at < len; at += size) {
        uint32_t c = 0;
        size = utf8_decode(str_slice(text, at, len), &c);
        assert(size);
        bool is_command = c == '[' && out->len >= 2 && out->at[out->len - 1] == '#' && out->at[out->len - 2] == '#';
        if (is_command || utf8_is_unsafe(c))
            add_escape(out, c);
        else
            buf_add(out, str_slice(text, at, at + size));
    }
    return 0;
}

void json_print(struct buf *out, json_t *json)
{
    if (json_dump_callback(json, append, out, JSON_ENCODE_ANY) != 0)
        arena_out_of_memory(out->arena);
    json_decref(json);
}

json_t *json_new_change(struct arena *arena, const struct change *change)
{
    json_t *json = json_new_object(arena);
    json_set(arena, json, "level", json_text_or_null(arena, change_level_name(change->level)));
    json_set(arena, json, "reader", json_text_or_null(arena, change_verdict_name(change->reader)));
    json_set(arena, json, "writer", json_text_or_null(arena, change_verdict_name(change->writer)));
    json_set(arena, json, "bump", json_text_or_null(arena, change_bump_name(change->bump)));
    return json;
}

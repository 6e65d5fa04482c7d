#include "yaml/source.h"

#include "base/buf.h"
#include "base/utf8.h"

static uint32_t utf16_unit(struct str bytes, size_t i, bool is_big_endian)
{
    uint32_t first = (unsigned char)bytes.at[i], second = (unsigned char)bytes.at[i + 1];
    return is_big_endian ? first << 8 | second : second << 8 | first;
}

/* A lone surrogate becomes an invalid UTF-8 byte, so that the reader reports it at its place. */
static struct str utf16_to_utf8(struct arena *arena, struct str bytes, bool is_big_endian)
{
    struct buf buf = {.arena = arena};
    for (size_t i = 2; i + 1 < bytes.len; i += 2) {
        uint32_t unit = utf16_unit(bytes, i, is_big_endian);
        uint32_t next = i + 3 < bytes.len ? utf16_unit(bytes, i + 2, is_big_endian) : 0;
        if (unit >= 0xD800 && unit < 0xDC00 && next >= 0xDC00 && next < 0xE000) {
            utf8_encode(&buf, 0x10000 + ((unit - 0xD800) << 10) + (next - 0xDC00));
            i += 2;
        } else if (unit >= 0xD800 && unit < 0xE000) {
            buf_add_char(&buf, (char)0xFF);
        } else {
            utf8_encode(&buf, unit);
        }
    }
    if (bytes.len % 2)
        buf_add_char(&buf, (char)0xFF);
    return (struct str){buf_c(&buf), buf.len};
}

struct source source_make(struct arena *arena, struct str name, struct str bytes)
{
    struct source source = {.name = name, .text = bytes};
    if (str_starts(bytes, "\xEF\xBB\xBF")) {
        source.bom = 3;
        source.text = str_slice(bytes, 3, bytes.len);
    } else if (str_starts(bytes, "\xFF\xFE") || str_starts(bytes, "\xFE\xFF")) {
        source.bom = 2;
        source.is_transcoded = true;
        source.text = utf16_to_utf8(arena, bytes, bytes.at[0] == '\xFE');
    }
    return source;
}

enum { MARK_DISTANCE = 4096 };

static const struct source_mark *marks_make(struct arena *arena, struct str text)
{
    const size_t wanted = text.len / MARK_DISTANCE + 1;
    struct source_mark *marks = arena_alloc_array(arena, wanted, sizeof *marks);
    uint32_t count = 0, characters = 0;
    for (size_t i = 0; i < text.len; characters++) {
        if (i / MARK_DISTANCE >= count)
            marks[count++] = (struct source_mark){(uint32_t)i, characters};
        uint32_t code_point;
        size_t size = utf8_decode(str_slice(text, i, text.len), &code_point);
        i += size ? size : 1;
    }
    while (count < wanted)
        marks[count++] = (struct source_mark){(uint32_t)text.len, characters};
    return marks;
}

static uint32_t characters_before(const struct source *source, uint32_t byte)
{
    const struct source_mark *mark = source->marks + byte / MARK_DISTANCE;
    if (mark->byte > byte)
        mark--;
    return mark->characters + (uint32_t)utf8_length(str_slice(source->text, mark->byte, byte));
}

static const char *line_end(const char *at, const char *end)
{
    while (at < end && *at != '\n' && *at != '\r')
        at++;
    return at;
}

/* The start of the next line, NULL on the last one. Most texts have no CR, and then memchr is much faster. */
static const char *next_line(const char *at, const char *end, bool has_cr)
{
    if (!has_cr) {
        at = at == end ? NULL : memchr(at, '\n', (size_t)(end - at));
        return at ? at + 1 : NULL;
    }
    at = line_end(at, end);
    if (at == end)
        return NULL;
    return at[0] == '\r' && at + 1 < end && at[1] == '\n' ? at + 2 : at + 1;
}

static bool has_long_line(const struct source *source)
{
    for (uint32_t line = 0; line < source->line_count; line++) {
        size_t next = line + 1 < source->line_count ? source->lines[line + 1] : source->text.len;
        if (next - source->lines[line] > MARK_DISTANCE)
            return true;
    }
    return false;
}

void source_index_lines(struct source *source, struct arena *arena)
{
    if (source->lines)
        return;
    const char *start = source->text.at, *end = start + source->text.len;
    bool has_cr = str_index(source->text, '\r') < source->text.len;
    uint32_t count = 1;
    for (const char *at = start; at && (at = next_line(at, end, has_cr));)
        count++;
    uint32_t *lines = arena_alloc_array(arena, count, sizeof *lines);
    count = 1;
    for (const char *at = start; at && (at = next_line(at, end, has_cr));)
        lines[count++] = (uint32_t)(at - start);
    source->lines = lines;
    source->line_count = count;
    if (has_long_line(source))
        source->marks = marks_make(arena, source->text);
}

/* The index of a byte's line. */
static uint32_t line_of(const struct source *source, uint32_t byte)
{
    uint32_t low = 0, high = source->line_count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (source->lines[middle] <= byte)
            low = middle;
        else
            high = middle;
    }
    return low;
}

uint32_t source_line_start(const struct source *source, uint32_t byte)
{
    return source->lines[line_of(source, byte)];
}

struct position source_position(const struct source *source, uint32_t byte)
{
    uint32_t line = line_of(source, byte), start = source->lines[line];
    uint32_t before = byte - start <= MARK_DISTANCE
                          ? (uint32_t)utf8_length(str_slice(source->text, start, byte))
                          : characters_before(source, byte) - characters_before(source, start);
    if (line == 0)
        before += source->columns_before;
    return (struct position){source->lines_before + line + 1, before + 1};
}

bool source_is_hidden(const struct source *source, struct span span)
{
    size_t low = 0, high = source->hidden_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (source->hidden[middle].end <= span.start)
            low = middle + 1;
        else
            high = middle;
    }
    return low < source->hidden_count && source->hidden[low].start < span.end;
}

struct str source_line(const struct source *source, uint32_t line)
{
    if (line == 0 || line > source->line_count)
        return (struct str){NULL, 0};
    uint32_t start = source->lines[line - 1];
    uint32_t next = line < source->line_count ? source->lines[line] : (uint32_t)source->text.len;
    struct str text = str_slice(source->text, start, next);
    return str_slice(text, 0, (size_t)(line_end(text.at, text.at + text.len) - text.at));
}

#include "base/utf8.h"

size_t utf8_decode(struct str s, uint32_t *code_point)
{
    if (s.len == 0)
        return 0;
    const unsigned char *at = (const unsigned char *)s.at;
    if (at[0] < 0x80) {
        *code_point = at[0];
        return 1;
    }
    size_t size = at[0] >= 0xF0 ? 4 : at[0] >= 0xE0 ? 3 : 2;
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    if (at[0] < 0xC2 || at[0] > 0xF4 || s.len < size)
        return 0;
    uint32_t value = at[0] & (0xFFu >> (size + 1));
    for (size_t i = 1; i < size; i++) {
        if ((at[i] & 0xC0) != 0x80)
            return 0;
        value = value << 6 | (at[i] & 0x3Fu);
    }
    if (value < smallest[size] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
        return 0;
    *code_point = value;
    return size;
}

void utf8_encode(struct buf *buf, uint32_t code_point)
{
    char bytes[4];
    size_t size = code_point < 0x80 ? 1 : code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = size; i-- > 1; code_point >>= 6)
        bytes[i] = (char)(0x80 | (code_point & 0x3F));
    bytes[0] = (char)(lead[size] | code_point);
    buf_add(buf, (struct str){bytes, size});
}

size_t utf8_length(struct str s)
{
    size_t length = 0;
    for (size_t i = 0; i < s.len; length++) {
        uint32_t code_point;
        size_t size = utf8_decode(str_slice(s, i, s.len), &code_point);
        i += size ? size : 1;
    }
    return length;
}

size_t utf8_valid_length(struct str s)
{
    for (size_t i = 0; i < s.len;) {
        uint32_t code_point;
        size_t size = utf8_decode(str_slice(s, i, s.len), &code_point);
        if (!size)
            return i;
        i += size;
    }
    return s.len;
}

bool utf8_is_unsafe(uint32_t c)
{
    if (c < 0x20 || (c >= 0x7F && c < 0xA0))
        return true;
    if (c < 0x200B)
        return c == 0xAD || c == 0x61C || c == 0x180E;
    return c <= 0x200F || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
           (c >= 0xFFF9 && c <= 0xFFFB) || (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF) ||
           (c >= 0xE0000 && c <= 0xE007F);
}

static bool ends_in_two_hashes(const struct buf *buf)
{
    return buf->len >= 2 && buf->at[buf->len - 1] == '#' && buf->at[buf->len - 2] == '#';
}

size_t utf8_add_visible_one(struct buf *buf, struct str s)
{
    uint32_t code_point;
    size_t size = utf8_decode(s, &code_point);
    if (!size)
        buf_print(buf, "\\x{%02x}", (unsigned char)s.at[0]);
    else if (utf8_is_unsafe(code_point) || (code_point == '[' && ends_in_two_hashes(buf)))
        buf_print(buf, "\\u{%x}", (unsigned)code_point);
    else
        buf_add(buf, str_slice(s, 0, size));
    return size ? size : 1;
}

/* How many bytes at the start are characters that show as they are whatever stands before them. */
static size_t plain_length(struct str s)
{
    size_t len = 0;
    while (len < s.len && s.at[len] >= ' ' && s.at[len] <= '~' && s.at[len] != '[')
        len++;
    return len;
}

void utf8_add_visible(struct buf *buf, struct str s, size_t limit)
{
    for (size_t i = 0, shown = 0; i < s.len;) {
        if (limit && shown == limit) {
            buf_add_c(buf, "…");
            return;
        }
        size_t plain = plain_length(str_slice(s, i, limit ? i + limit - shown : s.len));
        buf_add(buf, str_slice(s, i, i + plain));
        i += plain;
        shown += plain;
        if (plain == 0) {
            i += utf8_add_visible_one(buf, str_slice(s, i, s.len));
            shown++;
        }
    }
}

const char *utf8_quote(struct arena *arena, struct str value)
{
    struct buf buf = {.arena = arena};
    buf_add_char(&buf, '`');
    utf8_add_visible(&buf, value, UTF8_QUOTE_LIMIT);
    buf_add_char(&buf, '`');
    return buf_c(&buf);
}

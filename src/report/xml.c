#include "report/xml.h"

#include "base/utf8.h"

static bool is_xml(uint32_t c)
{
    return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) ||
           c >= 0x10000;
}

/* The reference for a character of markup; NULL for all others. `>` is one because of `]]>`. */
static const char *reference_of(uint32_t c)
{
    return c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '"' ? "&quot;" : NULL;
}

static bool follows_two_hashes(struct str text, size_t at)
{
    return at >= 2 && text.at[at - 1] == '#' && text.at[at - 2] == '#';
}

static void add(struct buf *out, struct str text, bool is_attribute)
{
    size_t size;
    for (size_t at = 0; at < text.len; at += size) {
        uint32_t c = 0;
        size = utf8_decode(str_slice(text, at, text.len), &c);
        if (!size || !is_xml(c)) {
            utf8_encode(out, 0xFFFD);
            size = size ? size : 1;
        } else if (reference_of(c)) {
            buf_add_c(out, reference_of(c));
        } else if ((c == '[' && follows_two_hashes(text, at)) || (utf8_is_unsafe(c) && (c != '\n' || is_attribute))) {
            buf_print(out, "&#%u;", (unsigned)c);
        } else {
            buf_add(out, str_slice(text, at, at + size));
        }
    }
}

void xml_add(struct buf *out, struct str text)
{
    add(out, text, false);
}

void xml_add_attribute(struct buf *out, const char *name, struct str value)
{
    buf_print(out, " %s=\"", name);
    add(out, value, true);
    buf_add_char(out, '"');
}

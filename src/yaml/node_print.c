#include "yaml/node_print.h"

#include "base/number.h"
#include "base/utf8.h"

/* A text in the making; what comes after the limit is dropped. */
struct printer {
    struct buf *buf;
    size_t left; /* code points */
    bool is_cut;
};

static bool take_room(struct printer *printer, size_t count)
{
    printer->is_cut = printer->is_cut || count > printer->left;
    printer->left -= printer->is_cut ? 0 : count;
    return !printer->is_cut;
}

/* Adds all of it or nothing; ASCII only. */
static void put(struct printer *printer, const char *text)
{
    if (take_room(printer, strlen(text)))
        buf_add_c(printer->buf, text);
}

static void put_unit(struct printer *printer, unsigned utf16)
{
    if (take_room(printer, 6))
        buf_print(printer->buf, "\\u%04x", utf16);
}

static void put_character(struct printer *printer, uint32_t c)
{
    const char escape[] = {'\\', (char)c, '\0'};
    if (c == '"' || c == '\\')
        put(printer, escape);
    else if (c == '\n')
        put(printer, "\\n");
    else if (c == '\t')
        put(printer, "\\t");
    else if (c >= 0x10000 && utf8_is_unsafe(c)) {
        put_unit(printer, 0xD800 + ((c - 0x10000) >> 10));
        put_unit(printer, 0xDC00 + (c & 0x3FF));
    } else if (utf8_is_unsafe(c))
        put_unit(printer, c);
    else if (take_room(printer, 1))
        utf8_encode(printer->buf, c);
}

static void put_string(struct printer *printer, struct str text)
{
    put(printer, "\"");
    for (size_t i = 0; i < text.len && !printer->is_cut;) {
        uint32_t c = 0xFFFD;
        size_t size = utf8_decode(str_slice(text, i, text.len), &c);
        put_character(printer, c);
        i += size ? size : 1;
    }
    put(printer, "\"");
}

/* Digits of a hostile number are not copied beyond the limit. */
static void put_number(struct printer *printer, struct str text)
{
    struct number number;
    if (!number_parse_yaml(printer->buf->arena, text, &number)) {
        put(printer, "null");
        return;
    }
    struct str digits = number_print(printer->buf->arena, number);
    for (size_t i = 0; i < digits.len && take_room(printer, 1); i++)
        buf_add_char(printer->buf, digits.at[i]);
}

static void put_scalar(struct printer *printer, const struct node *scalar)
{
    switch (scalar->type) {
    case SCALAR_STRING: put_string(printer, scalar->text); break;
    case SCALAR_NULL: put(printer, "null"); break;
    case SCALAR_BOOL: put(printer, char_lower(scalar->text.at[0]) == 't' ? "true" : "false"); break;
    default: put_number(printer, scalar->text);
    }
}

/* Recursion is bounded by limits.depth, which counts through aliases. */
static void put_node(struct printer *printer, const struct node *node)
{
    node = node_resolve(node);
    if (!node) {
        put(printer, "null");
        return;
    }
    if (node->kind == NODE_SCALAR) {
        put_scalar(printer, node);
        return;
    }
    bool is_mapping = node->kind == NODE_MAPPING;
    put(printer, is_mapping ? "{" : "[");
    for (const struct node *child = node->first; child && !printer->is_cut; child = child->next) {
        put(printer, child == node->first ? "" : ", ");
        if (is_mapping) {
            put_string(printer, node_key(child));
            put(printer, ": ");
        }
        put_node(printer, child);
    }
    put(printer, is_mapping ? "}" : "]");
}

void node_print(struct buf *buf, const struct node *node, size_t limit)
{
    struct printer printer = {.buf = buf, .left = limit ? limit : SIZE_MAX};
    put_node(&printer, node);
    if (printer.is_cut)
        buf_add_c(buf, "…");
}

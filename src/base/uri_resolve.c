#include "base/arena.h"
#include "base/buf.h"
#include "base/uri.h"

/* Splits without judging: what breaks the grammar is somebody else's finding. */
static struct uri split(struct str text)
{
    struct uri uri;
    (void)uri_parse(text, URI_INTERNATIONAL, &uri);
    return uri;
}

/* Cuts the last segment off what was written since `from`. */
static void drop_segment(struct buf *out, size_t from)
{
    while (out->len > from && out->at[out->len - 1] != '/')
        out->len--;
    if (out->len > from)
        out->len--;
}

/* RFC 3986, section 5.2.4: adds `path` without its `.` and `..` segments. */
static void add_without_dots(struct buf *out, struct str path)
{
    size_t from = out->len;
    while (path.len) {
        bool is_rooted = path.at[0] == '/';
        size_t end = is_rooted ? 1 : 0;
        while (end < path.len && path.at[end] != '/')
            end++;
        struct str segment = str_slice(path, is_rooted ? 1 : 0, end);
        bool is_last = end == path.len;
        path = str_slice(path, end, path.len);
        if (str_is(segment, ".") || str_is(segment, "..")) {
            if (segment.len == 2)
                drop_segment(out, from);
            if (is_last)
                buf_add_char(out, '/');
            else if (!is_rooted)
                path = str_slice(path, 1, path.len);
            continue;
        }
        if (is_rooted)
            buf_add_char(out, '/');
        buf_add(out, segment);
    }
}

/* The path of the base up to its last slash, then that of the reference (section 5.2.3). */
static struct str merge(struct arena *arena, const struct uri *base, struct str path)
{
    struct buf buf = {.arena = arena};
    size_t end = base->path.len;
    while (end && base->path.at[end - 1] != '/')
        end--;
    if (base->authority.at && !base->path.len)
        buf_add_char(&buf, '/');
    buf_add(&buf, str_slice(base->path, 0, end));
    buf_add(&buf, path);
    return buf_str(&buf);
}

static void add_part(struct buf *out, const char *before, struct str part)
{
    if (!part.at)
        return;
    buf_add_c(out, before);
    buf_add(out, part);
}

struct str uri_resolve(struct arena *arena, struct str base_text, struct str reference)
{
    struct uri base = split(base_text), uri = split(reference);
    if (!base_text.len)
        return reference;
    struct buf out = {.arena = arena};
    bool has_authority = uri.scheme.at || uri.authority.at, has_path = has_authority || uri.path.len;
    struct str scheme = uri.scheme.at ? uri.scheme : base.scheme;
    if (scheme.at) {
        buf_add(&out, scheme);
        buf_add_char(&out, ':');
    }
    add_part(&out, "//", has_authority ? uri.authority : base.authority);
    if (!has_path)
        buf_add(&out, base.path);
    else if (has_authority || uri.path.at[0] == '/')
        add_without_dots(&out, uri.path);
    else
        add_without_dots(&out, merge(arena, &base, uri.path));
    add_part(&out, "?", has_path || uri.query.at ? uri.query : base.query);
    add_part(&out, "#", uri.fragment);
    return buf_str(&out);
}

static int hex_value(char c)
{
    return char_is_digit(c) ? c - '0' : char_lower(c) - 'a' + 10;
}

struct str uri_decode(struct arena *arena, struct str text)
{
    if (str_index(text, '%') == text.len)
        return text;
    struct buf buf = {.arena = arena};
    for (size_t i = 0; i < text.len; i++) {
        bool is_escape =
            text.at[i] == '%' && i + 2 < text.len && char_is_hex(text.at[i + 1]) && char_is_hex(text.at[i + 2]);
        buf_add_char(&buf, is_escape ? (char)(hex_value(text.at[i + 1]) * 16 + hex_value(text.at[i + 2])) : text.at[i]);
        i += is_escape ? 2 : 0;
    }
    return buf_str(&buf);
}

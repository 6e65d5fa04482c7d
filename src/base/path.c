#include "base/path.h"

#include "base/arena.h"
#include "base/buf.h"

/* Takes the last name off, unless there is none or it is a `..` that has to stay. */
static bool drop_name(struct buf *buf, size_t root)
{
    struct str text = buf_str(buf);
    if (text.len == root || str_is(text, "..") || str_ends(text, "/.."))
        return root > 0 && text.len == root; /* above the root is the root */
    while (buf->len > root && buf->at[buf->len - 1] != '/')
        buf->len--;
    if (buf->len > root)
        buf->len--;
    return true;
}

static void add_names(struct buf *buf, struct str path, size_t root)
{
    while (path.len) {
        size_t len = str_index(path, '/');
        struct str name = str_slice(path, 0, len);
        path = str_slice(path, len + 1, path.len);
        if (!name.len || str_is(name, ".") || (str_is(name, "..") && drop_name(buf, root)))
            continue;
        if (buf->len > root)
            buf_add_char(buf, '/');
        buf_add(buf, name);
    }
}

struct str path_join(struct arena *arena, struct str folder, struct str path)
{
    size_t most = folder.len + path.len + 4;
    struct buf buf = {.arena = arena, .at = arena_alloc_bytes(arena, most), .capacity = most};
    if (str_starts(path, "/"))
        folder = (struct str){NULL, 0};
    size_t root = str_starts(folder, "/") || str_starts(path, "/");
    if (root)
        buf_add_char(&buf, '/');
    add_names(&buf, folder, root);
    add_names(&buf, path, root);
    if (!buf.len)
        buf_add_char(&buf, '.');
    return (struct str){buf_c(&buf), buf.len};
}

struct str path_folder(struct str path)
{
    size_t len = path.len;
    while (len && path.at[len - 1] != '/')
        len--;
    if (!len)
        return STR(".");
    return str_slice(path, 0, len == 1 ? 1 : len - 1);
}

bool path_below(struct str folder, struct str path, struct str *rest)
{
    size_t len = str_is(folder, "/") ? 0 : folder.len;
    if (path.len <= len + 1 || path.at[len] != '/' || !str_equal(str_slice(path, 0, len), str_slice(folder, 0, len)))
        return false;
    *rest = str_slice(path, len + 1, path.len);
    return true;
}

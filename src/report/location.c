#include "report/location.h"

#include "base/path.h"

struct str location_path(struct arena *arena, const struct report_settings *settings, struct str name)
{
    struct str rest;
    if (!settings->root.len)
        return name;
    return path_below(settings->root, path_join(arena, settings->folder, name), &rest) ? rest : name;
}

struct str location_uri(struct arena *arena, struct str path)
{
    struct buf uri = {.arena = arena};
    if (str_starts(path, "/"))
        buf_add_c(&uri, "file://");
    for (size_t i = 0; i < path.len; i++) {
        char c = path.at[i];
        if (char_is_alnum(c) || (c && strchr("-._~/", c)))
            buf_add_char(&uri, c);
        else
            buf_print(&uri, "%%%02X", (unsigned)(unsigned char)c);
    }
    return buf_str(&uri);
}

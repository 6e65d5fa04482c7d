#define _XOPEN_SOURCE 700 /* realpath */

#include "project/config_search.h"

#include "base/arena.h"
#include "base/buf.h"

#include <errno.h>
#include <sys/stat.h>

static const char config_name[] = ".contractlint.yaml";

/* The folder part of a path without its last slash: "" for none, "/" for the root. */
static struct str folder_of(struct str path)
{
    size_t slash = path.len;
    while (slash && path.at[slash - 1] != '/')
        slash--;
    return str_slice(path, 0, slash > 1 ? slash - 1 : slash);
}

static struct str name_of(struct str path)
{
    size_t start = path.len;
    while (start && path.at[start - 1] != '/')
        start--;
    return str_slice(path, start, path.len);
}

static struct str join(struct arena *arena, struct str folder, struct str name)
{
    struct buf buf = {.arena = arena};
    buf_add(&buf, folder);
    if (folder.len && !str_ends(folder, "/"))
        buf_add_char(&buf, '/');
    buf_add(&buf, name);
    return (struct str){buf_c(&buf), buf.len};
}

static struct str resolve(struct arena *arena, struct str folder)
{
    char *real = realpath(folder.len ? str_c(arena, folder) : ".", NULL);
    if (!real && errno == ENOMEM)
        arena_out_of_memory(arena);
    struct str copy = real ? str_copy(arena, str_of(real)) : STR("");
    free(real);
    return copy;
}

/* The absolute form of a folder, what does not exist of it as it was written. */
static struct str real_folder(struct config_search *search, struct str folder)
{
    const struct str *known = map_get(&search->by_given, folder);
    if (known)
        return *known;
    struct str existing = folder, real = resolve(search->arena, folder);
    while (!real.len && existing.len && !str_is(existing, "/")) {
        existing = folder_of(existing);
        real = resolve(search->arena, existing);
    }
    struct str missing = str_slice(folder, existing.len, folder.len);
    while (str_starts(missing, "/"))
        missing = str_slice(missing, 1, missing.len);
    struct str *result = arena_new(search->arena, struct str);
    *result = missing.len ? join(search->arena, real, missing) : real;
    map_put(&search->by_given, str_copy(search->arena, folder), result);
    return *result;
}

static bool exists(struct arena *arena, struct str folder, const char *name)
{
    struct stat status;
    return lstat(join(arena, folder, str_of(name)).at, &status) == 0;
}

/* `path` from `folder`, which is above it. */
static struct str below(struct str folder, struct str path)
{
    size_t start = folder.len + !str_ends(folder, "/");
    return str_slice(path, start < path.len ? start : path.len, path.len);
}

static bool is_below(struct str folder, struct str path)
{
    return folder.len && str_equal(str_slice(path, 0, folder.len), folder) &&
           (path.len == folder.len || str_ends(folder, "/") || path.at[folder.len] == '/');
}

static struct config_place *place_make(struct config_search *search, struct str folder)
{
    struct config_place *place = arena_new(search->arena, struct config_place);
    bool is_near = is_below(search->current, folder);
    place->folder = folder;
    place->path = join(search->arena, is_near ? below(search->current, folder) : folder, str_of(config_name));
    return place;
}

static bool is_last(const struct config_search *search, struct str folder)
{
    return folder.len <= 1 || str_equal(folder, search->home) || exists(search->arena, folder, ".git");
}

/* The answer for `folder`, which holds for every folder on the way up to it too. */
static struct config_place *search_upward(struct config_search *search, struct str folder)
{
    struct config_place *found = NULL;
    struct str at = folder;
    while (!found) {
        found = map_get(&search->by_real, at);
        if (!found && exists(search->arena, at, config_name))
            found = place_make(search, at);
        else if (!found && is_last(search, at))
            found = &search->none;
        if (!found)
            at = folder_of(at);
    }
    for (struct str way = folder; way.len > at.len; way = folder_of(way))
        map_put(&search->by_real, way, found);
    map_put(&search->by_real, at, found);
    return found;
}

void config_search_init(struct config_search *search, struct arena *arena, const char *home)
{
    *search = (struct config_search){.arena = arena};
    search->current = resolve(arena, STR(""));
    if (home && *home)
        search->home = resolve(arena, str_of(home));
    map_init(&search->by_real, arena);
    map_init(&search->by_given, arena);
}

const struct config_place *config_search_find(struct config_search *search, struct str path)
{
    const struct config_place *place = search_upward(search, real_folder(search, folder_of(path)));
    return place == &search->none ? NULL : place;
}

struct str config_search_inner(struct config_search *search, const struct config_place *place, struct str path)
{
    struct str folder = real_folder(search, folder_of(path));
    return join(search->arena, below(place->folder, folder), name_of(path));
}

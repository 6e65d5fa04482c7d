#define _XOPEN_SOURCE 700 /* realpath */

#include "project/scope.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/path.h"
#include "project/discover.h"

#include <errno.h>
#include <sys/stat.h>

/* What is decided of a folder. */
struct scope_folder {
    const struct scope_path *of; /* everything in it belongs to this path; NULL: nothing */
    bool is_passed;              /* a path lies below it */
};

/* Paths from the top. */

static struct str real_path(struct arena *arena, struct str path)
{
    char *real = realpath(str_c(arena, path), NULL);
    if (!real && errno == ENOMEM)
        arena_out_of_memory(arena);
    struct str copy = str_copy(arena, str_of(real));
    free(real);
    return copy;
}

static bool is_folder_on_disk(struct arena *arena, struct str path)
{
    struct stat status;
    return stat(str_c(arena, path), &status) == 0 && S_ISDIR(status.st_mode);
}

/* Absolute, without symbolic links but a last one that leads to no folder; what is not on disk stays as it is written.
 */
static struct str absolute(struct arena *arena, struct str path)
{
    struct str current = real_path(arena, STR(".")), rest = STR("");
    struct str at = path_join(arena, current, path);
    if (!is_folder_on_disk(arena, at)) {
        struct str folder = path_folder(at);
        rest = str_slice(at, folder.len + !str_ends(folder, "/"), at.len);
        at = folder;
    }
    struct str real = real_path(arena, at);
    while (!real.len && at.len > 1) {
        struct str folder = path_folder(at);
        rest = path_join(arena, str_slice(at, folder.len + !str_ends(folder, "/"), at.len), rest);
        at = folder;
        real = real_path(arena, at);
    }
    return path_join(arena, real, rest);
}

bool scope_inner(struct arena *arena, const struct git *git, struct str name, struct str *inner)
{
    if (!git->top.len) {
        *inner = path_join(arena, STR(""), name);
        if (str_is(*inner, "."))
            *inner = STR("");
        return !str_starts(*inner, "/") && !str_is(*inner, "..") && !str_starts(*inner, "../");
    }
    struct str path = absolute(arena, name);
    *inner = STR("");
    return str_equal(git->top, path) || path_below(git->top, path, inner);
}

/* A path is found by itself, and the folders above it are passed on the way to it. */
static void keep_path(struct scope *scope, struct scope_path *path)
{
    map_put_new(&scope->by_inner, path->inner, path);
    for (size_t end = 0; end < path->inner.len; end++)
        if (path->inner.at[end] == '/')
            map_put(&scope->passed, str_slice(path->inner, 0, end), path);
}

bool scope_init(struct scope *scope, struct arena *arena, const struct git *git, const struct str *paths, size_t count,
                struct error *err)
{
    static const struct str current = {".", 1};
    if (!count)
        paths = &current;
    scope->arena = arena;
    scope->count = count ? count : 1;
    scope->paths = arena_alloc_array(arena, scope->count, sizeof *scope->paths);
    scope->last_folder = NULL;
    map_init(&scope->folders, arena);
    map_init(&scope->by_inner, arena);
    map_init(&scope->passed, arena);
    for (size_t i = 0; i < scope->count; i++) {
        scope->paths[i].given = paths[i];
        if (!paths[i].len)
            return error_set(err, "a path is empty");
        if (!scope_inner(arena, git, paths[i], &scope->paths[i].inner))
            return error_set(err, "cannot read %s: it lies outside the git repository", str_c(arena, paths[i]));
        keep_path(scope, &scope->paths[i]);
    }
    return true;
}

/* Deciding. */

static const struct scope_path *named(const struct scope *scope, struct str path)
{
    struct scope_path *found = map_get(&scope->by_inner, path);
    if (found)
        found->is_found = true;
    return found;
}

static struct str name_below(struct scope *scope, const struct scope_path *of, struct str path)
{
    struct buf name = {.arena = scope->arena};
    struct str rest = of->inner.len ? str_slice(path, of->inner.len + 1, path.len) : path;
    if (str_is(of->given, ".") || str_is(of->given, "./"))
        return rest;
    buf_add(&name, of->given);
    if (!str_ends(of->given, "/"))
        buf_add_char(&name, '/');
    buf_add(&name, rest);
    return (struct str){buf_c(&name), name.len};
}

static bool is_ignored(struct scope *scope, const struct scope_path *of, struct str path, bool is_folder)
{
    return scope->is_ignored && scope->is_ignored(scope->context, name_below(scope, of, path), is_folder);
}

static struct str last_name(struct str path)
{
    size_t start = path.len;
    while (start && path.at[start - 1] != '/')
        start--;
    return str_slice(path, start, path.len);
}

/* `outer` is what was decided of the folder above; NULL for the top. */
static const struct scope_folder *decide(struct scope *scope, const struct scope_folder *outer, struct str path)
{
    struct scope_folder *folder = arena_new(scope->arena, struct scope_folder);
    folder->of = named(scope, path);
    if (!folder->of && outer && outer->of && !discover_leaves_out(last_name(path)) &&
        !is_ignored(scope, outer->of, path, true))
        folder->of = outer->of;
    folder->is_passed = !path.len || map_get(&scope->passed, path);
    map_put(&scope->folders, str_copy(scope->arena, path), folder);
    return folder;
}

/* What is decided of a folder, those above it first. */
static const struct scope_folder *folder_of(struct scope *scope, struct str path)
{
    if (scope->last_folder && str_equal(scope->last_path, path))
        return scope->last_folder;
    const struct scope_folder *folder = map_get(&scope->folders, path);
    if (!folder) {
        const struct scope_folder *outer = map_get(&scope->folders, STR(""));
        folder = outer ? outer : decide(scope, NULL, STR(""));
        for (size_t end = 1; end <= path.len; end++) {
            if (end < path.len && path.at[end] != '/')
                continue;
            struct str at = str_slice(path, 0, end);
            const struct scope_folder *known = map_get(&scope->folders, at);
            folder = known ? known : decide(scope, folder, at);
        }
    }
    scope->last_folder = folder;
    scope->last_path = str_copy(scope->arena, path);
    return folder;
}

static struct str folder_part(struct str path)
{
    size_t len = path.len - last_name(path).len;
    return str_slice(path, 0, len ? len - 1 : 0);
}

bool scope_has(void *context, struct str path, bool is_folder)
{
    struct scope *scope = context;
    if (is_folder) {
        const struct scope_folder *folder = folder_of(scope, path);
        return folder->of || folder->is_passed;
    }
    const struct scope_folder *folder = folder_of(scope, folder_part(path));
    if (folder->is_passed && named(scope, path))
        return true;
    return folder->of && discover_has_suffix(last_name(path));
}

bool scope_seeks(void *context, struct str path, bool is_folder)
{
    const struct scope *scope = context;
    (void)named(scope, path);
    return is_folder && map_get(&scope->passed, path);
}

bool scope_has_found(const struct scope *scope, const struct scope_path *path)
{
    const struct scope_path *first = map_get(&scope->by_inner, path->inner);
    return !path->inner.len || first->is_found;
}

bool scope_ignores(struct scope *scope, struct str path)
{
    const struct scope_path *of = named(scope, path);
    if (of)
        return scope->is_ignore_forced && scope->is_ignored && scope->is_ignored(scope->context, of->given, false);
    return is_ignored(scope, folder_of(scope, folder_part(path))->of, path, false);
}

struct str scope_name(struct scope *scope, struct str path, bool *is_named)
{
    const struct scope_path *of = named(scope, path);
    *is_named = of != NULL;
    if (!of)
        return name_below(scope, folder_of(scope, folder_part(path))->of, path);
    return (struct str){str_c(scope->arena, of->given), of->given.len};
}

struct str scope_outer_name(struct scope *scope, const struct git *git, struct str path)
{
    struct str current = STR("");
    struct buf name = {.arena = scope->arena};
    if (!scope_inner(scope->arena, git, STR("."), &current))
        current = STR("");
    size_t shared = 0;
    for (size_t i = 0; i < current.len && i < path.len && current.at[i] == path.at[i]; i++)
        if (current.at[i] == '/')
            shared = i + 1;
    if (current.len < path.len && path.at[current.len] == '/' && str_equal(current, str_slice(path, 0, current.len)))
        shared = current.len + 1;
    for (size_t i = shared; i < current.len; i++)
        if (i + 1 == current.len || current.at[i] == '/')
            buf_add_c(&name, "../");
    buf_add(&name, str_slice(path, current.len ? shared : 0, path.len));
    return (struct str){buf_c(&name), name.len};
}

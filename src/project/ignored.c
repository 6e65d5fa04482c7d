#define _XOPEN_SOURCE 700 /* realpath */

#include "project/ignored.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"

#include <errno.h>
#include <sys/stat.h>

enum { IGNORE_FILE_LIMIT = 1024 * 1024 };

static const char *join(struct arena *arena, const char *folder, const char *name)
{
    return text_print(arena, "%s%s%s", folder, str_ends(str_of(folder), "/") ? "" : "/", name);
}

static bool has_git(struct arena *arena, const char *folder)
{
    struct stat status;
    return stat(join(arena, folder, ".git"), &status) == 0;
}

/* Like git, does not follow a symbolic link, which a pull request could point anywhere. */
static void globs_read(struct arena *arena, struct glob_list *globs, const char *path, struct error *err)
{
    struct stat status;
    struct str text;
    globs->arena = arena;
    if (lstat(path, &status) == 0 && S_ISREG(status.st_mode) &&
        file_read(arena, path, IGNORE_FILE_LIMIT, &text, NULL, err))
        glob_list_add_lines(globs, text);
}

static const struct ignored *ignored_make(struct arena *arena, const struct ignored *outer, struct str inner,
                                          const char *path, struct error *err)
{
    struct ignored *ignored = arena_new(arena, struct ignored);
    ignored->outer = outer;
    ignored->inner = inner;
    globs_read(arena, &ignored->globs, join(arena, path, ".gitignore"), err);
    if (!outer)
        globs_read(arena, &ignored->top_globs, join(arena, path, ".git/info/exclude"), err);
    ignored->has_globs = ignored->globs.count || ignored->top_globs.count || (outer && outer->has_globs);
    return ignored;
}

/* Length of the absolute path's part that leads to the folder holding `.git`; 0 when none does. */
static size_t top_length(struct arena *arena, struct str real)
{
    for (size_t len = real.len; len > 0; len--) {
        bool is_folder = len == real.len || real.at[len] == '/' || len == 1;
        if (is_folder && has_git(arena, str_c(arena, str_slice(real, 0, len))))
            return len;
    }
    return 0;
}

const struct ignored *ignored_at(struct arena *arena, const char *path, struct error *err)
{
    char *resolved = realpath(path, NULL);
    if (!resolved && errno == ENOMEM)
        arena_out_of_memory(arena);
    if (!resolved)
        return NULL;
    struct str real = str_copy(arena, str_of(resolved));
    free(resolved);
    size_t top = top_length(arena, real);
    if (!top)
        return NULL;
    const struct ignored *ignored = NULL;
    size_t inner = top == 1 ? 1 : top + 1; /* where paths from the top start */
    for (size_t end = top; end <= real.len; end++)
        if (end == real.len || end == top || real.at[end] == '/')
            ignored = ignored_make(arena, ignored, str_slice(real, inner < end ? inner : end, end),
                                   str_c(arena, str_slice(real, 0, end)), err);
    return ignored;
}

static struct str inner_path(const struct ignored *ignored, struct arena *arena, struct str name)
{
    struct buf buf = {.arena = arena};
    buf_add(&buf, ignored->inner);
    if (ignored->inner.len)
        buf_add_char(&buf, '/');
    buf_add(&buf, name);
    return buf_str(&buf);
}

const struct ignored *ignored_below(struct arena *arena, const struct ignored *outer, struct str name, const char *path,
                                    struct error *err)
{
    if (has_git(arena, path))
        return ignored_make(arena, NULL, STR(""), path, err);
    return outer ? ignored_make(arena, outer, inner_path(outer, arena, name), path, err) : NULL;
}

bool ignored_has(const struct ignored *ignored, struct arena *arena, struct str name, bool is_folder)
{
    if (!ignored || !ignored->has_globs)
        return false;
    struct str path = inner_path(ignored, arena, name);
    for (;; ignored = ignored->outer) {
        size_t start = ignored->inner.len ? ignored->inner.len + 1 : 0;
        enum glob_verdict verdict = glob_list_judge(&ignored->globs, str_slice(path, start, path.len), is_folder);
        if (verdict != GLOB_NO_MATCH)
            return verdict == GLOB_MATCH;
        if (!ignored->outer)
            return glob_list_judge(&ignored->top_globs, path, is_folder) == GLOB_MATCH;
    }
}

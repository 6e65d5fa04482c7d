/* Which files of a repository the paths of a command line mean, whether they are in the work tree or not. Decides by
   names like discover.h, and names files as it would. */
#ifndef PROJECT_SCOPE_H
#define PROJECT_SCOPE_H

#include "base/map.h"
#include "project/git.h"

/* A path of the command line. */
struct scope_path {
    struct str given; /* as it was written */
    struct str inner; /* from the top of the work tree; empty: all of it */
    bool is_found;    /* one of the hooks was asked for it, or for something below it */
};

struct scope_folder;

struct scope {
    struct arena *arena;
    struct scope_path *paths;
    size_t count;
    struct map by_inner;                    /* to the first struct scope_path of it */
    struct map passed;                      /* folders above the paths */
    struct map folders;                     /* what was decided of each; to struct scope_folder */
    const struct scope_folder *last_folder; /* that was asked for, */
    struct str last_path;                   /* and its path */

    /* As in struct discover_request. */
    bool is_ignore_forced;
    bool (*is_ignored)(void *context, struct str path, bool is_folder);
    void *context;
};

/* Sets the paths (none: the current folder) and the hook of `scope`; everything lives in `arena`. False with one line:
   a path lies outside the work tree. */
bool scope_init(struct scope *scope, struct arena *arena, const struct git *git, const struct str *paths, size_t count,
                struct error *err) __attribute__((warn_unused_result));

/* Whether the scope has a file by its name, or anything in a folder; `path` is from the top. Files that the hook
   ignores are still there. `context` is a struct scope, so that it is the hook of a struct git_filter. */
bool scope_has(void *context, struct str path, bool is_folder);

/* A filter that has nothing but enters the folders above the paths, so that every path that is there counts as found.
   `context` is a struct scope. */
bool scope_seeks(void *context, struct str path, bool is_folder);

/* Whether a path of the scope was found; the top of the work tree always is. */
bool scope_has_found(const struct scope *scope, const struct scope_path *path);

/* Whether the hook leaves out a file that the scope has. */
bool scope_ignores(struct scope *scope, struct str path);

/* The name in reports of a file that the scope has, and whether it was named itself. Ends in a NUL when `path` does; in
   the arena, or a part of `path`. */
struct str scope_name(struct scope *scope, struct str path, bool *is_named);

/* The name of a file that the scope does not have, from the current folder; in the arena, ends in a NUL. */
struct str scope_outer_name(struct scope *scope, const struct git *git, struct str path);

/* The path from the top of a file that is named as on the command line; false when it lies outside the work tree. */
bool scope_inner(struct arena *arena, const struct git *git, struct str name, struct str *inner);

#endif

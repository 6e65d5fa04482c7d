/* Which files a run checks: the paths that were named and the contracts below them. Knows nothing of what is in a file;
   who reads it decides whether it is a contract. */
#ifndef PROJECT_DISCOVER_H
#define PROJECT_DISCOVER_H

#include "base/file.h"

struct arena;

/* One file to check. */
struct found_file {
    struct str path;         /* as it was given, or below the folder that was; ends in a NUL; any bytes */
    struct file_stamp stamp; /* which file it is by whatever name, and its state; zeros when that could not be seen */
    bool is_named;           /* given itself, not found by walking */
    bool is_link;            /* the path itself is a symbolic link */
};

struct found_files {
    const struct found_file *files; /* in the order of their paths' bytes, each file once */
    size_t count;
    const char *const *errors; /* one line each: paths that do not exist (with the near name in their folder), folders
                                  that cannot be read */
    size_t error_count;
};

struct discover_request {
    const struct str *paths; /* files and folders; none: the current folder */
    size_t count;
    unsigned workers;      /* threads that look at the files of a large walk; 0: one */
    bool is_ignore_forced; /* `is_ignored` is asked for named files too */

    /* Whether the configuration leaves a file or a folder out (with all that is in it); `path` is the one of the
       result. NULL: nothing is left out. */
    bool (*is_ignored)(void *context, struct str path, bool is_folder);
    void *context;
};

/* Finds the files of a request, in `arena`. Folders are walked for *.yaml, *.yml and *.json; left out are hidden
   folders, node_modules, dbt_packages, target and venv, what the .gitignore files of a git work tree and its
   .git/info/exclude name (not core.excludesFile), symbolic links to folders or to nothing, and what is no regular file.
   A file with several names (links, or paths that overlap) is listed once: by a named path rather than a walked one, a
   file rather than a link to it, then the shorter, then the first. One folder is open at a time. */
void discover(struct arena *arena, const struct discover_request *request, struct found_files *found);

/* A search that goes on while something else is done: threads look at what was found. */
struct discovery;

/* Starts one; the request must stay, and discover_end has to follow. Only the threads of the request go on by
   themselves, and they leave `arena` alone. */
struct discovery *discover_begin(struct arena *arena, const struct discover_request *request);

/* Waits for its end: what discover finds. */
void discover_end(struct discovery *discovery, struct found_files *found);

/* Whether a walk does not enter a folder of this name (without the path to it). */
bool discover_leaves_out(struct str folder);

/* Whether a walk takes a file of this name. */
bool discover_has_suffix(struct str file);

/* The path in the folder of `path`, which does not exist, that may be meant; NULL when no name there is near, or
   the path is there, such as a link that leads nowhere. The same
   whatever the order of the folder. In `arena`. */
const char *discover_near(struct arena *arena, struct str path);

/* The paths of a list, NUL-separated where it has a NUL and else one a line, in `arena`; empty ones are passed over.
   They point into `text`. */
const struct str *discover_split(struct arena *arena, struct str text, size_t *count);

#endif

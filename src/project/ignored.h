/* What the .gitignore files of a git work tree leave out. Runs no git and reads nothing else of a repository. */
#ifndef PROJECT_IGNORED_H
#define PROJECT_IGNORED_H

#include "base/error.h"
#include "base/glob.h"

/* A folder of a work tree with its patterns; `outer` is the folder above, NULL at the top of the work tree. */
struct ignored {
    const struct ignored *outer;
    struct str inner;           /* path from the top, "" there */
    struct glob_list globs;     /* its .gitignore */
    struct glob_list top_globs; /* .git/info/exclude, at the top */
    bool has_globs;             /* here or above */
};

/* The patterns that hold in the folder at `path` that somebody named: of itself and of every folder above up to the one
   that holds `.git`; in `arena`, NULL where there is no `.git`. What cannot be read is left out and set in `err`. */
const struct ignored *ignored_at(struct arena *arena, const char *path, struct error *err);

/* The same for the folder `name` in a folder whose patterns are `outer` (may be NULL); `path` leads to it. A `.git` in
   it starts another work tree. */
const struct ignored *ignored_below(struct arena *arena, const struct ignored *outer, struct str name, const char *path,
                                    struct error *err);

/* Whether git leaves out `name` in the folder of `ignored` (NULL: no). `arena` is for scratch. */
bool ignored_has(const struct ignored *ignored, struct arena *arena, struct str name, bool is_folder);

#endif

/* Which files a revision of a repository or its index has, and in what two of them differ. Reads trees, not files. */
#ifndef PROJECT_GIT_FILES_H
#define PROJECT_GIT_FILES_H

#include "project/git.h"

/* A regular file (links and submodules are none). */
struct git_file {
    struct str path;        /* from the top of the work tree; any bytes, ends in a NUL */
    struct git_id old, new; /* of length 0 on the side that does not have it */
};

struct git_files {
    struct git_file *at; /* in the order of their paths' bytes */
    size_t count, capacity;
};

/* Whether a file, or anything in a folder, is asked for; `path` is from the top. */
struct git_filter {
    bool (*has)(void *context, struct str path, bool is_folder);
    void *context;
};

/* The files in which two commits differ; with `old` NULL (or of length 0) all files of `new`, and the other way round.
   What is the same on both sides is not looked at. In `arena`. False with one line, such as for a tree that is missing,
   malformed, or has more than a million files. */
bool git_files_of_commits(struct git_objects *objects, struct arena *arena, const struct git_id *old,
                          const struct git_id *new, const struct git_filter *filter, struct git_files *files,
                          struct error *err) __attribute__((warn_unused_result));

/* The files in which a commit and the index differ; with `old` NULL (or of length 0) all files of the index. Runs one
   git. In `arena`. False with one line, such as for a file in conflict. */
bool git_files_of_index(const struct git *git, struct arena *arena, const struct git_id *old,
                        const struct git_filter *filter, struct git_files *files, struct error *err)
    __attribute__((warn_unused_result));

/* The file of a path; NULL when it is not among them. */
const struct git_file *git_files_find(const struct git_files *files, struct str path);

#endif

/* What git's index remembers of the files of the work tree, so that those that nobody has touched need not be read.
   Reads the index itself: git would run filters of the configuration to answer. */
#ifndef PROJECT_GIT_INDEX_H
#define PROJECT_GIT_INDEX_H

#include "base/file.h"
#include "project/git.h"

struct git_index {
    struct git_index_entry *entries; /* in the order of their paths' bytes */
    size_t count;
    size_t next; /* where the next path is looked for first: who asks in order finds at once */
};

struct git_index_entry {
    struct str path; /* from the top */
    struct git_id id;
    struct file_stamp stamp; /* when it had that content; the device is not known */
    bool is_settled;         /* nothing was written to it in the moment in which the index was */
    bool is_left_out;        /* not in the work tree on purpose (sparse checkout) */
};

/* Reads the index of a repository, in `arena`. One that is absent, damaged or of a form that is not known (split) is
   empty: then every file has to be read. False with one line where it leaves out whole folders, because what is in them
   cannot be told. */
bool git_index_read(struct git_index *index, struct arena *arena, const struct git *git, struct error *err)
    __attribute__((warn_unused_result));

/* The entry of a path from the top; NULL: there is none. */
const struct git_index_entry *git_index_find(struct git_index *index, struct str path);

/* Whether a file that is in this state has the content of the entry for certain. */
bool git_index_is_certain(const struct git_index_entry *entry, const struct file_stamp *stamp);

#endif

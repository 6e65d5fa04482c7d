/* The files in which two versions of a project in git differ, or all of one version. Either may be a commit, the newer
   one also the index or the work tree. */
#ifndef PROJECT_REVISED_H
#define PROJECT_REVISED_H

#include "project/discover.h"
#include "project/git_files.h"
#include "project/scope.h"

enum revised_side { REVISED_WORK_TREE, REVISED_INDEX, REVISED_TIP };

struct revised_file {
    struct str path;        /* from the top of the work tree */
    struct str name;        /* in reports, from the current folder; ends in a NUL */
    struct git_id old, new; /* their contents; of length 0: it is not there, or not known of a file on disk */
    bool is_on_disk;        /* the new content is the file `name` */
    bool is_named;          /* on the command line */
    bool is_elsewhere;      /* gone from a place that is not asked for: where an added file may come from */
};

struct revised {
    struct revised_file *at; /* in the order of their names' bytes */
    size_t count;
};

struct revised_request {
    const struct git *git; /* its base, if it has one, is the old version */
    struct git_objects *objects;
    struct scope *scope;
    enum revised_side side;      /* the new version; the work tree needs a base */
    struct found_files *found;   /* the files of the work tree; for REVISED_WORK_TREE */
    struct discovery *discovery; /* that finds these, ended here whatever else fails; NULL: it has */
    /* Both look in the whole repository, where something was added. */
    bool is_without_moved; /* leave out what only has another path */
    bool is_with_gone;     /* tell of files that are gone elsewhere */
};

/* Finds them, in `arena`. A link is no file. Contents are compared only where neither git's index nor an object's name
   can tell, and few of them are in memory at once. False with one line. */
bool revised_find(struct arena *arena, const struct revised_request *request, struct revised *revised,
                  struct error *err) __attribute__((warn_unused_result));

/* Looks for the paths of the scope in which nothing differs, so that scope_has_found knows of them, too. What is in one
   version only differs, so the old one tells. False with one line. */
bool revised_find_same(struct arena *arena, const struct revised_request *request, struct error *err)
    __attribute__((warn_unused_result));

#endif

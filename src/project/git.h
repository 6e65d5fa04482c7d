/* A git repository, seen from the current folder: where it is, which revisions are meant, and its objects. Nothing of
   it is run, written or checked out. Knows nothing of contracts. */
#ifndef PROJECT_GIT_H
#define PROJECT_GIT_H

#include "project/git_process.h"

#include <stdint.h>

enum { GIT_ID_MAX = 32 };

/* The name of an object: 20 bytes of SHA-1 or 32 of SHA-256; a length of 0 is no object. */
struct git_id {
    unsigned char bytes[GIT_ID_MAX];
    unsigned char len;
};

/* Whether both name the same object. */
bool git_id_equal(const struct git_id *a, const struct git_id *b);

/* Reads 40 or 64 hexadecimal digits. False when `text` is anything else. */
bool git_id_parse(struct str text, struct git_id *id);

/* Adds its hexadecimal digits. */
void git_id_add(struct buf *buf, const struct git_id *id);

/* Whether the current folder or one above it has `.git`, or GIT_DIR is set: git will probably find a repository. */
bool git_is_near(struct arena *arena);

struct git_request {
    const char *tip;    /* the revision in question; NULL: HEAD */
    const char *base;   /* the revision it is compared with; NULL: none */
    bool is_base_exact; /* `base` itself, not the merge base of both */
    bool may_be_bare;   /* a bare repository that is the current folder will do without GIT_DIR */
};

struct git {
    struct arena *arena;
    const char *program;
    struct git_request request;
    struct git_process opening; /* the one that is asked where the repository is */
    bool is_bare_here;          /* the current folder may be a bare repository, and may be used */
    struct str folder;          /* of the repository (of this work tree), absolute */
    struct str top;             /* the work tree, absolute, without symbolic links; empty: there is none */
    bool is_shallow;
    struct git_id tip, base; /* commits; of length 0 where none was asked for */
    struct git_id empty_tree;
    const char *notice; /* a line for the user; NULL: none */
};

/* Starts to look for the repository of the current folder (or of GIT_DIR) and for the commits of the request, with one
   git, and does not wait for it. Everything lives in `arena`. False with one line: no git. A revision is never given to
   git where it could be an option or a range. */
bool git_begin(struct git *git, struct arena *arena, const struct git_request *request, struct error *err)
    __attribute__((warn_unused_result));

/* Waits for the answer. False with one line: no repository, no such commit. */
bool git_finish(struct git *git, struct error *err) __attribute__((warn_unused_result));

/* Both at once. */
bool git_open(struct git *git, struct arena *arena, const struct git_request *request, struct error *err)
    __attribute__((warn_unused_result));

/* A conversation with `git cat-file`. */
struct git_objects {
    const struct git *git;
    struct git_process process;
    struct buf asked; /* and not yet sent */
    bool is_broken;   /* no answer can follow */
};

/* Starts it, once `git` has begun. False with one line. */
bool git_objects_start(struct git_objects *objects, const struct git *git, struct error *err)
    __attribute__((warn_unused_result));

void git_objects_stop(struct git_objects *objects);

/* Asks for an object; any number may be asked for before the first is taken. `suffix`, such as "^{tree}", follows the
   name. */
void git_object_ask(struct git_objects *objects, const struct git_id *id, const char *suffix);

/* What became of an object that was asked for. */
enum git_object_state { GIT_OBJECT_READ, GIT_OBJECT_TOO_LARGE, GIT_OBJECT_MISSING };

/* Takes the next of the objects that were asked for: `kind` is "blob" or "tree". Its bytes, followed by a NUL, in
   `arena`; only their count where it has more than `limit` (0: no limit). False with one line that names `name`: it is
   missing, or git has failed and `is_broken` is set. */
bool git_object_take(struct git_objects *objects, struct arena *arena, const char *kind, const char *name,
                     uint64_t limit, struct str *bytes, enum git_object_state *state, struct error *err)
    __attribute__((warn_unused_result));

#endif

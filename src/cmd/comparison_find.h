/* Which files the two versions of a comparison are, and where their bytes are. Used by comparison_sides.c only. */
#ifndef CMD_COMPARISON_FIND_H
#define CMD_COMPARISON_FIND_H

#include "cmd/comparison.h"
#include "project/discover.h"
#include "project/git.h"

/* A file, and where its bytes are. */
struct pending {
    struct breaking_file file;
    struct git_id id; /* of length 0: it is on disk, or standard input */
    bool is_stdin;
};

struct side {
    struct pending *files;
    size_t count, capacity;
    const struct breaking_file *listed; /* as the comparison knows them */
};

/* What `--against` means. */
struct old_version {
    const char *revision; /* NULL: none */
    struct str path;      /* a path on disk, or in the revision; empty: the same as the new ones */
    bool is_stdin, is_forced;
};

struct comparison_sides {
    struct comparison_run *run;
    struct arena *arena;
    struct old_version old_version;
    struct git git;
    struct git_objects objects;
    struct discovery *discovery; /* of the work tree, while it goes on */
    struct side old, new;
    uint64_t size_limit;
    const struct config_effective *effective; /* that was asked last, */
    bool has_accepted;                        /* and whether it accepts anything */
};

/* Finds the files of both sides, in any order; git is ready to hand out objects where it is needed. `run`, `arena` and
   `size_limit` are set. False with one line. */
bool sides_find(struct comparison_sides *sides, struct error *err) __attribute__((warn_unused_result));

/* Says what is wrong with one file; the run goes on and has failed. */
void sides_complain(struct comparison_sides *sides, const char *text);

bool sides_is_folder(struct comparison_sides *sides, struct str path);

#endif

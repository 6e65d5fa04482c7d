/* Compares two versions of a set of contract files: pairs the contracts and says what has changed in each. */
#ifndef CHANGE_BREAKING_H
#define CHANGE_BREAKING_H

#include "change/accepted.h"
#include "change/change.h"
#include "change/pairing.h"
#include "check/lint.h"

/* One side. Files that are the same on both sides need not be listed. A path occurs once. */
struct breaking_side {
    const struct breaking_file *files; /* in the order of their paths' bytes */
    size_t count;
    struct str revision; /* of a version control system; empty for files */
};

struct breaking_file {
    struct str name;   /* as reports print it */
    struct str path;   /* relative to the side's root */
    struct str bytes;  /* followed by a NUL; must outlive the result. NULL: it could not be read. Unused with `read` */
    bool is_named;     /* by the user, not found by walking */
    bool is_elsewhere; /* lies outside of what is compared: contracts may have come from it, but are not missed */
};

/* What has changed in one contract. */
struct breaking_contract {
    const struct contract_card *old, *new; /* NULL: it is not there */
    struct str label, title; /* what identifies it, and what people call it; as reports show them, as all texts here */
    struct str old_version, new_version; /* may be empty */
    struct findings findings;
    enum change_bump required;
    const char *suggested_version; /* NULL: none */
    struct breaking_contract *next;
};

struct breaking_result {
    struct breaking_contract *contracts; /* those with findings, in the order of the new files, then of the old */
    /* In the order of their names: one per new file that has contracts, one per old file that has removed ones, one per
       configuration of which an entry of `accepted` is a finding, and one per file that is unreadable, whose only
       findings are those of the syntax and whose counterpart by path is neither added nor removed. */
    struct lint_result *files;
    size_t file_count;
    enum change_bump required;
    const struct breaking_file *without; /* an old file that was named and has no contract; NULL: none */
};

/* The version that the contract that has changed should have; NULL when several have, or none can be told. */
const char *breaking_suggested_version(const struct breaking_result *result);

struct breaking_request {
    const struct change_settings *settings;
    const struct limits *limits;
    const struct lint_request
        *lint; /* how to say what is wrong with a file that breaks off; name and bytes unused; NULL: with no word */
    struct breaking_side old, new;
    unsigned workers;               /* threads that read and compare; 0: one. The result does not depend on it */
    bool are_two_files;             /* each side is one file that the user named */
    struct accepted_book *accepted; /* NULL: nothing is */

    /* Reads the files of one path, in the order of the paths, in the thread that compares; NULL: their bytes are known.
       One of the two may be NULL. The bytes go to `arena` and end in a NUL, which the length does not count; NULL: it
       could not be read. False: both are the same and need not be looked at. */
    bool (*read)(void *context, struct arena *arena, const struct breaking_file *old, const struct breaking_file *new,
                 struct str bytes[2]);

    /* What is configured for a file by its name: where entries of `accepted` are found; NULL when that is wrong. */
    const struct config_effective *(*configured)(void *context, struct str name);
    void *context;
};

/* Compares. Everything lives in `arena`; files of which there is nothing to tell are in memory a few at a time. */
struct breaking_result *breaking_compare(struct arena *arena, const struct breaking_request *request);

#endif

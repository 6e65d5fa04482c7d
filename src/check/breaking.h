/* Compares two versions of a set of contract files: pairs the contracts and says what has changed in each. */
#ifndef CHECK_BREAKING_H
#define CHECK_BREAKING_H

#include "check/change.h"
#include "check/lint.h"
#include "check/pairing.h"

/* One side. Files that are the same on both sides need not be listed. */
struct breaking_side {
    const struct breaking_file *files; /* in the order of their paths' bytes */
    size_t count;
    struct str revision; /* of a version control system; empty for files */
};

struct breaking_file {
    struct str name;  /* as reports print it */
    struct str path;  /* relative to the side's root */
    struct str bytes; /* followed by a NUL; must outlive the result */
};

/* What has changed in one contract. */
struct breaking_contract {
    const struct contract_card *old, *new; /* NULL: it is not there */
    struct findings findings;
    enum change_bump required;
    const char *suggested_version; /* NULL: none */
    struct breaking_contract *next;
};

struct breaking_result {
    struct breaking_contract *contracts; /* those with findings, in the order of the new files, then of the old */
    struct lint_result *files;           /* one per new file, then one per old file that has removed contracts */
    size_t file_count;
    enum change_bump required;
};

struct breaking_request {
    const struct change_settings *settings;
    const struct limits *limits;
    struct breaking_side old, new;
    bool are_two_files; /* each side is one file that the user named */
};

/* Compares. Everything lives in `arena`. */
struct breaking_result *breaking_compare(struct arena *arena, const struct breaking_request *request);

#endif

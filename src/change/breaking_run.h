/* One comparison of two sets of files, in three steps: files, then contracts, then results. Used inside change/ only.
 */
#ifndef CHANGE_BREAKING_RUN_H
#define CHANGE_BREAKING_RUN_H

#include "change/breaking.h"
#include "change/version_pair.h"

/* Indices of what there is two of. */
enum { OLD, NEW, SIDES };

/* What is kept of a file when it has been read. Nothing of most: memory is for what has to be told. */
struct kept_file {
    struct source *source; /* its name; its text, too, where something is told of it or has to be compared later */
    struct version_file *parsed; /* NULL: it was put away */
    struct str bytes;            /* of what cannot be read to its end; NULL: there are none */
    struct str dialect_version;
    enum dialect dialect;
    uint32_t documents; /* that have a dialect */
    bool is_unreadable;
    bool is_left_out; /* it is the same on both sides, and has no other members */
};

struct side {
    const struct breaking_side *request;
    struct kept_file *files;
    struct contract_cards cards;
    struct map unreadable, with_contracts; /* paths of files */
};

struct breaking_run {
    struct arena *arena;
    const struct breaking_request *request;
    unsigned workers;
    struct side sides[SIDES];
    struct breaking_result *result;
};

/* Reads all files, compares the contracts that are certain to be the same and have nothing accepted of them, and makes
   cards of all. */
void breaking_read_files(struct breaking_run *run);

/* Pairs the cards and compares what is left. */
void breaking_compare_contracts(struct breaking_run *run);

/* Makes the result of what the cards tell. */
void breaking_make_results(struct breaking_run *run);

#endif

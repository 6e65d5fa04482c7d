/* Two versions of one contract while both are parsed: what has changed, and how that is kept when they are put away.
   Used inside change/ only. */
#ifndef CHANGE_VERSION_PAIR_H
#define CHANGE_VERSION_PAIR_H

#include "change/breaking.h"
#include "change/version_file.h"

/* One version; `card` is NULL where it is not there. */
struct pair_side {
    struct version_file *file;
    const struct contract_card *card;
    struct places *places; /* of this side */
};

struct version_pair {
    struct pair_side old, new;
    const struct accepted_contract *agreed; /* NULL: nothing */
};

/* Compares, in `arena`: what has changed, its cards not set; NULL when nothing has. Secrets are masked. */
struct breaking_contract *version_pair_compare(const struct version_pair *pair, struct arena *arena,
                                               const struct breaking_request *request);

/* Copies to `arena` what refers to nothing of the files but their sources, which become `old` and `new`. */
struct breaking_contract *breaking_contract_copy(const struct breaking_contract *contract, struct arena *arena,
                                                 const struct version_pair *pair, const struct source *old,
                                                 const struct source *new);

#endif

/* Changes that a team has agreed to: what the entries of `accepted` in configurations come to. An entry that holds
   marks the findings it speaks of; one that has expired, matches nothing or says too little is a finding itself. */
#ifndef CHANGE_ACCEPTED_H
#define CHANGE_ACCEPTED_H

#include "check/config.h"
#include "check/lint.h"

/* The entries of one run. */
struct accepted_book {
    struct arena *arena;
    const struct rule_set *rules;
    int64_t now; /* seconds since the epoch */
    struct map lists, entries;
    struct accepted_entry *first, **end; /* in the order of reading */
};

/* A book without entries. */
void accepted_book_init(struct accepted_book *book, struct arena *arena, const struct rule_set *rules, int64_t now);

/* A contract that is compared. */
struct accepted_contract {
    struct accepted_entry **entries; /* those about it that hold */
    bool *is_used;                   /* by entry: it has marked a finding */
    size_t count;
};

enum { ACCEPTED_NAMES_MAX = 8 };

/* What entries may call a contract. */
struct accepted_names {
    struct str at[ACCEPTED_NAMES_MAX];
    size_t count;
};

/* Whether a configuration has any entry. */
bool accepted_has(struct accepted_book *book, const struct config_effective *effective);

/* The entries of a configuration about a contract, which count as looked at from now on. `version` is the new one, of a
   removed contract the old one. */
struct accepted_contract *accepted_compare(struct accepted_book *book, const struct config_effective *effective,
                                           const struct accepted_names *names, struct str version);

/* Marks the findings that an entry speaks of and that are not marked yet. `contract` may be NULL. Leaves the book
   alone, so that contracts can be compared by several threads. */
void accepted_mark(const struct accepted_contract *contract, struct findings *findings);

/* Notes in the book what the marking has used. `contract` may be NULL. */
void accepted_conclude(const struct accepted_contract *contract);

/* One result for each configuration of which an entry is a finding, `*count` of them, in the order of asking. */
struct lint_result *accepted_results(const struct accepted_book *book, size_t *count);

#endif

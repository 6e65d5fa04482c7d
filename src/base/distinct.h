/* How many different hashes were seen, in bounded memory: exact up to a number, from then on estimated by HyperLogLog
   (Flajolet et al. 2007). The same hashes in any order give the same answer. */
#ifndef BASE_DISTINCT_H
#define BASE_DISTINCT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum {
    DISTINCT_EXACT = 1 << 15,    /* up to here it is counted */
    DISTINCT_REGISTERS = 1 << 13 /* the estimate's standard error is 1.15 % */
};

/* Start with `struct distinct set = {.arena = arena}`. Takes at most 1 MiB. */
struct distinct {
    struct arena *arena;
    uint64_t *table; /* the hashes themselves; NULL once they are too many */
    size_t count, capacity;
    bool has_zero;
    unsigned char *registers; /* NULL while it is exact */
};

/* Adds a hash of 64 good bits. */
void distinct_add(struct distinct *set, uint64_t hash);

/* The number of different hashes. */
uint64_t distinct_count(const struct distinct *set);

/* Whether that is an estimate. */
bool distinct_is_estimate(const struct distinct *set);

#endif

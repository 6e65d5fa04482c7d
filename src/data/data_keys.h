/* Remembers the values of keys that were seen, and where. Knows neither records nor contracts. */
#ifndef DATA_DATA_KEYS_H
#define DATA_DATA_KEYS_H

#include "base/hash.h"

/* The secret keys of the hashes by which values are compared: one for each kind of values, so that `1` is not "1". */
struct data_key_seeds {
    uint64_t string[2], boolean[2], number[2], list[2];
};

/* Random ones, the same for everything that an arena holds. */
struct data_key_seeds data_key_seeds_make(struct arena *arena);

/* A value, by its hash alone, and where it was first seen. */
struct data_seen {
    struct hash_wide hash;
    uint32_t file; /* index in data_measures.names */
    uint32_t line;
};

/* The values of one key. Start with zeros. A value takes 24 bytes, and 11 to 21 for slots. */
struct data_key_values {
    struct data_seen *at; /* in the order in which they came */
    size_t count;
    uint64_t *slots; /* by hash: 32 bits of it above the number of the value from 1; 0: free */
    size_t capacity; /* a power of two */
};

/* Brings what looking for a value will read nearer. */
void data_key_values_prefetch(const struct data_key_values *values, struct hash_wide hash);

/* Where an equal value was seen; NULL: nowhere. */
const struct data_seen *data_key_values_find(const struct data_key_values *values, struct hash_wide hash);

/* Remembers a value that is not there, in `arena`; at most 2^31 - 1 of them. */
void data_key_values_add(struct data_key_values *values, struct arena *arena, const struct data_seen *seen);

#endif

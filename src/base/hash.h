/* Hashes of bytes under a secret key, so that nobody can prepare colliding strings. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/str.h"

#include <stdint.h>

struct arena;

/* The random key of everything that an arena holds; the system is asked for it once. */
const uint64_t *hash_seed(struct arena *arena);

/* SipHash-1-3 (Aumasson and Bernstein, "SipHash: a fast short-input PRF") of `key` under a seed of two words. */
uint64_t hash_bytes(const uint64_t *seed, struct str key);

/* So many bits that two different keys never have the same ones by chance. */
struct hash_wide {
    uint64_t words[2];
};

/* The same function with its output of 128 bits (SipHash-1-3-128). */
struct hash_wide hash_bytes_wide(const uint64_t *seed, struct str key);

#endif

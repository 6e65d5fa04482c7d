#include "base/hash.h"

#include "base/arena.h"

#include <sys/random.h>

/* Where the system has no randomness to give, addresses have some. */
const uint64_t *hash_seed(struct arena *arena)
{
    uint64_t *seed = arena->seed;
    if (!seed[0] && !seed[1] && getentropy(seed, sizeof arena->seed) != 0)
        seed[0] = (uint64_t)(uintptr_t)arena;
    return seed;
}

static inline uint64_t rotate(uint64_t x, unsigned bits)
{
    return x << bits | x >> (64 - bits);
}

static inline void sip_round(uint64_t v[4])
{
    v[0] += v[1];
    v[1] = rotate(v[1], 13) ^ v[0];
    v[0] = rotate(v[0], 32);
    v[2] += v[3];
    v[3] = rotate(v[3], 16) ^ v[2];
    v[0] += v[3];
    v[3] = rotate(v[3], 21) ^ v[0];
    v[2] += v[1];
    v[1] = rotate(v[1], 17) ^ v[2];
    v[2] = rotate(v[2], 32);
}

static void sip_word(uint64_t v[4], uint64_t word)
{
    v[3] ^= word;
    sip_round(v);
    v[0] ^= word;
}

static void sip_start(uint64_t v[4], const uint64_t *seed)
{
    v[0] = seed[0] ^ UINT64_C(0x736f6d6570736575);
    v[1] = seed[1] ^ UINT64_C(0x646f72616e646f6d);
    v[2] = seed[0] ^ UINT64_C(0x6c7967656e657261);
    v[3] = seed[1] ^ UINT64_C(0x7465646279746573);
}

static void sip_text(uint64_t v[4], struct str key)
{
    size_t i = 0;
    for (uint64_t word; i + sizeof word <= key.len; i += sizeof word) {
        memcpy(&word, key.at + i, sizeof word);
        sip_word(v, word);
    }
    uint64_t last = (uint64_t)key.len << 56;
    for (unsigned shift = 0; i < key.len; i++, shift += 8)
        last |= (uint64_t)(unsigned char)key.at[i] << shift;
    sip_word(v, last);
}

static uint64_t sip_output(uint64_t v[4])
{
    for (int round = 0; round < 3; round++)
        sip_round(v);
    return v[0] ^ v[1] ^ v[2] ^ v[3];
}

uint64_t hash_bytes(const uint64_t *seed, struct str key)
{
    uint64_t v[4];
    sip_start(v, seed);
    sip_text(v, key);
    v[2] ^= 0xff;
    return sip_output(v);
}

struct hash_wide hash_bytes_wide(const uint64_t *seed, struct str key)
{
    struct hash_wide hash;
    uint64_t v[4];
    sip_start(v, seed);
    v[1] ^= 0xee;
    sip_text(v, key);
    v[2] ^= 0xee;
    hash.words[0] = sip_output(v);
    v[1] ^= 0xdd;
    hash.words[1] = sip_output(v);
    return hash;
}

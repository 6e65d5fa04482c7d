#include "base/map.h"

#include "base/arena.h"

#include <assert.h>
#include <sys/random.h>

enum { CAPACITY_FIRST = 16 }; /* capacities are powers of two */

struct map_slot {
    struct str key;
    uint64_t hash;
    void *value; /* NULL: free */
};

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

/* SipHash-1-3 (Aumasson and Bernstein, "SipHash: a fast short-input PRF"). */
static uint64_t hash_of(const uint64_t seed[2], struct str key)
{
    uint64_t v[4] = {seed[0] ^ UINT64_C(0x736f6d6570736575), seed[1] ^ UINT64_C(0x646f72616e646f6d),
                     seed[0] ^ UINT64_C(0x6c7967656e657261), seed[1] ^ UINT64_C(0x7465646279746573)};
    size_t i = 0;
    for (uint64_t word; i + sizeof word <= key.len; i += sizeof word) {
        memcpy(&word, key.at + i, sizeof word);
        sip_word(v, word);
    }
    uint64_t last = (uint64_t)key.len << 56;
    for (unsigned shift = 0; i < key.len; i++, shift += 8)
        last |= (uint64_t)(unsigned char)key.at[i] << shift;
    sip_word(v, last);
    v[2] ^= 0xff;
    for (int round = 0; round < 3; round++)
        sip_round(v);
    return v[0] ^ v[1] ^ v[2] ^ v[3];
}

void map_init(struct map *map, struct arena *arena)
{
    *map = (struct map){.arena = arena};
}

/* The system is asked once for all maps of an arena; where it has no randomness to give, addresses have some. */
static void choose_seed(struct map *map)
{
    uint64_t *seed = map->arena->seed;
    if (!seed[0] && !seed[1] && getentropy(seed, sizeof map->arena->seed) != 0)
        seed[0] = (uint64_t)(uintptr_t)map->arena;
    map->seed[0] = seed[0];
    map->seed[1] = seed[1] ^ (uint64_t)(uintptr_t)map->slots;
}

/* The slot that holds `key`, or the free one where it belongs. */
static struct map_slot *find(struct map_slot *slots, size_t capacity, struct str key, uint64_t hash)
{
    size_t index = (size_t)hash & (capacity - 1);
    while (slots[index].value && !(slots[index].hash == hash && str_equal(slots[index].key, key)))
        index = (index + 1) & (capacity - 1);
    return &slots[index];
}

static void grow(struct map *map)
{
    size_t capacity = map->capacity ? map->capacity * 2 : CAPACITY_FIRST;
    struct map_slot *slots = arena_alloc_array(map->arena, capacity, sizeof *slots);
    for (size_t i = 0; i < map->capacity; i++)
        if (map->slots[i].value)
            *find(slots, capacity, map->slots[i].key, map->slots[i].hash) = map->slots[i];
    map->slots = slots;
    if (!map->capacity)
        choose_seed(map);
    map->capacity = capacity;
}

/* The slot of `key`, made to fit one more. */
static struct map_slot *slot_for(struct map *map, struct str key, uint64_t *hash)
{
    if (map->count >= map->capacity / 4 * 3)
        grow(map);
    *hash = hash_of(map->seed, key);
    return find(map->slots, map->capacity, key, *hash);
}

void *map_put_new(struct map *map, struct str key, void *value)
{
    assert(value);
    uint64_t hash;
    struct map_slot *slot = slot_for(map, key, &hash);
    if (slot->value)
        return slot->value;
    *slot = (struct map_slot){key, hash, value};
    map->count++;
    return NULL;
}

void *map_put(struct map *map, struct str key, void *value)
{
    void *old = map_put_new(map, key, value);
    if (old) {
        uint64_t hash;
        slot_for(map, key, &hash)->value = value;
    }
    return old;
}

void *map_get(const struct map *map, struct str key)
{
    if (!map->count)
        return NULL;
    return find(map->slots, map->capacity, key, hash_of(map->seed, key))->value;
}

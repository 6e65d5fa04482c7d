#include "base/map.h"

#include "base/arena.h"
#include "base/hash.h"

#include <assert.h>

enum { CAPACITY_FIRST = 16 }; /* capacities are powers of two */

struct map_slot {
    struct str key;
    uint64_t hash;
    void *value; /* NULL: free */
};

void map_init(struct map *map, struct arena *arena)
{
    *map = (struct map){.arena = arena};
}

static void choose_seed(struct map *map)
{
    const uint64_t *seed = hash_seed(map->arena);
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
    *hash = hash_bytes(map->seed, key);
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
    return find(map->slots, map->capacity, key, hash_bytes(map->seed, key))->value;
}

#include "base/map.h"

#include "base/arena.h"
#include "base/hash.h"

#include <assert.h>

enum { CAPACITY_FIRST = 16 }; /* capacities are powers of two */

struct map_entry {
    const char *key;
    uint32_t len, hash;
    void *value;
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

static bool has_key(const struct map_entry *entry, struct str key, uint32_t hash)
{
    return entry->hash == hash && entry->len == key.len && (!key.len || memcmp(entry->key, key.at, key.len) == 0);
}

/* The slot that holds `key`, or the free one where it belongs. */
static uint32_t *find(const struct map *map, struct str key, uint32_t hash)
{
    size_t slot = hash & (map->capacity - 1);
    while (map->slots[slot] && !has_key(&map->entries[map->slots[slot] - 1], key, hash))
        slot = (slot + 1) & (map->capacity - 1);
    return &map->slots[slot];
}

/* Makes room for three entries in four slots. */
static void grow(struct map *map, size_t capacity)
{
    size_t old_size = map->capacity / 4 * 3 * sizeof *map->entries;
    struct map_entry *entries = arena_grow(map->arena, map->entries, old_size, capacity / 4 * 3 * sizeof *entries);
    arena_give_back(map->arena, map->slots, map->capacity * sizeof *map->slots);
    map->entries = entries;
    map->slots = arena_alloc_array(map->arena, capacity, sizeof *map->slots);
    if (!map->capacity)
        choose_seed(map);
    map->capacity = capacity;
    for (size_t i = 0; i < map->count; i++) {
        size_t slot = entries[i].hash & (capacity - 1);
        while (map->slots[slot])
            slot = (slot + 1) & (capacity - 1);
        map->slots[slot] = (uint32_t)i + 1;
    }
}

void map_reserve(struct map *map, size_t count)
{
    size_t capacity = map->capacity ? map->capacity : CAPACITY_FIRST;
    while (capacity / 4 * 3 < count)
        capacity *= 2;
    if (capacity > map->capacity)
        grow(map, capacity);
}

void *map_put_new(struct map *map, struct str key, const void *value)
{
    assert(value && key.len <= UINT32_MAX && map->count < UINT32_MAX);
    map_reserve(map, map->count + 1);
    uint32_t hash = (uint32_t)hash_bytes(map->seed, key), *slot = find(map, key, hash);
    if (*slot)
        return map->entries[*slot - 1].value;
    map->entries[map->count++] = (struct map_entry){key.at, (uint32_t)key.len, hash, (void *)(uintptr_t)value};
    *slot = (uint32_t)map->count;
    return NULL;
}

void *map_put(struct map *map, struct str key, const void *value)
{
    void *old = map_put_new(map, key, value);
    if (old)
        map->entries[*find(map, key, (uint32_t)hash_bytes(map->seed, key)) - 1].value = (void *)(uintptr_t)value;
    return old;
}

void *map_get(const struct map *map, struct str key)
{
    if (!map->count)
        return NULL;
    uint32_t slot = *find(map, key, (uint32_t)hash_bytes(map->seed, key));
    return slot ? map->entries[slot - 1].value : NULL;
}

/* The bytes of a pointer, which live as long as the variable. */
static struct str address_of(const void *const *object)
{
    return (struct str){(const char *)object, sizeof *object};
}

void *map_put_object(struct map *map, const void *key, const void *value)
{
    void *old = map_put_new_object(map, key, value);
    return old ? map_put(map, address_of(&key), value) : NULL;
}

void *map_put_new_object(struct map *map, const void *key, const void *value)
{
    void *old = map_put_new(map, address_of(&key), value);
    if (!old)
        map->entries[map->count - 1].key = str_copy(map->arena, address_of(&key)).at;
    return old;
}

void *map_get_object(const struct map *map, const void *key)
{
    return map_get(map, address_of(&key));
}

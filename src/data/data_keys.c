#include "data/data_keys.h"

#include "base/arena.h"

enum { FIRST_CAPACITY = 1024 };

static void derive(uint64_t seed[2], const uint64_t *from, const char *purpose)
{
    struct hash_wide hash = hash_bytes_wide(from, str_of(purpose));
    memcpy(seed, hash.words, sizeof hash.words);
}

struct data_key_seeds data_key_seeds_make(struct arena *arena)
{
    const uint64_t *from = hash_seed(arena);
    struct data_key_seeds seeds;
    derive(seeds.string, from, "string");
    derive(seeds.boolean, from, "boolean");
    derive(seeds.number, from, "number");
    derive(seeds.list, from, "list");
    return seeds;
}

static size_t first_slot(const struct data_key_values *values, struct hash_wide hash)
{
    return (size_t)hash.words[0] & (values->capacity - 1);
}

void data_key_values_prefetch(const struct data_key_values *values, struct hash_wide hash)
{
    if (values->capacity)
        __builtin_prefetch(&values->slots[first_slot(values, hash)]);
}

/* Few slots of others have the same 32 bits, so the values themselves are seldom looked at. */
const struct data_seen *data_key_values_find(const struct data_key_values *values, struct hash_wide hash)
{
    if (!values->capacity)
        return NULL;
    for (size_t i = first_slot(values, hash); values->slots[i]; i = (i + 1) & (values->capacity - 1)) {
        const struct data_seen *seen = &values->at[(uint32_t)values->slots[i] - 1];
        if (values->slots[i] >> 32 == hash.words[1] >> 32 && seen->hash.words[0] == hash.words[0] &&
            seen->hash.words[1] == hash.words[1])
            return seen;
    }
    return NULL;
}

static void put(struct data_key_values *values, size_t number)
{
    struct hash_wide hash = values->at[number - 1].hash;
    size_t i = first_slot(values, hash);
    while (values->slots[i])
        i = (i + 1) & (values->capacity - 1);
    values->slots[i] = (hash.words[1] >> 32 << 32) | number;
}

/* Values are moved by the system, slots are made anew. */
static void grow(struct data_key_values *values, struct arena *arena)
{
    const size_t size = sizeof *values->at, room = values->capacity / 4 * 3;
    arena_give_back(arena, values->slots, values->capacity * sizeof *values->slots);
    values->capacity = values->capacity ? values->capacity * 2 : FIRST_CAPACITY;
    values->slots = arena_alloc_array(arena, values->capacity, sizeof *values->slots);
    values->at = arena_grow(arena, values->at, room * size, values->capacity / 4 * 3 * size);
    for (size_t i = 1; i <= values->count; i++)
        put(values, i);
}

void data_key_values_add(struct data_key_values *values, struct arena *arena, const struct data_seen *seen)
{
    if (values->count == values->capacity / 4 * 3)
        grow(values, arena);
    values->at[values->count++] = *seen;
    put(values, values->count);
}

#include "base/distinct.h"

#include "base/arena.h"

enum { REGISTER_BITS = 13, FIRST_CAPACITY = 64 };

/* The index is taken from other bits than the estimate's. */
static void table_put(struct distinct *set, uint64_t hash)
{
    const size_t mask = set->capacity - 1;
    size_t i = (size_t)((hash * UINT64_C(0x9E3779B97F4A7C15)) >> 32) & mask;
    while (set->table[i] && set->table[i] != hash)
        i = (i + 1) & mask;
    set->count += set->table[i] == 0;
    set->table[i] = hash;
}

/* The rank of the first one bit behind those that choose the register. */
static void registers_put(struct distinct *set, uint64_t hash)
{
    size_t index = (size_t)(hash >> (64 - REGISTER_BITS));
    unsigned char rank = 1;
    for (uint64_t rest = hash << REGISTER_BITS; rank <= 64 - REGISTER_BITS && !(rest >> 63); rest <<= 1)
        rank++;
    if (set->registers[index] < rank)
        set->registers[index] = rank;
}

static void grow(struct distinct *set)
{
    const uint64_t *old = set->table;
    const size_t count = set->capacity;
    set->capacity = count ? count * 2 : FIRST_CAPACITY;
    set->table = arena_alloc_array(set->arena, set->capacity, sizeof *set->table);
    set->count = 0;
    for (size_t i = 0; i < count; i++)
        if (old[i])
            table_put(set, old[i]);
}

static void start_estimating(struct distinct *set)
{
    set->registers = arena_alloc(set->arena, DISTINCT_REGISTERS);
    for (size_t i = 0; i < set->capacity; i++)
        if (set->table[i])
            registers_put(set, set->table[i]);
    if (set->has_zero)
        registers_put(set, 0);
    set->table = NULL;
}

void distinct_add(struct distinct *set, uint64_t hash)
{
    if (!set->registers) {
        if (set->count * 2 >= set->capacity)
            grow(set);
        if (hash)
            table_put(set, hash);
        else
            set->has_zero = true;
        if (set->count + set->has_zero > DISTINCT_EXACT)
            start_estimating(set);
    } else {
        registers_put(set, hash);
    }
}

/* alpha * m^2 / sum of 2^-register, with alpha = 0.7213 / (1 + 1.079 / m). The sum is kept in units of 2^-52, which is
   exact: no register is above 52. */
static uint64_t estimate(const struct distinct *set)
{
    const double m = DISTINCT_REGISTERS, unit = (double)(UINT64_C(1) << 52);
    uint64_t sum = 0;
    for (size_t i = 0; i < DISTINCT_REGISTERS; i++)
        sum += UINT64_C(1) << (52 - set->registers[i]);
    return (uint64_t)(0.7213 / (1 + 1.079 / m) * m * m / ((double)sum / unit));
}

uint64_t distinct_count(const struct distinct *set)
{
    return set->registers ? estimate(set) : set->count + set->has_zero;
}

bool distinct_is_estimate(const struct distinct *set)
{
    return set->registers != NULL;
}

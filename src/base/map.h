/* A hash map from strings to pointers inside an arena. It cannot be walked, so nothing can depend on the hash's order,
   and every map has a random key (SipHash-1-3), so nobody can prepare colliding strings. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/str.h"

#include <stdint.h>

struct map_slot;

/* Start with map_init. Lives as long as its arena; keys are not copied and must live as long. */
struct map {
    struct arena *arena;
    struct map_slot *slots;
    size_t count, capacity;
    uint64_t seed[2];
};

/* An empty map; allocates nothing before the first insertion. */
void map_init(struct map *map, struct arena *arena);

/* Sets the value of `key` and returns its old value, NULL when it had none. `value` must not be NULL. */
void *map_put(struct map *map, struct str key, void *value);

/* Like map_put, but keeps an old value: returns it, or NULL when `value` went in. */
void *map_put_new(struct map *map, struct str key, void *value);

/* The value of `key`, NULL when it has none. */
void *map_get(const struct map *map, struct str key);

#endif

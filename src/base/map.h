/* A hash map from strings to pointers inside an arena. It cannot be walked, so nothing can depend on the hash's order,
   and every map has a random key (SipHash-1-3), so nobody can prepare colliding strings. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/str.h"

#include <stdint.h>

struct map_entry;

/* Start with map_init. Lives as long as its arena; keys are not copied and must live as long. */
struct map {
    struct arena *arena;
    struct map_entry *entries; /* in the order of insertion */
    uint32_t *slots;           /* by hash: number of the entry from 1; 0: free */
    size_t count, capacity;
    uint64_t seed[2];
};

/* An empty map; allocates nothing before the first insertion. */
void map_init(struct map *map, struct arena *arena);

/* Makes room for `count` entries at once: a large map then takes no more memory than it needs. */
void map_reserve(struct map *map, size_t count);

/* Sets the value of `key` and returns its old value, NULL when it had none. `value` must not be NULL; who reads it
   knows whether it is const. */
void *map_put(struct map *map, struct str key, const void *value);

/* Like map_put, but keeps an old value: returns it, or NULL when `value` went in. */
void *map_put_new(struct map *map, struct str key, const void *value);

/* The value of `key`, NULL when it has none. */
void *map_get(const struct map *map, struct str key);

/* The same for maps whose keys are objects, each only like itself. A map has keys of one kind. The address is kept in
   the map's arena. */
void *map_put_object(struct map *map, const void *key, const void *value);
void *map_put_new_object(struct map *map, const void *key, const void *value);
void *map_get_object(const struct map *map, const void *key);

#endif

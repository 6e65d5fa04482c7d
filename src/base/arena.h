/* Memory that lives and dies with its input: allocate freely, release everything at once. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena_chunk;

/* One owner at a time; not shared between threads. */
struct arena {
    struct arena_chunk *chunk;
    struct arena_chunk *spare; /* kept for reuse by arena_reset */
    char *next, *end;
    size_t size;      /* of the chunks in use, in bytes */
    uint64_t seed[2]; /* of the maps inside; 0, 0: not chosen yet */
    void (*on_out_of_memory)(void);
};

/* An empty arena. `on_out_of_memory` is called when the system has no memory left and must not return. */
void arena_init(struct arena *arena, void (*on_out_of_memory)(void));

/* `size` zeroed bytes aligned for any type, never NULL. */
void *arena_alloc(struct arena *arena, size_t size);

/* `size` bytes neither zeroed nor aligned, for text; never NULL. */
char *arena_alloc_bytes(struct arena *arena, size_t size);

/* `size` bytes aligned for any type and not zeroed, so that what is not used takes no memory of the system; never NULL.
 */
void *arena_alloc_raw(struct arena *arena, size_t size);

/* `count` zeroed items of `size` bytes; the product is checked for overflow. */
void *arena_alloc_array(struct arena *arena, size_t count, size_t size);

/* One zeroed object of a type. */
#define arena_new(arena, type) ((type *)arena_alloc((arena), sizeof(type)))

/* A point to go back to. */
struct arena_mark {
    struct arena_chunk *chunk;
    char *next, *end;
};

struct arena_mark arena_mark(const struct arena *arena);

/* Forgets everything allocated since the mark. */
void arena_rewind(struct arena *arena, struct arena_mark mark);

/* An allocation made larger, aligned for any type: `old_size` of `size` bytes are those at `at`, which is gone, the
   others are not zeroed. Large ones are not copied. Never NULL; for marks as with arena_give_back. */
void *arena_grow(struct arena *arena, void *at, size_t old_size, size_t size);

/* Gives back an allocation that has grown elsewhere. Only large ones have a chunk of their own; others stay until the
   arena is emptied. Nothing may go back to a mark at which it was there. */
void arena_give_back(struct arena *arena, const void *at, size_t size);

/* Bytes that were allocated, padding included. */
size_t arena_size(const struct arena *arena);

/* Whether anything was allocated since it was made or reset. */
static inline bool arena_is_used(const struct arena *arena)
{
    return arena->chunk != NULL;
}

/* Forgets everything allocated but keeps a few chunks for reuse. */
void arena_reset(struct arena *arena);

/* Makes everything `other` holds part of `arena`; `other` is empty afterwards. For work that may be thrown away: do it
   in an arena of its own, then adopt or free that. */
void arena_adopt(struct arena *arena, struct arena *other);

/* Gives everything back to the system; the arena may be used again. */
void arena_free(struct arena *arena);

/* Calls the handler: for allocations that libraries made and failed to make. */
_Noreturn void arena_out_of_memory(const struct arena *arena);

#endif

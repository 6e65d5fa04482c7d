#include "base/arena.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct arena_chunk {
    struct arena_chunk *older;
    size_t size; /* of `bytes` */
    alignas(max_align_t) char bytes[];
};

enum { CHUNK_SIZE = 64 * 1024 - (int)sizeof(struct arena_chunk), SPARE_MAX = 6 /* what a usual file takes */ };

void arena_init(struct arena *arena, void (*on_out_of_memory)(void))
{
    *arena = (struct arena){.on_out_of_memory = on_out_of_memory};
}

_Noreturn void arena_out_of_memory(const struct arena *arena)
{
    if (arena->on_out_of_memory)
        arena->on_out_of_memory();
    abort();
}

static struct arena_chunk *chunk_resize(const struct arena *arena, struct arena_chunk *chunk, size_t size)
{
    chunk = size > SIZE_MAX - sizeof *chunk ? NULL : realloc(chunk, sizeof *chunk + size);
    if (!chunk)
        arena_out_of_memory(arena);
    chunk->size = size;
    return chunk;
}

static struct arena_chunk *chunk_new(struct arena *arena, size_t size)
{
    struct arena_chunk *chunk = arena->spare;
    if (chunk && size == CHUNK_SIZE) {
        arena->spare = chunk->older;
        return chunk;
    }
    return chunk_resize(arena, NULL, size);
}

static void chunk_add(struct arena *arena, size_t size)
{
    struct arena_chunk *chunk = chunk_new(arena, size > CHUNK_SIZE ? size : CHUNK_SIZE);
    chunk->older = arena->chunk;
    arena->chunk = chunk;
    arena->size += chunk->size;
    arena->next = chunk->bytes;
    arena->end = chunk->bytes + chunk->size;
}

static void free_all(struct arena_chunk *chunk)
{
    for (struct arena_chunk *older; chunk; chunk = older) {
        older = chunk->older;
        free(chunk);
    }
}

char *arena_alloc_bytes(struct arena *arena, size_t size)
{
    if (!arena->chunk || size > (size_t)(arena->end - arena->next))
        chunk_add(arena, size);
    char *bytes = arena->next;
    arena->next += size;
    return bytes;
}

void *arena_alloc_raw(struct arena *arena, size_t size)
{
    const size_t align = alignof(max_align_t);
    if (size > SIZE_MAX - align)
        arena_out_of_memory(arena);
    size_t padding = -(uintptr_t)arena->next & (align - 1);
    if (!arena->chunk || size + padding > (size_t)(arena->end - arena->next)) {
        chunk_add(arena, size);
        padding = 0;
    }
    char *bytes = arena->next + padding;
    arena->next = bytes + size;
    return bytes;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    return memset(arena_alloc_raw(arena, size), 0, size);
}

void *arena_alloc_array(struct arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        arena_out_of_memory(arena);
    return arena_alloc(arena, count * size);
}

size_t arena_size(const struct arena *arena)
{
    return arena->size - (size_t)(arena->end - arena->next);
}

/* What refers to the chunk of a large allocation; NULL for one that has none of its own. */
static struct arena_chunk **link_of(struct arena *arena, const void *at, size_t size)
{
    struct arena_chunk **link = &arena->chunk;
    while (size > CHUNK_SIZE && *link && (*link)->bytes != at)
        link = &(*link)->older;
    return size > CHUNK_SIZE && *link ? link : NULL;
}

void *arena_grow(struct arena *arena, void *at, size_t old_size, size_t size)
{
    struct arena_chunk **link = link_of(arena, at, old_size);
    if (!link) {
        void *grown = arena_alloc_raw(arena, size);
        return old_size ? memcpy(grown, at, old_size) : grown;
    }
    bool is_current = *link == arena->chunk;
    arena->size += size - (*link)->size;
    *link = chunk_resize(arena, *link, size);
    if (is_current)
        arena->next = arena->end = (*link)->bytes + size;
    return (*link)->bytes;
}

void arena_give_back(struct arena *arena, const void *at, size_t size)
{
    struct arena_chunk **link = link_of(arena, at, size), *chunk = link ? *link : NULL;
    if (!chunk)
        return;
    if (chunk == arena->chunk)
        arena->next = arena->end = NULL;
    *link = chunk->older;
    arena->size -= chunk->size;
    free(chunk);
}

struct arena_mark arena_mark(const struct arena *arena)
{
    return (struct arena_mark){arena->chunk, arena->next, arena->end};
}

/* Shows in tests what is still read after it is forgotten: their sanitizers see only what is given back. */
static void forget(char *from, const char *to)
{
#ifdef ARENA_SCRIBBLES
    if (from)
        memset(from, 0xA5, (size_t)(to - from));
#else
    (void)from;
    (void)to;
#endif
}

/* Giving all of it back would have the system clear the same pages again for every file. */
void arena_rewind(struct arena *arena, struct arena_mark mark)
{
    unsigned kept = 0;
    for (const struct arena_chunk *chunk = arena->spare; chunk; chunk = chunk->older)
        kept++;
    for (struct arena_chunk *chunk = arena->chunk, *older; chunk != mark.chunk; chunk = older) {
        older = chunk->older;
        arena->size -= chunk->size;
        if (chunk->size != CHUNK_SIZE || kept >= SPARE_MAX) {
            free(chunk);
            continue;
        }
        forget(chunk->bytes, chunk == arena->chunk ? arena->next : chunk->bytes + chunk->size);
        chunk->older = arena->spare;
        arena->spare = chunk;
        kept++;
    }
    forget(mark.next, arena->chunk == mark.chunk ? arena->next : mark.end);
    arena->chunk = mark.chunk;
    arena->next = mark.next;
    arena->end = mark.end;
}

void arena_reset(struct arena *arena)
{
    arena_rewind(arena, (struct arena_mark){NULL, NULL, NULL});
}

void arena_adopt(struct arena *arena, struct arena *other)
{
    if (!other->chunk)
        return;
    struct arena_chunk *oldest = other->chunk;
    while (oldest->older)
        oldest = oldest->older;
    oldest->older = arena->chunk;
    arena->chunk = other->chunk;
    arena->next = other->next;
    arena->end = other->end;
    arena->size += other->size;
    free_all(other->spare);
    arena_init(other, other->on_out_of_memory);
}

void arena_free(struct arena *arena)
{
    free_all(arena->chunk);
    free_all(arena->spare);
    arena_init(arena, arena->on_out_of_memory);
}

#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct arena_chunk {
    struct arena_chunk *older;
    size_t size; /* of `bytes` */
    alignas(max_align_t) char bytes[];
};

enum { CHUNK_SIZE = 64 * 1024 - (int)sizeof(struct arena_chunk) };

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

static void chunk_add(struct arena *arena, size_t size)
{
    size_t wanted = size > CHUNK_SIZE ? size : CHUNK_SIZE;
    struct arena_chunk *chunk = wanted > SIZE_MAX - sizeof *chunk ? NULL : malloc(sizeof *chunk + wanted);
    if (!chunk)
        arena_out_of_memory(arena);
    chunk->older = arena->chunk;
    chunk->size = wanted;
    arena->chunk = chunk;
    arena->next = chunk->bytes;
    arena->end = chunk->bytes + wanted;
}

char *arena_alloc_bytes(struct arena *arena, size_t size)
{
    if (!arena->chunk || size > (size_t)(arena->end - arena->next))
        chunk_add(arena, size);
    char *bytes = arena->next;
    arena->next += size;
    return bytes;
}

void *arena_alloc(struct arena *arena, size_t size)
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
    return memset(bytes, 0, size);
}

void *arena_alloc_array(struct arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        arena_out_of_memory(arena);
    return arena_alloc(arena, count * size);
}

void arena_reset(struct arena *arena)
{
    struct arena_chunk *kept = NULL;
    for (struct arena_chunk *chunk = arena->chunk, *older; chunk; chunk = older) {
        older = chunk->older;
        if (!kept && chunk->size == CHUNK_SIZE)
            kept = chunk;
        else
            free(chunk);
    }
    arena->chunk = kept;
    arena->next = kept ? kept->bytes : NULL;
    arena->end = kept ? kept->bytes + kept->size : NULL;
    if (kept)
        kept->older = NULL;
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
    arena_init(other, other->on_out_of_memory);
}

void arena_free(struct arena *arena)
{
    for (struct arena_chunk *chunk = arena->chunk, *older; chunk; chunk = older) {
        older = chunk->older;
        free(chunk);
    }
    arena_init(arena, arena->on_out_of_memory);
}

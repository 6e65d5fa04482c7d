/* Prints, NUL-separated, the files that discovery finds below the current folder. For tests/ignore_oracle.py. */
#include "base/arena.h"
#include "project/discover.h"

int main(void)
{
    struct arena arena;
    struct found_files found;
    arena_init(&arena, NULL);
    discover(&arena, &(struct discover_request){0}, &found);
    for (size_t i = 0; i < found.count; i++)
        fwrite(found.files[i].path.at, 1, found.files[i].path.len + 1, stdout);
    for (size_t i = 0; i < found.error_count; i++)
        fprintf(stderr, "%s\n", found.errors[i]);
    arena_free(&arena);
    return found.error_count || fflush(stdout) != 0;
}

#include "change/breaking.h"

#include "change/breaking_run.h"

struct breaking_result *breaking_compare(struct arena *arena, const struct breaking_request *request)
{
    struct breaking_run run = {.arena = arena, .request = request, .workers = request->workers ? request->workers : 1};
    run.result = arena_new(arena, struct breaking_result);
    breaking_read_files(&run);
    breaking_compare_contracts(&run);
    breaking_make_results(&run);
    return run.result;
}

const char *breaking_suggested_version(const struct breaking_result *result)
{
    const struct breaking_contract *only = result->contracts;
    return only && !only->next ? only->suggested_version : NULL;
}

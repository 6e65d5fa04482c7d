#include "project/configured.h"

#include "base/buf.h"
#include "base/path.h"

/* Absolute, without symbolic links in its folder. */
static struct str absolute(struct configured *configured, struct str path)
{
    static const struct config_place root = {.folder = {"/", 1}};
    return path_join(configured->arena, STR("/"), config_search_inner(&configured->search, &root, path));
}

void configured_init(struct configured *configured, struct arena *arena, const struct configured_request *request)
{
    *configured = (struct configured){.arena = arena};
    configured->is_off = request->is_off;
    config_search_init(&configured->search, arena, request->home);
    struct config_request of_store = {request->rules, request->packs, configured->search.current};
    configured->store = config_store_new(arena, &of_store);
    configured->file = request->file ? absolute(configured, str_of(request->file)) : (struct str){NULL, 0};
}

/* The configuration file that holds for a path, absolute; empty when there is none. */
static struct str config_of(struct configured *configured, struct str path)
{
    if (configured->file.len && !configured->is_off)
        return configured->file;
    const struct config_place *place = configured->is_off ? NULL : config_search_find(&configured->search, path);
    if (!place)
        return (struct str){NULL, 0};
    if (place != configured->place)
        configured->place_file = path_join(configured->arena, place->folder, STR(CONFIG_FILE_NAME));
    configured->place = place;
    return configured->place_file;
}

/* Thousands of files lie under one configuration, so their absolute paths are made only where they are looked at. */
static struct str path_for(struct configured *configured, struct str config, struct str path)
{
    bool is_needed = config_looks_at_paths(configured->store, config);
    return is_needed ? absolute(configured, path) : (struct str){NULL, 0};
}

const struct config_effective *configured_for(struct configured *configured, struct str path)
{
    struct str config = config_of(configured, path);
    return config_for_file(configured->store, config, path_for(configured, config, path));
}

bool configured_ignores(void *context, struct str path, bool is_folder)
{
    struct configured *configured = context;
    struct str config = config_of(configured, path);
    return config_ignores(configured->store, config, path_for(configured, config, path), is_folder);
}

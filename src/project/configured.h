/* Which settings hold for a path: finds its configuration file and asks check/config.h what that comes to. */
#ifndef PROJECT_CONFIGURED_H
#define PROJECT_CONFIGURED_H

#include "check/config.h"
#include "project/config_search.h"

struct configured_request {
    const struct rule_set *rules;
    const struct pack *packs;
    const char *home; /* the user's home folder; may be NULL */
    const char *file; /* the configuration for every path; NULL: the nearest of each */
    bool is_off;      /* no configuration at all */
};

/* One per run, used by one thread. */
struct configured {
    struct arena *arena;
    struct config_search search;
    struct config_store *store;
    struct str file; /* absolute; empty: search */
    bool is_off;
    const struct config_place *place; /* found last, */
    struct str place_file;            /* and its file, absolute */
};

/* Reads nothing yet; what it finds lives in `arena`. */
void configured_init(struct configured *configured, struct arena *arena, const struct configured_request *request);

/* See config_for_file: what holds for the file at `path`, NULL when its configuration is wrong. */
const struct config_effective *configured_for(struct configured *configured, struct str path);

/* Whether the configuration of `path` leaves it out; `context` is a struct configured. For discover.h. */
bool configured_ignores(void *context, struct str path, bool is_folder);

#endif

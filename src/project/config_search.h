/* Which .contractlint.yaml governs a file; reads none of them. */
#ifndef PROJECT_CONFIG_SEARCH_H
#define PROJECT_CONFIG_SEARCH_H

#include "base/map.h"

struct arena;

/* A configuration file that exists. */
struct config_place {
    struct str path;   /* to read and to show: relative where it lies in or below the current folder; ends in a NUL */
    struct str folder; /* the folder it is in, absolute, without symbolic links: what its globs are relative to */
};

/* What was found so far; not shared between threads. */
struct config_search {
    struct arena *arena;
    struct str current, home; /* absolute, without symbolic links; "" when unknown */
    struct map by_real;       /* absolute folder to struct config_place, or to `none` */
    struct map by_given;      /* folder as it was given to its absolute path, a struct str */
    struct config_place none;
};

/* Starts with nothing known; results live in `arena`. `home` is the user's home folder (may be NULL). */
void config_search_init(struct config_search *search, struct arena *arena, const char *home);

/* The nearest .contractlint.yaml from the folder of the file (or folder) at `path` upward, as far as the first folder
   that holds `.git`, is the home folder or the root; NULL when there is none. `path` need not exist. Each folder is
   looked at once. */
const struct config_place *config_search_find(struct config_search *search, struct str path);

/* The path of the file (or folder) at `path` from the folder of a configuration that config_search_find gave for it,
   for its globs; in the search's arena. */
struct str config_search_inner(struct config_search *search, const struct config_place *place, struct str path);

#endif

/* Several files and packs, and what the command line chooses, to the settings of one file. Knows nothing of searching.
 */
#ifndef CHECK_CONFIG_MERGE_H
#define CHECK_CONFIG_MERGE_H

#include "check/config_choice.h"
#include "check/config_file.h"

/* A file and all it stands on, each once, the strongest last; and what it has come to so far. */
struct config_plan {
    struct config_file **files;
    size_t count;
    size_t override_count, ignore_count; /* of all files */
    struct map effective;                /* which overrides match, as a text of 0 and 1, to struct config_effective */
};

/* The plan of a good file, made when first asked for. */
struct config_plan *config_plan(struct config_files *files, struct config_file *file);

/* What holds for the file at `path` (absolute) under a good configuration; `file` NULL: under none. */
const struct config_effective *config_merge(struct config_files *files, const struct config_choices *choices,
                                            struct config_file *file, struct str path);

#endif

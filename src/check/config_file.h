/* A configuration file or pack with everything it extends: found, read, checked and loaded. */
#ifndef CHECK_CONFIG_FILE_H
#define CHECK_CONFIG_FILE_H

#include "base/file.h"
#include "base/glob.h"
#include "base/map.h"
#include "check/config.h"
#include "check/config_check.h"
#include "check/config_load.h"

/* One entry of overrides. */
struct config_override {
    struct config_sections sections;
    const struct config_body *body;
    struct glob_list files;
};

enum config_state {
    CONFIG_OPEN, /* on the way: to come back here is a cycle */
    CONFIG_GOOD,
    CONFIG_BAD
};

/* One file or pack. Its values are in `body`, their places in `sections`. */
struct config_file {
    struct source source;    /* lines are indexed; no text for the pack of the rules' own severities */
    struct str path;         /* absolute, and the key of the memory; "pack:NAME" of packs */
    struct str folder;       /* absolute; empty for packs */
    struct file_stamp stamp; /* zeros for packs and what could not be read */
    const struct config_file *read_before;
    enum config_state state;
    const struct config_file *user; /* whose `extends` was first to name it */
    struct config_sections sections;
    const struct config_body *body; /* NULL for the pack of the rules' own severities */
    struct glob_list ignore;
    struct config_override *overrides;
    size_t override_count;
    struct config_file **bases; /* in the order of `extends` */
    size_t base_count;
    struct config_plan *plan; /* of those that hold for contracts; made when first asked for (config_merge.h) */
};

/* What reading files shares. */
struct config_files {
    struct arena *arena;
    const struct rule_set *rules;
    const struct pack *packs;
    const struct config_shapes *shapes; /* made when the first text is read */
    const struct config_loader *loader; /* likewise */
    struct str working_folder;          /* absolute */
    struct map known;                   /* path to struct config_file */
    size_t count;                       /* of files read */
    const struct config_file *last_read;
    const struct config_line *first_line; /* of mistakes */
    struct config_line *last_line;
};

/* The file at `path` (absolute) and all it extends, each read once. Never NULL; `state` says whether it can be used,
   and its mistakes are noted. */
struct config_file *config_file_get(struct config_files *files, struct str path);

/* Like config_file_get for a text that is no file; `name` is for messages. Relative paths in it lead nowhere. */
struct config_file *config_file_from_text(struct config_files *files, struct str name, struct str text);

/* The pack that `extends` has when it is not written. */
struct config_file *config_file_recommended(struct config_files *files);

/* Notes a line about mistakes; control characters are made visible. */
void config_line_add(struct config_files *files, bool has_place, const char *text);

#endif

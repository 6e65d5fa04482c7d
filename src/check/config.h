/* What a configuration comes to for a file. Used by one thread; what it hands out is constant. Knows nothing of where
   configurations are searched. */
#ifndef CHECK_CONFIG_H
#define CHECK_CONFIG_H

#include "base/error.h"
#include "base/file.h"
#include "check/config_value.h"
#include "check/pack.h"
#include "check/rule.h"

/* The name that a configuration file has. */
#define CONFIG_FILE_NAME ".contractlint.yaml"

/* All configurations of a run. */
struct config_store;

/* The same for the whole run. */
struct config_request {
    const struct rule_set *rules;
    const struct pack *packs;  /* the generated table */
    struct str working_folder; /* names of files below it are shown from there; absolute */
};

/* A store in `arena`. Reads nothing yet. */
struct config_store *config_store_new(struct arena *arena, const struct config_request *request);

/* What the command line chooses, stronger than every file: `only` before `enable` before `disable` before `severity`,
   in whatever order they are told. */
enum config_choice { CONFIG_ONLY, CONFIG_ENABLE, CONFIG_DISABLE, CONFIG_SEVERITY };

/* Notes a choice: a rule id or `family-*`; of CONFIG_SEVERITY followed by `=LEVEL`. False with one line, "did you mean"
   included. Only before the first config_for_file. */
bool config_choose(struct config_store *store, enum config_choice choice, const char *text, struct error *err)
    __attribute__((warn_unused_result));

/* Where a value comes from. */
struct config_origin {
    const struct source *source; /* a file, pack, or "command line" (a source without text); NULL: built in */
    uint32_t at;                 /* byte of it */
};

/* What holds for a file. Immutable. */
struct config_effective {
    struct settings settings;           /* first, so that it may be handed on */
    const struct config_origin *rules;  /* one per rule of the set */
    const struct config_origin *values; /* one per row of config_values */
    const struct config_file *file;     /* NULL: no configuration file */
};

/* What holds for the file at `path` under the configuration file `config` (empty: none); both are absolute paths
   without symbolic links in their folders (project/configured.h), and neither need exist. NULL when there are mistakes
   in the configuration or in what it extends: config_mistakes has them, once per file. Kept per configuration and set
   of matching overrides. */
const struct config_effective *config_for_file(struct config_store *store, struct str config, struct str path);

/* Whether what holds under `config` depends on the path of the file; when not, config_for_file and config_ignores take
   an empty one. */
bool config_looks_at_paths(struct config_store *store, struct str config);

/* Whether a file is one of the configurations that were read so far, by whatever name. */
bool config_has_read(const struct config_store *store, const struct file_stamp *stamp);

/* Lines in the order found, free of control characters; ends with a NULL line. Grows as configurations are read. */
struct config_line {
    const char *text;
    bool has_place; /* it is "FILE:LINE:COLUMN: message" */
    const struct config_line *next;
};
const struct config_line *config_mistakes(const struct config_store *store);

/* What holds under a configuration that is no file, overrides left aside; `text` ends in a NUL that its length does not
   count. NULL when there are mistakes in it. */
const struct config_effective *config_for_text(struct config_store *store, struct str name, struct str text);

/* Whether `ignore` of the configuration, or of what it extends, leaves out the file at `path` or a folder above it, or
   the folder at `path`. False when the configuration is wrong. Paths as for config_for_file. */
bool config_ignores(struct config_store *store, struct str config, struct str path, bool is_folder);

/* The name of the configuration file as messages print it; empty when there is none. */
struct str config_file_name(const struct config_effective *effective);

/* An entry of `ignore`. */
struct config_pattern {
    struct str text;
    struct config_origin origin;
};

/* All entries of `ignore` that hold, `*count` of them, in `arena`. */
const struct config_pattern *config_ignored(const struct config_effective *effective, struct arena *arena,
                                            size_t *count);

/* An entry of `accepted`; texts that it leaves out are empty. */
struct config_accepted {
    struct str rule, contract, path, reason, until;
    struct config_origin origin;
    struct span span; /* its first token */
    size_t index;     /* in its file, from 0 */
};

/* All entries of `accepted` that hold, `*count` of them, in `arena`; those of one file stand together. */
const struct config_accepted *config_accepted(const struct config_effective *effective, struct arena *arena,
                                              size_t *count);

/* What `extends` comes to, the strongest last: "recommended", "strict", "gov/base.yaml"; NULL-terminated, in `arena`.
 */
const char *const *config_bases(const struct config_effective *effective, struct arena *arena);

/* "built in", "recommended", ".contractlint.yaml:3:3", "command line"; in `arena`. */
const char *config_origin_text(struct arena *arena, struct config_origin origin);

#endif

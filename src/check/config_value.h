/* The table of what `options` and `limits` of a configuration may hold, and how each value is read. Knows nothing of
   files nor of YAML. */
#ifndef CHECK_CONFIG_VALUE_H
#define CHECK_CONFIG_VALUE_H

#include "base/buf.h"
#include "check/settings.h"

enum config_kind {
    CONFIG_PATTERN,    /* an ECMA-262 pattern; struct pattern_option */
    CONFIG_NAME_STYLE, /* a style's word or a pattern that begins with ^; the whole struct naming_options */
    CONFIG_WORDS,      /* a list of words out of `words`; const char *const * */
    CONFIG_LEVELS,     /* a list of different words, lowest first; const char *const * */
    CONFIG_DURATION,   /* ISO 8601, above zero; struct duration_option */
    CONFIG_PERCENT,    /* above 0 to 100, with or without sign; struct number_option */
    CONFIG_RATIO,      /* 0 to 1, or a percentage; struct number_option */
    CONFIG_TEMPLATE,   /* text with <domain> and <name>; const char * */
    CONFIG_SIZE,       /* bytes, KiB, MiB or GiB from 1 to `most`; uint64_t */
    CONFIG_COUNT       /* an integer from 1 to `most`; uint32_t */
};

/* A row: one key of `limits` or of a family of `options`. */
struct config_value {
    const char *family; /* of `options`; NULL: in `limits` */
    const char *key;
    enum config_kind kind;
    size_t offset;            /* of the member of struct settings */
    uint64_t most;            /* of sizes and counts */
    const char *const *words; /* NULL-terminated */
    const char *meaning;
};

/* All rows, sorted by family (`limits` last) and key; ends with a NULL key. */
extern const struct config_value config_values[];

/* How many rows there are. */
size_t config_value_count(void);

/* Whether the value is a list. */
bool config_value_is_list(const struct config_value *value);

/* Whether two rows are of one family; false for the end of the table. */
bool config_value_is_same_family(const struct config_value *a, const struct config_value *b);

/* A value as it stands in a file: one text, or a list of them. Holds no NUL bytes. */
struct config_slot {
    const char *text; /* NULL: absent, or a list */
    char **items;
    uint32_t count;
};

/* What is wrong with a value. */
struct config_fault {
    const char *message; /* what follows the value, "is no duration" */
    const char *help;    /* NULL: none */
    size_t item;         /* of a list, from 0 */
    size_t start, end;   /* bytes inside the text; both 0: all of it */
};

/* Reads a slot that is present into its member of `settings`, everything in `arena`. False when it is wrong; then the
   member may be half set. */
bool config_value_read(const struct config_value *value, struct arena *arena, const struct config_slot *slot,
                       struct settings *settings, struct config_fault *fault);

/* Appends the member as YAML that reads back to the same; nothing when it is not set. */
void config_value_print(const struct config_value *value, const struct settings *settings, struct buf *buf);

/* Appends a text as a YAML scalar, double-quoted where it must be. */
void config_text_print(const char *text, struct buf *buf);

/* Reads "8MiB", "512 KiB" without its blank, "1024": bytes from 1 to `most`. False for anything else. */
bool config_size_read(struct str text, uint64_t most, uint64_t *bytes);

/* Whether a text says until when a change is accepted: a semantic version, with a `v` or without, or a date. */
bool config_until_is_valid(struct str text);

/* The words for styles of names, in the order of enum name_style from NAME_STYLE_CAMEL; ends with a NULL. */
extern const char *const config_name_styles[];

#endif

/* A dialect is a table: which keys may stand where, of which kind, and what of the neutral contract they fill. One
   walker reads every table, the configuration's too; it knows no dialect. */
#ifndef CONTRACT_DIALECT_H
#define CONTRACT_DIALECT_H

#include "contract/reader.h"

enum key_flag {
    KEY_REQUIRED = 1,
    KEY_JUDGED = 2,       /* a rule of its own judges a scalar value (docs/architecture.md, "One mistake", 2) */
    KEY_BLANK_JUDGED = 4, /* a rule of its own judges a null or blank value (3) */
    KEY_DEPRECATED = 8,   /* `replacement` is the key to write instead */
    KEY_MISPLACED = 16    /* belongs elsewhere: unknown here, with `replacement_help`, but read all the same */
};

/* How a key fills the object at hand. */
enum key_fill {
    FILL_NOTHING,
    FILL_NODE,   /* const struct node * at offset */
    FILL_TEXT,   /* struct text at offset */
    FILL_ITEMS,  /* struct list of struct item at offset, from a list or a single scalar */
    FILL_INSIDE, /* a mapping read by `shape` into the object at offset, whose struct object notes the node, of whatever
                    kind */
    FILL_SAME,   /* a mapping read by `shape` into the same object */
    FILL_READ    /* `read` does it */
};

struct shape;

/* A row: one key of a mapping. */
struct key {
    const char *name;
    unsigned kinds; /* enum value_kind bits */
    unsigned flags; /* enum key_flag bits */
    enum key_fill fill;
    size_t offset;
    const struct shape *shape; /* of the mapping, or of the mappings in the list */
    const char *const *values; /* allowed words, NULL-terminated; NULL: any */
    const char *replacement;   /* key that a deprecated or misplaced one stands for */
    const char *replacement_help;
    unsigned since, until; /* versions of the dialect as 0xMMmmpp; 0: always */
    unsigned tag;          /* what `read` needs to know: an enum promise_kind, an enum server_role */
    void (*read)(struct reader *reader, void *object, const struct key *key, const struct node *value);
};

/* A spelling that people use for a key that is named otherwise. */
struct look_alike {
    const char *wrong, *right;
};

/* The keys of one kind of mapping, sorted by name; ends with a NULL name. At most 64. */
struct shape {
    const char *noun; /* in messages: "`sla`", "a port" */
    const struct key *keys;
    const struct look_alike *look_alikes; /* ends with a NULL; may be NULL */
    bool is_open;                         /* unknown keys are no mistake unless one edit from a known one */
};

/* Reads a mapping (or an alias of one) by a shape into `object`: fills members and records unknown, missing, misplaced,
   deprecated and too new keys and values as problems. A node that is no mapping is the caller's mistake to report. */
void shape_read(struct reader *reader, const struct shape *shape, const struct node *mapping, void *object);

#endif

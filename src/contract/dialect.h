/* A dialect is a table: which keys may stand where, of which kind, and what of the neutral contract they fill. One
   walker reads every table, the configuration's too; it knows no dialect. */
#ifndef CONTRACT_DIALECT_H
#define CONTRACT_DIALECT_H

#include "contract/model.h"

/* What a value may be; bits. */
enum value_kind {
    VALUE_STRING = 1,
    VALUE_NUMBER = 2,
    VALUE_BOOLEAN = 4,
    VALUE_MAPPING = 8,
    VALUE_LIST = 16,
    VALUE_SCALAR = VALUE_STRING | VALUE_NUMBER | VALUE_BOOLEAN,
    VALUE_ANY = VALUE_SCALAR | VALUE_MAPPING | VALUE_LIST
};

enum key_flag {
    KEY_REQUIRED = 1,
    KEY_JUDGED = 2,       /* a rule of its own judges a scalar value (rules.md, "who reports", 2) */
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

struct reader;
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

/* What the walker carries. */
struct reader {
    struct arena *arena;
    const struct source *source;
    struct problem *first_problem, *last_problem;
    const struct use *use;                        /* on the way to the mapping at hand */
    unsigned version;                             /* the dialect's version as 0xMMmmpp; 0: none */
    bool folds_case_style;                        /* snake_case and camelCase spellings of a key are one */
    const struct node *first_camel, *first_snake; /* first value whose key is written so */
    size_t camel_keys, snake_keys;
    struct contract *contract; /* at hand */
};

/* Reads a mapping (or an alias of one) by a shape into `object`: fills members and records unknown, missing, misplaced,
   deprecated and too new keys and values as problems. A node that is no mapping is the caller's mistake to report. */
void shape_read(struct reader *reader, const struct shape *shape, const struct node *mapping, void *object);

/* Calls `each` for every mapping of a list, with the uses on the way noted; an item of another kind is a problem. */
void reader_each_mapping(struct reader *reader, const struct node *list, const char *noun, void *object,
                         void (*each)(struct reader *reader, void *object, const struct node *item));

/* A new object of `size` bytes that begins with a struct object, appended to `list`. */
void *reader_append(struct reader *reader, struct list *list, size_t size, const struct node *node);

/* Appends the scalars of a list, or one scalar, as struct item; other items are problems. */
void reader_items(struct reader *reader, struct list *list, const struct node *value);

/* Notes an alias on the way; returns what was noted before, for reader_leave. */
const struct use *reader_enter(struct reader *reader, const struct node *node);
void reader_leave(struct reader *reader, const struct use *before);

/* A problem of the rule `id` at the text of a value, at its key, or for something missing in a mapping. */
struct problem *reader_problem_at(struct reader *reader, const char *id, const struct node *value, const char *facts,
                                  ...) __attribute__((format(printf, 4, 5)));
struct problem *reader_problem_at_key(struct reader *reader, const char *id, const struct node *value,
                                      const char *facts, ...) __attribute__((format(printf, 4, 5)));
struct problem *reader_problem_missing(struct reader *reader, const char *id, const struct node *mapping,
                                       const char *facts, ...) __attribute__((format(printf, 4, 5)));

/* Reports a value that is not of the wanted kinds as structure-wrong-kind; `name` is the key or noun. Returns whether
 * it is of them. */
bool reader_check_kind(struct reader *reader, const struct node *value, unsigned kinds, const char *name);

#endif

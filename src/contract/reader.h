/* Reading nodes into the neutral contract: problems, kinds of values, lists and the uses on the way. Knows no tables.
 */
#ifndef CONTRACT_READER_H
#define CONTRACT_READER_H

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

/* What reading one document carries. */
struct reader {
    struct arena *arena;
    struct problem *first_problem, *last_problem;
    const struct use *use;                        /* on the way to the mapping at hand */
    struct dataset *dataset;                      /* whose fields are being read */
    unsigned version;                             /* the dialect's version as 0xMMmmpp; 0: none */
    bool folds_case_style;                        /* snake_case and camelCase spellings of a key are one */
    const struct node *first_camel, *first_snake; /* first value whose key is written so */
    size_t camel_keys, snake_keys;
    size_t memory; /* bytes that the arena may come to hold; 0: no bound */
    size_t spent;  /* work that counts as such bytes */
    bool is_full;  /* it holds them: objects and problems from now on are `spare` and `ignored` and stand in no list */
    void *spare;
    struct problem ignored;
};

/* Calls `each` for every mapping of a list, with the uses on the way noted; an item of another kind is a problem. */
void reader_each_mapping(struct reader *reader, const struct node *list, const char *noun, void *object,
                         void (*each)(struct reader *reader, void *object, const struct node *item));

/* Zeroed memory for something made from `node`, in the arena; once the reader is full, memory that the next call uses
   again. */
void *reader_new(struct reader *reader, size_t size, const struct node *node);

/* A new object of `size` bytes that begins with a struct object, appended to `list`. Once the reader is full, zeroed
   memory that the next call uses again. */
void *reader_append(struct reader *reader, struct list *list, size_t size, const struct node *node);

/* Counts work as `size` bytes of the memory, for what takes time and no memory. */
void reader_spend(struct reader *reader, size_t size, const struct node *node);

/* Appends the scalars of a list, or one scalar, as struct item; other items are problems. */
void reader_items(struct reader *reader, struct list *list, const struct node *value);

/* Notes an alias on the way; returns what was noted before, for reader_leave. */
const struct use *reader_enter(struct reader *reader, const struct node *node);
void reader_leave(struct reader *reader, const struct use *before);

/* The key that is meant where the blank or the colon behind it is missing, so that its value became part of it, as in
   `{type:string}` and `{type string}`; empty when it is nothing like that. */
struct str reader_glued_key(const struct node *value);

/* A problem of the rule `id` at the text of a value, at its key, or for something missing in a mapping. */
struct problem *reader_problem_at(struct reader *reader, const char *id, const struct node *value, const char *facts,
                                  ...) __attribute__((format(printf, 4, 5)));
struct problem *reader_problem_at_key(struct reader *reader, const char *id, const struct node *value,
                                      const char *facts, ...) __attribute__((format(printf, 4, 5)));
struct problem *reader_problem_missing(struct reader *reader, const char *id, const struct node *mapping,
                                       const char *facts, ...) __attribute__((format(printf, 4, 5)));

/* Whether a value is of one of the kinds, or null. */
bool reader_is_kind(const struct node *value, unsigned kinds);

/* Reports a value that is not of the wanted kinds as structure-wrong-kind; `name` is the key or noun. Returns whether
 * it is of them. */
bool reader_check_kind(struct reader *reader, const struct node *value, unsigned kinds, const char *name);

/* A text as messages show it: on one line, unsafe characters escaped, cut after 80 characters. */
const char *reader_visible(struct reader *reader, struct str text);

#endif

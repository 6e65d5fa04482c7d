/* Checks records against what a contract demands of them: findings, and measures of quality. Reads an input once, in
   memory that does not grow with it; the threads do not change what is found. */
#ifndef DATA_DATA_H
#define DATA_DATA_H

#include "base/distinct.h"
#include "check/lint.h"
#include "data/data_piece.h"

enum {
    DATA_FINDINGS_DEFAULT = 100,
    DATA_KEYS_MAX = 1 << 20,    /* different values of a key that are remembered */
    DATA_KEYS_MAX_ALL = 1 << 22 /* of all keys */
};

struct data_key_measure {
    struct data_key_values values;
    uint64_t uses, repeated;
    bool is_full; /* later values were compared with those that were remembered only */
};

/* What the records of all files of a run come to. */
struct data_measures {
    struct arena *arena;
    const struct data_schema *schema;
    uint64_t records, undecided, unreadable, cut;
    struct data_check_count *checks; /* in the order of schema->checks */
    struct data_count *counts;       /* by field; of the root: objects are the records that are objects */
    struct distinct *distinct;       /* by field */
    struct data_key_measure *keys;   /* in the order of schema->keys */
    size_t remembered;               /* values of all keys */
    int64_t newest;                  /* instant in seconds; INT64_MIN: none */
    struct str *names;               /* of the files, from 1 */
    uint32_t name_count, name_capacity;
    struct data_key_seeds seeds;
};

/* How an input is to be read. */
struct data_request {
    const struct rule_set *rules;
    const struct settings *settings;
    const struct data_schema *schema;
    struct str name; /* as reports print it */
    enum data_format format;
    char delimiter; /* of CSV */
    bool asserts_format;
    size_t max_findings; /* shown per rule and file */
    unsigned workers;
    void (*progress)(void *context, uint64_t bytes, uint64_t records); /* now and then; may be NULL */
    void *progress_context;
};

/* Measures of nothing yet; they live in `arena`, as does `schema`. */
struct data_measures *data_measures_make(struct arena *arena, const struct data_schema *schema);

/* Checks an input. The result's findings are in the order of the input, at most max_findings per rule; its counts have
   all. `*is_broken` becomes whether it could not be read to its end, which is a finding. NULL, with one line, where the
   system could not read it. */
struct lint_result *data_check(struct arena *arena, const struct data_request *request, struct stream *stream,
                               struct data_measures *measures, bool *is_broken, struct error *err);

#endif

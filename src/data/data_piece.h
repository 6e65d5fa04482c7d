/* Judges the records of one block; many threads do that at once. What a piece found is merged in order by data.h. */
#ifndef DATA_DATA_PIECE_H
#define DATA_DATA_PIECE_H

#include "check/rule.h"
#include "data/data_csv.h"
#include "data/data_keys.h"
#include "data/data_reader.h"
#include "data/data_schema.h"
#include "schema/validate.h"

enum { DATA_CAUSES_MAX = 1000 /* mistakes of one record that are looked for */ };

/* The rules of the family, in the order of the table in data_finding.c. */
enum data_mistake {
    DATA_SYNTAX,
    DATA_LIMIT,
    DATA_DUPLICATE_KEY,
    DATA_COLUMNS,
    DATA_TYPE,
    DATA_NULL,
    DATA_MISSING,
    DATA_UNKNOWN_FIELD,
    DATA_ENUM,
    DATA_FORMAT,
    DATA_PATTERN,
    DATA_RANGE,
    DATA_LENGTH,
    DATA_DUPLICATE,
    DATA_SHAPE,
    DATA_CHECK,
    DATA_CHECK_SOFT,
    DATA_MISTAKES
};

/* What all pieces of a file share; constant while they are judged. */
struct data_file {
    struct str name;
    enum data_format format;
    char delimiter;
    const struct data_schema *schema;
    const struct data_key_seeds *seeds;
    const struct limits *limits;
    const struct data_columns *columns;      /* of CSV */
    const struct rule *rules[DATA_MISTAKES]; /* NULL: switched off */
    enum severity severities[DATA_MISTAKES];
    size_t room[DATA_MISTAKES]; /* findings that may still be shown */
};

/* A value that was seen, for counting different ones. */
struct data_value {
    uint64_t hash;
    uint32_t field;
};

/* The values of a key in one record. */
struct data_key_use {
    struct hash_wide hash;
    const struct str *texts; /* of the values */
    uint64_t index;          /* of the record, where it is in a list */
    struct span span;        /* of the first of its values, in the block */
    struct span record;
    uint32_t key;
    uint32_t line; /* of `span`, from 0 in the block */
    bool is_indexed;
    bool is_reached; /* the path of the first value is known */
};

/* What a field is like in some records. */
struct data_count {
    uint64_t present; /* not null */
    uint64_t objects; /* that are objects */
    uint64_t invalid; /* present, with a finding */
};

struct data_piece {
    struct data_block block;
    struct arena arena;   /* of the findings */
    struct arena scratch; /* of the rest of what was found */
    struct findings findings;
    size_t found[DATA_MISTAKES]; /* shown or not */
    uint64_t records, undecided, unreadable;
    uint64_t cut;                    /* records with more mistakes than DATA_CAUSES_MAX, which are all that count */
    struct data_count *counts;       /* by field */
    struct data_check_count *checks; /* in the order of schema->checks */
    struct data_value *values;
    size_t value_count, value_capacity;
    struct data_key_use *uses;
    size_t use_count, use_capacity;
    int64_t newest; /* instant in seconds; INT64_MIN: none */
    bool is_broken; /* reading must stop behind it */
};

/* The value of a field in the record at hand, as keys need it. */
struct data_key_part {
    uint64_t record; /* of the piece, from 1: that for which the rest is true */
    bool has_value;  /* a scalar, not null */
    struct hash_wide hash;
    struct str text; /* in the block, or in the piece's scratch */
};

/* What a thread keeps from piece to piece. */
struct data_worker {
    struct arena arena;  /* of the validator */
    struct arena record; /* of one record */
    struct validator *validator;
    const struct node **nodes;       /* of the record at hand by field; NULL: absent */
    const struct pattern **patterns; /* by check; NULL: not compiled yet */
    const struct node **last_marked; /* by field of which a record has many values: the one found invalid last */
    uint64_t *marked;                /* by field: the record of the piece in which it was last found invalid, from 1 */
    struct data_key_part *key_parts; /* by field */
};

void data_worker_init(struct data_worker *worker, const struct data_schema *schema, bool asserts_format,
                      void (*on_out_of_memory)(void));

/* Forgets what a piece has found. */
void data_piece_begin(struct data_piece *piece, const struct data_schema *schema);

/* Judges the block of a piece, from byte `from`. */
void data_piece_judge(struct data_piece *piece, const struct data_file *file, struct data_worker *worker, size_t from);

#endif

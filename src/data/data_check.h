/* The quality checks of a contract: which of them records can tell, and what they then demand. */
#ifndef DATA_DATA_CHECK_H
#define DATA_DATA_CHECK_H

#include "base/map.h"
#include "base/number.h"
#include "base/pattern.h"
#include "contract/model.h"

struct data_schema;

enum data_check_kind {
    CHECK_NULLS,     /* values that are null or not there */
    CHECK_VALUES,    /* values that are not in a list, or do not match a pattern */
    CHECK_MISSING,   /* values that are in a list of what stands for none, or are null or not there */
    CHECK_RANGE,     /* values outside a range */
    CHECK_REPEATED,  /* values that stand more than once */
    CHECK_ROWS,      /* records */
    CHECK_AGE,       /* of the newest record */
    CHECK_DIMENSION, /* a threshold of a dimension of quality */
    CHECK_NOTHING    /* of no kind that records tell */
};

/* Who tells that it is broken. */
enum data_check_teller {
    TELLER_RUN,    /* one finding at the check, when all records are known */
    TELLER_RECORD, /* a finding at each value */
    TELLER_SCHEMA  /* the findings that the schema gives */
};

/* What a count, or a share in percent, must be. */
struct data_bound {
    enum comparison comparison;
    bool is_percent, is_open; /* `is_open`: what is between two numbers is none of them */
    struct number value, upper;
};

/* Numbers, or instants in seconds. */
struct data_range {
    bool has_low, has_high, is_low_open, is_high_open, is_of_times;
    struct number low, high;
};

struct data_check {
    enum data_check_kind kind;
    enum data_check_teller teller;
    const struct node *node;            /* in the contract */
    const char *name;                   /* "`accepted_values` of `status`" */
    const char *unmeasured;             /* why it is not; NULL: it is */
    const char *demand;                 /* "> 0"; NULL: there is nothing to quote */
    bool is_soft;                       /* the contract calls its failing no error */
    uint32_t field, parent;             /* of the five that are about a field's values */
    uint32_t key;                       /* of repeated values: in the keys of the schema */
    bool is_absence_told, is_null_told; /* by the schema */
    const struct map *values;           /* texts of data_check_text; NULL: none */
    const struct pattern_ast *pattern;  /* NULL: none */
    struct data_range range;
    const struct data_bound *bounds;
    size_t bound_count;
    size_t dimension;
    int64_t age; /* seconds */
    bool is_age_exclusive;
};

struct data_checks {
    const struct data_check *at;
    size_t count;
    size_t left_out;           /* beyond what a run looks at */
    const uint32_t *of_record; /* those that each record is asked about */
    size_t of_record_count;
};

/* What records say of a check. */
struct data_check_count {
    uint64_t considered, broken;
};

/* Reads the checks of a contract that hold for a dataset of it. `schema` has its fields, made from `sources`, and its
   keys, to which those of checks are added. In `arena`. */
struct data_checks data_checks_make(struct arena *arena, const struct contract *contract, const struct dataset *dataset,
                                    struct data_schema *schema, const struct field *const *sources);

/* A text that is equal for values that people take for the same, whether they are written as numbers or as strings. */
struct str data_check_text(struct arena *arena, const struct node *value);

#endif

/* The quality of records as it was measured, beside what the contract promises. */
#ifndef DATA_DATA_SCORE_H
#define DATA_DATA_SCORE_H

#include "data/data.h"

enum { MILLION = 1000000 };

/* A share, rounded down, so that only what is whole is 1. */
struct data_share {
    bool is_known;
    uint32_t millionths;
};

struct data_dimension {
    const char *name;
    struct data_share value;
    struct data_share weight;
    const char *reason; /* why it is not known; NULL: it is */
};

struct data_field_quality {
    const struct data_field *field;
    uint64_t records; /* in which it could be */
    uint64_t present; /* not null */
    uint64_t invalid;
    struct data_share completeness, validity;
    bool has_distinct;
    uint64_t distinct;
    bool is_estimate;
};

enum data_outcome_state { OUTCOME_KEPT, OUTCOME_BROKEN, OUTCOME_UNMEASURED, OUTCOME_STATES };

/* What became of a quality check. */
struct data_outcome {
    const struct data_check *check;
    enum data_outcome_state state;
    const char *measured; /* "3 of 10 values"; NULL: nothing was */
    const char *reason;   /* why it was not measured; NULL: it was */
};

struct data_quality {
    uint64_t records, unreadable;
    uint64_t cut; /* records of which only the first DATA_CAUSES_MAX mistakes are counted */
    struct data_dimension dimensions[DATA_DIMENSIONS];
    struct data_field_quality *fields;
    size_t field_count;
    struct data_share score; /* of what was measured, by weights that then make 1 */
    struct data_share promised;
    int64_t age;                         /* of the newest record, in seconds; -1: not known */
    const char *age_reason;              /* why it is not known */
    const struct data_outcome *outcomes; /* of the checks, in the order of the contract */
    size_t outcome_count;
    uint64_t outcome_counts[OUTCOME_STATES]; /* checks beyond what is looked at are not measured */
};

/* What the measures come to at `now`, seconds since the epoch; in `arena`. Completeness is that of the fields that must
   be there, of all where none must; validity the share of values without a finding, records that cannot be read taken
   off; uniqueness the share of keys that are not repeated; freshness 1 while the newest record is as young as promised,
   then the promise divided by its age. */
const struct data_quality *data_quality_make(struct arena *arena, const struct data_measures *measures, int64_t now);

#endif

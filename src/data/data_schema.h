/* What a contract demands of records, ready for judging them: the compiled schema, the fields that are measured, the
   keys that must not repeat, the promises that data can keep. */
#ifndef DATA_DATA_SCHEMA_H
#define DATA_DATA_SCHEMA_H

#include "base/error.h"
#include "base/map.h"
#include "check/check.h"
#include "data/data_check.h"
#include "schema/compile.h"

enum {
    DATA_FIELDS_MAX = 1000,
    DATA_KEYS_COUNT_MAX = 2000,
    DATA_KEYS_WIDE_MAX = 16, /* of several fields: few fields have many subsets */
    DATA_KEY_FIELDS_MAX = 16,
    DATA_DIMENSIONS = 5
};

/* A field by its path from the record, the root included: the first one, without a name. Members of one object stand
   one behind the other. The items of a list, where they have members, are one of their own, which is not told of. */
struct data_field {
    struct str name, path; /* "address.city", "lines[].price" */
    struct str pointer;    /* "/address/city"; of a field of which a record has one value */
    unsigned types;        /* enum json_type bits that are declared, or those of its allowed values; 0: none */
    bool is_required;      /* must be there and not be null */
    bool is_sensitive; /* the contract calls it, or something in it, personal or confidential, or may do so: its values
                          are masked */
    uint32_t first, count;   /* its members */
    uint32_t items;          /* of a list: the field of its items; 0: none */
    uint32_t list;           /* of such a field: the list; 0: it is another one */
    bool is_many;            /* a record may have several values of it */
    const struct map *index; /* of many members: name to struct data_field; NULL: few */
};

/* Fields whose values, together, must not occur twice. */
struct data_key {
    const struct node *demand; /* what says so in the contract */
    uint32_t fields[DATA_KEY_FIELDS_MAX];
    size_t count;
    bool is_silent; /* what repeats is counted, and not told */
};

struct data_schema {
    const struct source *source; /* of the contract; its lines are indexed */
    uint32_t document;           /* of the source, from 1 */
    const struct dataset *dataset;
    const struct schema_set *set;
    const struct schema *root;
    size_t problems;      /* of the schema: what it says there is not checked */
    bool is_whole;        /* an array is one record, not a list of them */
    bool refuses_unknown; /* members that are not declared, at the top */
    const struct data_field *fields;
    size_t field_count;
    bool has_sensitive;
    struct data_key *keys;
    size_t key_count, key_capacity;
    struct data_checks checks;
    const struct data_field *timestamp;     /* NULL: none is named */
    int64_t freshness;                      /* promised, in seconds; -1: nothing */
    struct number weights[DATA_DIMENSIONS]; /* in the order of weight_dimensions */
    struct str promised_score;              /* as written; empty: none */
};

/* Makes ready to judge the records of a dataset of `contract`. `timestamp` names the field that tells how fresh a
   record is; empty: the first that the contract's freshness promise names. False with one line: there is no such field,
   or the schema is in a registry. Lives in `arena`. */
bool data_schema_make(struct arena *arena, const struct settings *settings, const struct document *document,
                      const struct contract *contract, const struct dataset *dataset, struct str timestamp,
                      struct data_schema *schema, struct error *err) __attribute__((warn_unused_result));

/* The member of a field with that name; NULL when there is none. `hint` is the index in the object where it is looked
   for first. */
const struct data_field *data_field_member(const struct data_schema *schema, const struct data_field *parent,
                                           struct str name, size_t hint);

/* Adds a key unless there is one of the same fields, which then is no longer silent when the other is not. False when
   there is no room. `*index` becomes its index. */
bool data_schema_add_key(struct data_schema *schema, const struct data_key *key, uint32_t *index);

/* The field of a path, of which a record has one value; NULL when there is none. */
const struct data_field *data_field_find(const struct data_schema *schema, struct str path);

#endif

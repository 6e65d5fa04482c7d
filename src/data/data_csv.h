/* Rows of CSV as records: the header names the columns, the contract says what their cells are. */
#ifndef DATA_DATA_CSV_H
#define DATA_DATA_CSV_H

#include "base/csv.h"
#include "data/data_schema.h"

struct data_column {
    struct node key;                /* the name, as a record's key */
    const struct data_field *field; /* NULL: not declared */
    struct csv_cell cell;           /* of the header */
    bool is_left_out;               /* it is no part of the records: unknown and refused, or named twice */
    bool is_repeated;
};

struct data_columns {
    struct data_column *at;
    size_t count;
    bool has_declared;                 /* one of them at least */
    const struct data_field **missing; /* required fields without a column */
    size_t missing_count;
};

/* The columns that a header row names; in `arena`, the names too. */
struct data_columns data_columns_make(struct arena *arena, const struct data_schema *schema, const struct csv *header);

/* A row as a record. */
struct data_row {
    const struct node *root;        /* an object */
    const struct problem *problems; /* of the JSON in its cells, which they have for place */
};

/* Reads a row in `arena`. An empty cell without quotes is null where the field may be null, else absent; numbers,
   booleans and null are read where the declared type has them, and JSON where it has objects or lists: all of its parts
   have the cell for place. What cannot be read as such is text. */
struct data_row data_csv_record(struct arena *arena, const struct data_columns *columns, const struct limits *limits,
                                const struct csv *row);

/* Whether a member is missing in every row, which is told at the header. */
bool data_columns_lack(const struct data_columns *columns, struct str name);

#endif

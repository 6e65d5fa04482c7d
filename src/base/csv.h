/* Rows of comma-separated values (RFC 4180): quotes, doubled quotes, line breaks inside quotes; LF, CRLF and CR end a
   row. Knows nothing of what cells mean. */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include "base/str.h"

struct arena;

struct csv_cell {
    struct str text;   /* without its quotes, doubled ones made single */
    size_t start, end; /* bytes of the text, quotes included */
    bool is_quoted;
};

/* Start with `struct csv csv = {.arena = …, .text = …, .delimiter = ','}`. */
struct csv {
    struct arena *arena; /* of the cells */
    struct str text;
    char delimiter;
    size_t at; /* where the next row begins */
    struct csv_cell *cells;
    size_t count, capacity; /* cells of the row that was read last */
    const char *error;      /* what is wrong in that row; NULL: nothing */
    size_t error_at;        /* byte of the text */
    bool is_unclosed;       /* a quote of that row is never closed: it has swallowed the rest of the text */
};

/* Reads the next row; rows of nothing but a line end are passed over. False at the end of the text. A wrong row is read
   as well as can be; a quote that is never closed ends the text. */
bool csv_next(struct csv *csv);

/* Follows a text up to the ends of its rows, as csv_next sees them. */
struct csv_scan {
    bool is_quoted; /* inside quotes */
    size_t scanned; /* bytes */
    size_t end;     /* behind the last row that is whole */
};

/* Goes on where the last call stopped, in a text that has grown. A CR at the end of the text may be half of a line end,
   so that row is not whole yet. */
void csv_scan(struct csv_scan *scan, struct str text, char delimiter);

#endif

/* Cuts the bytes of records into pieces of whole records, which threads then judge. One thread reads; memory is bounded
   by the longest record that is allowed. Knows no contract. */
#ifndef DATA_DATA_READER_H
#define DATA_DATA_READER_H

#include "base/csv.h"
#include "base/stream.h"
#include "yaml/source.h"

enum data_format { DATA_JSONL, DATA_JSON, DATA_CSV, DATA_YAML };

enum {
    DATA_PIECE_SIZE = 256 * 1024,
    DATA_RECORD_MAX = 16 * 1024 * 1024 /* bytes of a record; of a text that cannot be cut */
};

/* Whole records. */
struct data_block {
    struct arena arena; /* of the text */
    char *at;           /* the buffer, reused from block to block */
    size_t capacity;
    struct str text; /* followed by a NUL */
    struct position start;
    uint64_t first; /* records of the list before it */
    bool is_list;   /* records are elements of a JSON list, a comma behind each */
    bool is_last;
    const char *error; /* what is wrong at `error_at`, behind the records; NULL: nothing */
    size_t error_at;   /* byte of the text */
    bool is_limit;     /* `error` is about a limit */
    bool is_broken;    /* and nothing behind it can be read */
};

/* Follows JSON to the commas outside of all brackets. */
struct json_scan {
    uint32_t depth; /* open brackets */
    bool is_quoted, is_escaped;
};

/* Index of the first comma, or closing bracket that was not opened, at byte `from` or later; `text.len`: there is none.
   Text before `from` was given to the calls before. */
size_t json_scan(struct json_scan *scan, struct str text, size_t from);

struct data_reader {
    struct stream *stream;
    enum data_format format;
    char delimiter;
    bool is_whole; /* a JSON list is one record */
    struct arena *arena;
    char *left; /* what was read and is not given out */
    size_t left_len, left_capacity;
    struct position next; /* of the first byte that is left */
    uint64_t first;
    bool has_begun, is_end, is_list, is_skipping, is_done;
};

/* Starts reading; `arena` lives as long as the reader. */
void data_reader_init(struct data_reader *reader, struct arena *arena, struct stream *stream, enum data_format format);

/* Fills a block. False at the end, or, with one line, where nothing can be read. */
bool data_reader_next(struct data_reader *reader, struct data_block *block, struct error *err);

/* The number of lines that end in a text: at LF, CRLF and CR. */
uint32_t lines_in(struct str text);

/* The position behind a text that begins at `at`. */
struct position position_after(struct position at, struct str text);

#endif

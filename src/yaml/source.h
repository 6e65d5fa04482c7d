/* The bytes of one input and where its lines begin; knows nothing of YAML's grammar. */
#ifndef YAML_SOURCE_H
#define YAML_SOURCE_H

#include "base/arena.h"
#include "base/str.h"

#include <stdint.h>

/* Bytes `start` to `end` (exclusive) of a source's text: the only form in which places are stored. */
struct span {
    uint32_t start, end;
};

/* The first character that starts at or after a multiple of 4,096 bytes. */
struct source_mark {
    uint32_t byte;
    uint32_t characters; /* before it */
};

/* One input. `text` is UTF-8 without byte order mark, followed by a NUL byte. */
struct source {
    struct str name;     /* as reports print it */
    struct str revision; /* of a version control system; empty for files */
    struct str text;
    uint32_t bom;            /* bytes of the byte order mark that stood before `text` */
    bool is_transcoded;      /* was UTF-16: spans are not offsets into the file */
    uint32_t lines_before;   /* of an excerpt: lines of the file before the text, */
    uint32_t columns_before; /* and code points before it in its first line */
    const uint32_t *lines;   /* start of each line, once source_index_lines was called */
    uint32_t line_count;
    const struct source_mark *marks; /* one per 4 KiB, so that columns in very long lines are found at once */
    const struct span *hidden;       /* what nobody may print, in order and apart: secrets but for their beginnings */
    size_t hidden_count;
};

/* Line and column start at 1; the column counts Unicode code points, a tab is one. */
struct position {
    uint32_t line, column;
};

/* A source over `bytes`, which must stay where they are and end in a NUL that `bytes.len` does not count: takes off a
   byte order mark and turns UTF-16 with a mark into UTF-8 (a copy in `arena`). Sizes up to 1 GiB. */
struct source source_make(struct arena *arena, struct str name, struct str bytes);

/* Fills `lines` and `marks` (in `arena`) unless they are: lines end at LF, CRLF and CR only. */
void source_index_lines(struct source *source, struct arena *arena);

/* The position of a byte of the text, `text.len` included, in bounded time; of an excerpt, that in the file. The lines
   must be indexed. */
struct position source_position(const struct source *source, uint32_t byte);

/* Where the line of a byte begins in the text. The lines must be indexed. */
uint32_t source_line_start(const struct source *source, uint32_t byte);

/* Whether any byte of `span` is hidden. */
bool source_is_hidden(const struct source *source, struct span span);

/* The text of a line (from 1) without its line end; empty when there is no such line. The lines must be indexed. */
struct str source_line(const struct source *source, uint32_t line);

#endif

#include "data/data_reader.h"

#include "base/utf8.h"

/* The number of lines that end in a text, and where the last of them does; `*last` stays as it is where none does. */
static uint32_t count_lines(struct str text, const char **last)
{
    const char *end = text.at + text.len;
    bool has_cr = text.len && memchr(text.at, '\r', text.len);
    uint32_t count = 0;
    for (const char *c = text.at; c && c < end; c++) {
        if (!has_cr && !(c = memchr(c, '\n', (size_t)(end - c))))
            break;
        if (*c == '\n' || (*c == '\r' && (c + 1 == end || c[1] != '\n'))) {
            count++;
            *last = c + 1;
        }
    }
    return count;
}

uint32_t lines_in(struct str text)
{
    const char *last;
    return count_lines(text, &last);
}

struct position position_after(struct position at, struct str text)
{
    const char *line = text.at;
    uint32_t count = count_lines(text, &line);
    at.line += count;
    if (count)
        at.column = 1;
    at.column += (uint32_t)utf8_length((struct str){line, (size_t)(text.at + text.len - line)});
    return at;
}

size_t json_scan(struct json_scan *scan, struct str text, size_t from)
{
    for (size_t i = from; i < text.len; i++) {
        char c = text.at[i];
        if (scan->is_escaped) {
            scan->is_escaped = false;
        } else if (scan->is_quoted) {
            while (c != '"' && c != '\\' && ++i < text.len)
                c = text.at[i];
            scan->is_escaped = c == '\\';
            scan->is_quoted = c != '"';
        } else if (c == '"') {
            scan->is_quoted = true;
        } else if (c == '{' || c == '[') {
            scan->depth++;
        } else if (c == '}' || c == ']') {
            if (scan->depth == 0)
                return i;
            scan->depth--;
        } else if (c == ',' && scan->depth == 0) {
            return i;
        }
    }
    return text.len;
}

void data_reader_init(struct data_reader *reader, struct arena *arena, struct stream *stream, enum data_format format)
{
    *reader = (struct data_reader){
        .stream = stream, .format = format, .delimiter = ',', .arena = arena, .next = {.line = 1, .column = 1}};
}

/* Buffers. */

static void block_reserve(struct data_block *block, size_t size)
{
    if (block->capacity > size)
        return;
    size_t len = block->text.len;
    char *at = arena_alloc_bytes(&block->arena, size + 1);
    if (len)
        memcpy(at, block->text.at, len);
    block->at = at;
    block->text.at = at;
    block->capacity = size + 1;
}

/* Puts what was left over in front. A buffer that a long record made large is given back. */
static void block_begin(struct data_reader *reader, struct data_block *block)
{
    if (block->capacity > 2 * DATA_PIECE_SIZE + 1) {
        arena_reset(&block->arena);
        block->at = NULL;
        block->capacity = 0;
    }
    struct data_block clean = {.arena = block->arena, .at = block->at, .capacity = block->capacity};
    clean.text.at = clean.at;
    *block = clean;
    block_reserve(block, DATA_PIECE_SIZE > reader->left_len ? DATA_PIECE_SIZE : reader->left_len);
    if (reader->left_len)
        memcpy(block->at, reader->left, reader->left_len);
    block->text.len = reader->left_len;
    block->start = reader->next;
    block->first = reader->first;
    block->is_list = reader->is_list;
    reader->left_len = 0;
}

static bool block_fill(struct data_reader *reader, struct data_block *block, size_t size, struct error *err)
{
    size_t got;
    block_reserve(block, size);
    if (block->text.len >= size)
        return true;
    if (!stream_read(reader->stream, block->at + block->text.len, size - block->text.len, &got, err))
        return false;
    reader->is_end = got < size - block->text.len;
    block->text.len += got;
    return true;
}

static void keep_left(struct data_reader *reader, struct str left)
{
    if (left.len > reader->left_capacity) {
        reader->left_capacity = left.len * 2;
        reader->left = arena_alloc_bytes(reader->arena, reader->left_capacity);
    }
    if (left.len)
        memcpy(reader->left, left.at, left.len);
    reader->left_len = left.len;
}

/* Ends a block at a byte of its text; the rest is left. */
static void block_end(struct data_reader *reader, struct data_block *block, size_t end)
{
    struct str whole = block->text;
    block->text = str_slice(whole, 0, end);
    reader->next = position_after(block->start, block->text);
    keep_left(reader, str_slice(whole, end, whole.len));
}

static void complain(struct data_block *block, size_t at, const char *error)
{
    block->error = error;
    block->error_at = at;
}

/* The beginning of the text: byte order marks and the bracket of a list. */

static size_t skip_blanks(struct str text, size_t at)
{
    while (at < text.len && char_is_blank(text.at[at]))
        at++;
    return at;
}

static void drop(struct data_reader *reader, struct data_block *block, size_t count)
{
    reader->next = position_after(block->start, str_slice(block->text, 0, count));
    memmove(block->at, block->at + count, block->text.len - count);
    block->text.len -= count;
    block->start = reader->next;
}

static void begin(struct data_reader *reader, struct data_block *block)
{
    reader->has_begun = true;
    if (str_starts(block->text, "\xEF\xBB\xBF")) {
        drop(reader, block, 3);
        block->start = reader->next = (struct position){1, 1};
    }
    if (reader->format != DATA_JSON || reader->is_whole)
        return;
    size_t first = skip_blanks(block->text, 0);
    reader->is_list = first < block->text.len && block->text.at[first] == '[';
    block->is_list = reader->is_list;
    if (reader->is_list)
        drop(reader, block, first + 1);
}

/* What is no text, by its first bytes; NULL: it may be one. */
static const char *foreign_text(struct str text)
{
    static const char *const words[][2] = {
        {"\xFF\xFE", "this is UTF-16; data is read as UTF-8"},
        {"\xFE\xFF", "this is UTF-16; data is read as UTF-8"},
        {"\x1F\x8B", "this is compressed with gzip; pipe it through zcat"},
        {"\x28\xB5\x2F\xFD", "this is compressed with zstd; pipe it through zstdcat"},
        {"BZh9", "this is compressed with bzip2; pipe it through bzcat"},
        {"\xFD\x37zXZ", "this is compressed with xz; pipe it through xzcat"},
        {"PK\x03\x04", "this is a ZIP archive or a workbook; export JSON Lines or CSV"},
        {"PAR1", "this is Parquet; export JSON Lines or CSV"},
        {"Obj\x01", "this is Avro; export JSON Lines or CSV"},
        {"ORC\x0A", "this is ORC; export JSON Lines or CSV"},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_starts(text, words[i][0]))
            return words[i][1];
    return NULL;
}

/* Ends of records: where the last whole one in a text ends; 0: none does. */

struct cut {
    size_t end;
    size_t close; /* of a list: its closing bracket; SIZE_MAX: not yet */
    size_t count; /* of a list: elements up to `end` */
    size_t scanned;
    struct json_scan json;
    struct csv_scan csv;
};

static void cut_lines(struct cut *cut, struct str text)
{
    for (size_t i = text.len; i > cut->scanned; i--)
        if (text.at[i - 1] == '\n') {
            cut->end = i;
            break;
        }
    cut->scanned = text.len;
}

static void cut_list(struct cut *cut, struct str text)
{
    while (cut->close == SIZE_MAX && cut->scanned < text.len) {
        size_t at = json_scan(&cut->json, text, cut->scanned);
        cut->scanned = at + 1 < text.len ? at + 1 : text.len;
        if (at == text.len)
            return;
        cut->count++;
        if (text.at[at] == ',')
            cut->end = at + 1;
        else
            cut->close = cut->end = at;
    }
}

static void cut_text(const struct data_reader *reader, struct cut *cut, struct str text)
{
    if (reader->format == DATA_JSONL)
        cut_lines(cut, text);
    else if (reader->is_list)
        cut_list(cut, text);
    else if (reader->format == DATA_CSV)
        csv_scan(&cut->csv, text, reader->delimiter);
    if (reader->format == DATA_CSV)
        cut->end = cut->csv.end;
}

/* What to do with what was read. */

/* Whether anything but blanks follows byte `from`, which ends the reading. */
static bool has_more(struct data_reader *reader, const struct data_block *block, size_t from, struct error *err)
{
    char more[4096];
    bool is_found = skip_blanks(block->text, from) < block->text.len;
    for (size_t got = sizeof more; !is_found && got == sizeof more;) {
        if (!stream_read(reader->stream, more, sizeof more, &got, err))
            return false;
        is_found = skip_blanks((struct str){more, got}, 0) < got;
    }
    return is_found;
}

static bool end_of_list(struct data_reader *reader, struct data_block *block, size_t close, struct error *err)
{
    if (block->text.at[close] != ']')
        complain(block, close, "`,` or `]` is missing");
    else if (has_more(reader, block, close + 1, err))
        complain(block, close, "text after the end of the JSON value");
    block->is_broken = block->error;
    block->text.len = close;
    reader->is_done = true;
    return !err->is_set;
}

/* All that is left is the last of it. */
static void end_of_text(struct data_reader *reader, struct data_block *block)
{
    reader->is_done = true;
    if (reader->is_list) {
        complain(block, block->text.len, "`[` is not closed");
        block->is_broken = true;
    }
}

/* A line that is too long is passed over; in other formats nobody knows where the next record begins. */
static void end_at_limit(struct data_reader *reader, struct data_block *block)
{
    block->is_limit = true;
    complain(block, 0, "a record of more than 16 MiB");
    block->text.len = 0;
    reader->is_skipping = reader->format == DATA_JSONL;
    block->is_broken = reader->is_done = !reader->is_skipping;
}

/* Leaves out the rest of a line that was too long. */
static bool skip_line(struct data_reader *reader, struct data_block *block, struct error *err)
{
    while (reader->is_skipping) {
        size_t end = str_index(block->text, '\n');
        reader->is_skipping = end == block->text.len && !reader->is_end;
        drop(reader, block, end + (end < block->text.len));
        if (!block_fill(reader, block, DATA_PIECE_SIZE, err))
            return false;
    }
    return true;
}

static bool begin_block(struct data_reader *reader, struct data_block *block, struct error *err)
{
    block_begin(reader, block);
    if (!block_fill(reader, block, DATA_PIECE_SIZE, err) || !skip_line(reader, block, err))
        return false;
    if (!reader->has_begun)
        begin(reader, block);
    bool is_first = block->start.line == 1 && block->start.column == 1;
    const char *foreign = is_first ? foreign_text(block->text) : NULL;
    if (foreign) {
        complain(block, 0, foreign);
        block->is_broken = reader->is_done = true;
        block->text.len = 0;
    }
    return true;
}

bool data_reader_next(struct data_reader *reader, struct data_block *block, struct error *err)
{
    struct cut cut = {.close = SIZE_MAX};
    if (reader->is_done || !begin_block(reader, block, err))
        return false;
    for (size_t size = DATA_PIECE_SIZE; !reader->is_done; size *= 2) {
        if (!block_fill(reader, block, size, err))
            return false;
        cut_text(reader, &cut, block->text);
        if (cut.close != SIZE_MAX) {
            if (!end_of_list(reader, block, cut.close, err))
                return false;
        } else if (reader->is_end) {
            end_of_text(reader, block);
        } else if (cut.end) {
            block_end(reader, block, cut.end);
            break;
        } else if (size >= DATA_RECORD_MAX) {
            end_at_limit(reader, block);
            break;
        }
    }
    block->at[block->text.len] = '\0';
    reader->first += cut.count;
    block->is_last = reader->is_done;
    return true;
}

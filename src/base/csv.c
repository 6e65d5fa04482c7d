#include "base/csv.h"

#include "base/arena.h"

static char peek(const struct csv *csv)
{
    return csv->at < csv->text.len ? csv->text.at[csv->at] : '\0';
}

static bool is_cell_end(const struct csv *csv)
{
    char c = peek(csv);
    return csv->at == csv->text.len || c == csv->delimiter || c == '\n' || c == '\r';
}

static void complain(struct csv *csv, size_t at, const char *error)
{
    if (csv->error)
        return;
    csv->error = error;
    csv->error_at = at;
}

static struct csv_cell *add_cell(struct csv *csv)
{
    if (csv->count == csv->capacity) {
        size_t capacity = csv->capacity ? csv->capacity * 2 : 16;
        struct csv_cell *cells = arena_alloc_array(csv->arena, capacity, sizeof *cells);
        for (size_t i = 0; i < csv->count; i++)
            cells[i] = csv->cells[i];
        csv->cells = cells;
        csv->capacity = capacity;
    }
    csv->cells[csv->count] = (struct csv_cell){.start = csv->at};
    return &csv->cells[csv->count++];
}

/* With doubled quotes made single. */
static struct str unescape(struct arena *arena, struct str raw)
{
    char *text = arena_alloc_bytes(arena, raw.len);
    size_t len = 0;
    for (size_t i = 0; i < raw.len; i++) {
        text[len++] = raw.at[i];
        if (raw.at[i] == '"')
            i++;
    }
    return (struct str){text, len};
}

static void read_quoted(struct csv *csv, struct csv_cell *cell)
{
    const size_t start = ++csv->at;
    bool has_escape = false;
    for (;; csv->at += 2, has_escape = true) {
        csv->at += str_index(str_slice(csv->text, csv->at, csv->text.len), '"');
        if (csv->at + 1 >= csv->text.len || csv->text.at[csv->at + 1] != '"')
            break;
    }
    struct str raw = str_slice(csv->text, start, csv->at);
    cell->is_quoted = true;
    cell->text = has_escape ? unescape(csv->arena, raw) : raw;
    if (csv->at == csv->text.len) {
        complain(csv, start - 1, "a quote is not closed");
        csv->is_unclosed = true;
        return;
    }
    csv->at++;
    if (!is_cell_end(csv))
        complain(csv, csv->at, "text after a closing quote; a quote inside a quoted cell is doubled");
    while (!is_cell_end(csv))
        csv->at++;
}

static void read_plain(struct csv *csv, struct csv_cell *cell)
{
    const size_t start = csv->at;
    for (; !is_cell_end(csv); csv->at++)
        if (csv->text.at[csv->at] == '"')
            complain(csv, csv->at, "a quote in a cell without quotes; put the cell in quotes and double the quote");
    cell->text = str_slice(csv->text, start, csv->at);
}

static void read_row(struct csv *csv)
{
    for (;;) {
        struct csv_cell *cell = add_cell(csv);
        if (peek(csv) == '"')
            read_quoted(csv, cell);
        else
            read_plain(csv, cell);
        cell->end = csv->at;
        if (csv->at == csv->text.len || peek(csv) != csv->delimiter)
            return;
        csv->at++;
    }
}

static bool skip_line_end(struct csv *csv)
{
    if (peek(csv) == '\r' && csv->at + 1 < csv->text.len && csv->text.at[csv->at + 1] == '\n')
        csv->at += 2;
    else if (peek(csv) == '\r' || peek(csv) == '\n')
        csv->at++;
    else
        return false;
    return true;
}

bool csv_next(struct csv *csv)
{
    csv->count = 0;
    csv->error = NULL;
    while (skip_line_end(csv))
        ;
    if (csv->at >= csv->text.len)
        return false;
    read_row(csv);
    skip_line_end(csv);
    return true;
}

/* Past what is quoted; a quote at the end of the text may be the first of two. */
static bool scan_quoted(struct csv_scan *scan, struct str text)
{
    size_t quote = scan->scanned + str_index(str_slice(text, scan->scanned, text.len), '"');
    scan->scanned = quote;
    if (quote + 1 >= text.len)
        return false;
    if (text.at[quote + 1] == '"') {
        scan->scanned = quote + 2;
    } else {
        scan->scanned = quote + 1;
        scan->is_quoted = false;
    }
    return true;
}

static bool begins_cell(struct str text, size_t at, char delimiter)
{
    char before = at ? text.at[at - 1] : '\n';
    return before == delimiter || before == '\n' || before == '\r';
}

void csv_scan(struct csv_scan *scan, struct str text, char delimiter)
{
    while (scan->scanned < text.len) {
        size_t at = scan->scanned;
        char c = text.at[at];
        if (scan->is_quoted) {
            if (!scan_quoted(scan, text))
                return;
            continue;
        }
        if (c == '\r' && at + 1 == text.len)
            return;
        scan->scanned++;
        if (c == '\n' || (c == '\r' && text.at[at + 1] != '\n'))
            scan->end = scan->scanned;
        else if (c == '"')
            scan->is_quoted = begins_cell(text, at, delimiter);
    }
}

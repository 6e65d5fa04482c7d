#include "data/data_header.h"

#include "base/buf.h"
#include "base/distance.h"
#include "base/utf8.h"
#include "data/data_finding.h"

struct header {
    struct arena *arena;
    const struct data_file *file;
    struct data_piece *piece;
    size_t end;
};

/* A header that names nothing of the schema may be a record, in a file that has no header: it is hidden like one. */
static bool is_hidden(const struct header *header)
{
    return header->file->schema->has_sensitive && !header->file->columns->has_declared;
}

static void complain(const struct header *header, enum data_mistake mistake, struct span span, const char *facts)
{
    struct data_place place = {.span = span, .is_all_hidden = is_hidden(header)};
    place.record = (struct span){0, (uint32_t)header->end};
    data_finding_add(header->piece, header->file, mistake, &place, facts);
}

static struct span span_of(const struct csv_cell *cell)
{
    return (struct span){(uint32_t)cell->start, (uint32_t)cell->end};
}

/* What to say where a header of one cell has what parts the cells of other files; empty: nothing. */
static const char *delimiter_hint(const struct data_columns *columns)
{
    static const char *const others[][2] = {{";", ": the header is one cell with `;` in it, see --delimiter"},
                                            {"\t", ": the header is one cell with a tab in it, see --delimiter"},
                                            {"|", ": the header is one cell with `|` in it, see --delimiter"},
                                            {",", ": the header is one cell with `,` in it, see --delimiter"}};
    struct str only = columns->at[0].key.text;
    for (size_t i = 0; i < sizeof others / sizeof *others && columns->count == 1; i++)
        if (str_contains(only, others[i][0]))
            return others[i][1];
    return "";
}

/* The column that may be meant. A header that may be a record is not quoted. */
static const char *near_hint(const struct header *header, const struct data_columns *columns, struct str name)
{
    enum { COLUMNS_MAX = 200 };
    struct distance_search near = distance_search_start(name);
    for (size_t i = 0; i < columns->count && i < COLUMNS_MAX; i++)
        if (!columns->at[i].field)
            distance_search_offer(&near, columns->at[i].key.text);
    if (!near.found.at || is_hidden(header))
        return "";
    return text_print(header->arena, "; is it %s?", utf8_quote(header->arena, near.found));
}

static void check_any_declared(const struct header *header, const struct data_columns *columns)
{
    const struct data_schema *schema = header->file->schema;
    const struct csv_cell *first = &columns->at[0].cell, *last = &columns->at[columns->count - 1].cell;
    const char *hint = delimiter_hint(columns);
    if (columns->has_declared || columns->missing_count || !schema->fields->count)
        return;
    struct str wanted = schema->fields[schema->fields->first].name;
    if (!*hint)
        hint = near_hint(header, columns, wanted);
    complain(header, DATA_COLUMNS, (struct span){(uint32_t)first->start, (uint32_t)last->end},
             text_print(header->arena, "the header names no field of the contract, such as %s%s",
                        utf8_quote(header->arena, wanted), hint));
}

static void check_columns(const struct header *header, const struct data_columns *columns)
{
    struct arena *arena = header->arena;
    for (size_t i = 0; i < columns->count; i++) {
        const struct data_column *column = &columns->at[i];
        const char *name = utf8_quote(arena, column->key.text);
        if (is_hidden(header))
            name = data_mask(arena, name, column->key.text);
        if (column->is_repeated)
            complain(header, DATA_COLUMNS, span_of(&column->cell),
                     text_print(arena, "the column %s stands twice", name));
        else if (column->is_left_out)
            complain(header, DATA_UNKNOWN_FIELD, span_of(&column->cell),
                     text_print(arena, "the column %s is not declared", name));
    }
    const char *hint = delimiter_hint(columns);
    for (size_t i = 0; i < columns->missing_count; i++)
        complain(header, DATA_MISSING, span_of(&columns->at[0].cell),
                 text_print(arena, "there is no column %s%s", utf8_quote(arena, columns->missing[i]->path),
                            *hint ? hint : near_hint(header, columns, columns->missing[i]->name)));
    check_any_declared(header, columns);
}

/* What keeps a header from being read; NULL: nothing. */
static const char *header_error(const struct csv *csv, struct span *span)
{
    struct str text = str_slice(csv->text, 0, csv->at);
    *span = (struct span){(uint32_t)csv->error_at, (uint32_t)csv->error_at + 1};
    if (csv->error)
        return csv->error;
    size_t valid = utf8_valid_length(text);
    *span = (struct span){(uint32_t)valid, (uint32_t)valid + 1};
    return valid < text.len ? "this is no UTF-8" : NULL;
}

bool data_header_read(struct arena *arena, struct data_file *file, struct data_piece *piece, size_t *first_row)
{
    const size_t most = file->limits->nodes / 2; /* a record has a name and a value in each */
    struct csv csv = {.arena = arena, .text = piece->block.text, .delimiter = file->delimiter};
    struct data_columns *columns = arena_new(arena, struct data_columns);
    struct header header = {arena, file, piece, 0};
    struct span span;
    file->columns = columns;
    data_piece_begin(piece, file->schema);
    if (!csv_next(&csv)) {
        if (!piece->block.error)
            complain(&header, DATA_COLUMNS, (struct span){0, 0}, "there is no header");
        return true;
    }
    *first_row = header.end = csv.at;
    const char *error = header_error(&csv, &span);
    if (error) {
        complain(&header, DATA_SYNTAX, span, error);
    } else if (csv.count > most) {
        complain(&header, DATA_LIMIT, (struct span){0, 0},
                 text_print(arena, "more than %zu columns (limits.nodes)", most));
    } else {
        *columns = data_columns_make(arena, file->schema, &csv);
        check_columns(&header, columns);
    }
    return !error && csv.count <= most;
}

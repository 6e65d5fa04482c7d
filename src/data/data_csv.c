#include "data/data_csv.h"

static void add_missing(struct data_columns *columns, const struct data_schema *schema, const struct map *seen)
{
    const struct data_field *root = schema->fields;
    for (uint32_t i = 0; i < root->count; i++) {
        const struct data_field *field = &schema->fields[root->first + i];
        if (field->is_required && !map_get(seen, field->name))
            columns->missing[columns->missing_count++] = field;
    }
}

struct data_columns data_columns_make(struct arena *arena, const struct data_schema *schema, const struct csv *header)
{
    struct data_columns columns = {.count = header->count};
    struct map *seen = arena_new(arena, struct map);
    map_init(seen, arena);
    columns.at = arena_alloc_array(arena, header->count, sizeof *columns.at);
    columns.missing = arena_alloc_array(arena, schema->fields->count, sizeof(const struct data_field *));
    for (size_t i = 0; i < header->count; i++) {
        struct data_column *column = &columns.at[i];
        column->cell = header->cells[i];
        column->cell.text = str_copy(arena, column->cell.text);
        column->key = (struct node){.kind = NODE_SCALAR, .type = SCALAR_STRING, .style = STYLE_DOUBLE_QUOTED};
        column->key.text = column->cell.text;
        column->field = data_field_member(schema, schema->fields, column->key.text, i);
        columns.has_declared = columns.has_declared || column->field;
        column->is_repeated = map_put_new(seen, column->key.text, column) != NULL;
        column->is_left_out = column->is_repeated || (!column->field && schema->refuses_unknown);
    }
    add_missing(&columns, schema, seen);
    return columns;
}

static bool is_null_word(struct str text)
{
    return str_is(text, "null") || str_is(text, "NULL");
}

/* What a cell says under a declared type. */
static enum scalar_type scalar_type_of(struct arena *arena, unsigned types, const struct csv_cell *cell)
{
    struct number number;
    struct str text = cell->text;
    if (cell->is_quoted && (types & JSON_TYPE_STRING))
        return SCALAR_STRING;
    if ((types & (JSON_TYPE_NUMBER | JSON_TYPE_INTEGER)) && number_parse(arena, text, &number))
        return str_digits(text) == text.len ? SCALAR_INT : SCALAR_FLOAT;
    if ((types & JSON_TYPE_BOOLEAN) && (str_is_caseless(text, "true") || str_is_caseless(text, "false")))
        return SCALAR_BOOL;
    bool is_null = (types & JSON_TYPE_NULL) && !(types & JSON_TYPE_STRING) && is_null_word(text);
    return is_null ? SCALAR_NULL : SCALAR_STRING;
}

static bool is_empty(const struct csv_cell *cell)
{
    return !cell->is_quoted && cell->text.len == 0;
}

static struct node *cell_node(struct arena *arena, const struct data_column *column, const struct csv_cell *cell)
{
    unsigned types = column->field ? column->field->types : 0;
    struct node *node = arena_new(arena, struct node);
    enum scalar_type type = is_empty(cell) ? SCALAR_NULL : scalar_type_of(arena, types, cell);
    node->kind = NODE_SCALAR;
    node->type = (unsigned char)type;
    node->style = cell->is_quoted ? STYLE_DOUBLE_QUOTED : STYLE_PLAIN;
    node->span = (struct span){(uint32_t)cell->start, (uint32_t)cell->end};
    node->text = is_empty(cell) ? STR("null") : cell->text;
    node->key = &column->key;
    return node;
}

static bool is_absent(const struct data_column *column, const struct csv_cell *cell)
{
    bool may_be_null = column->field && (column->field->types & JSON_TYPE_NULL);
    return column->is_left_out || (is_empty(cell) && !may_be_null);
}

const struct node *data_csv_record(struct arena *arena, const struct data_columns *columns, const struct csv *row)
{
    struct node *record = arena_new(arena, struct node), *last = NULL;
    record->kind = NODE_MAPPING;
    record->style = STYLE_FLOW;
    record->span = (struct span){(uint32_t)row->cells[0].start, (uint32_t)row->cells[row->count - 1].end};
    for (size_t i = 0; i < row->count && i < columns->count; i++) {
        if (is_absent(&columns->at[i], &row->cells[i]))
            continue;
        struct node *node = cell_node(arena, &columns->at[i], &row->cells[i]);
        node->parent = record;
        if (last)
            last->next = node;
        else
            record->first = node;
        record->last = last = node;
        record->count++;
    }
    return record;
}

bool data_columns_lack(const struct data_columns *columns, struct str name)
{
    for (size_t i = 0; i < columns->missing_count; i++)
        if (str_equal(columns->missing[i]->name, name))
            return true;
    return false;
}

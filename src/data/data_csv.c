#include "data/data_csv.h"

#include "yaml/json.h"

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

/* JSON in cells. */

static bool may_be_json(unsigned types, struct str text)
{
    text = str_trim(text);
    return ((types & JSON_TYPE_OBJECT) && str_starts(text, "{")) ||
           ((types & JSON_TYPE_ARRAY) && str_starts(text, "["));
}

static void move(const struct node *node, struct span span)
{
    ((struct node *)(uintptr_t)node)->span = span; /* it was made for this cell */
}

/* Gives all that is inside the place of the cell. Nodes stand in the order of a walk that needs no stack. */
static void move_all(const struct node *root, struct span span)
{
    for (const struct node *node = root; node;) {
        move(node, span);
        if (node != root && node->key)
            move(node->key, span);
        bool is_leaf = node->kind == NODE_SCALAR || !node->first;
        const struct node *up = node;
        while (is_leaf && up != root && !up->next)
            up = up->parent;
        node = !is_leaf ? node->first : up == root ? NULL : up->next;
    }
}

/* The value that a cell's text is in JSON; NULL when it is none. */
static struct node *json_node(struct arena *arena, const struct limits *limits, const struct csv_cell *cell,
                              const struct problem **problems)
{
    const struct source source = {.name = STR("a cell"), .text = cell->text};
    const struct span span = {(uint32_t)cell->start, (uint32_t)cell->end};
    struct tree tree;
    uint32_t error_at;
    const char *error;
    if (!json_parse(arena, &source, limits, &tree, &error_at, &error) || !tree.root)
        return NULL;
    move_all(tree.root, span);
    for (const struct problem *from = tree.problems; from; from = from->next) {
        struct problem *problem = arena_new(arena, struct problem);
        *problem = (struct problem){.rule = from->rule, .span = span, .facts = from->facts, .next = *problems};
        *problems = problem;
    }
    return (struct node *)(uintptr_t)tree.root;
}

/* Rows. */

static bool is_absent(const struct data_column *column, const struct csv_cell *cell)
{
    bool may_be_null = column->field && (column->field->types & JSON_TYPE_NULL);
    return column->is_left_out || (is_empty(cell) && !may_be_null);
}

static struct node *node_of(struct arena *arena, const struct data_column *column, const struct limits *limits,
                            const struct csv_cell *cell, const struct problem **problems)
{
    struct node *node = NULL;
    if (column->field && may_be_json(column->field->types, cell->text))
        node = json_node(arena, limits, cell, problems);
    if (!node)
        return cell_node(arena, column, cell);
    node->key = &column->key;
    return node;
}

struct data_row data_csv_record(struct arena *arena, const struct data_columns *columns, const struct limits *limits,
                                const struct csv *row)
{
    struct node *record = arena_new(arena, struct node), *last = NULL;
    const struct problem *problems = NULL;
    record->kind = NODE_MAPPING;
    record->style = STYLE_FLOW;
    record->span = (struct span){(uint32_t)row->cells[0].start, (uint32_t)row->cells[row->count - 1].end};
    for (size_t i = 0; i < row->count && i < columns->count; i++) {
        if (is_absent(&columns->at[i], &row->cells[i]))
            continue;
        struct node *node = node_of(arena, &columns->at[i], limits, &row->cells[i], &problems);
        node->parent = record;
        if (last)
            last->next = node;
        else
            record->first = node;
        record->last = last = node;
        record->count++;
    }
    return (struct data_row){record, problems};
}

bool data_columns_lack(const struct data_columns *columns, struct str name)
{
    for (size_t i = 0; i < columns->missing_count; i++)
        if (str_equal(columns->missing[i]->name, name))
            return true;
    return false;
}

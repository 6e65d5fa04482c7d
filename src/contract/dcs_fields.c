#include "base/buf.h"
#include "contract/column.h"
#include "contract/dcs.h"
#include "contract/field_tree.h"
#include "contract/quality_list.h"

/* A field, and what is inside of it. */

static void read_fields(struct reader *reader, void *object, const struct key *key, const struct node *value);
static void read_inner(struct reader *reader, void *object, const struct key *key, const struct node *value);

static void read_references(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    column_read_keyword(reader, object, key, value);
    struct list *list = &field_extra_of(reader, object)->relationships;
    struct relationship *relationship = reader_append(reader, list, sizeof *relationship, value);
    if (!reader->is_full && !node_is_mapping(value))
        reader_items(reader, &relationship->to, value);
}

/* The first of `bigqueryType`, `snowflakeType` and so on. */
static void read_config(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    (void)reader;
    (void)key;
    struct field *field = object;
    for (const struct node *child = node_children(value); child; child = child->next)
        if (!text_is_present(field->physical_type) && str_ends(node_key(child), "Type") && node_is_scalar(child))
            field->physical_type = text_of(child);
}

static const struct key field_keys[] = {
    COLUMN_KEYWORD("$ref", VALUE_SCALAR, KEYWORD_REF),
    COLUMN_KEYWORD("classification", VALUE_SCALAR, KEYWORD_CLASSIFICATION),
    {"config", VALUE_MAPPING, .fill = FILL_READ, .read = read_config},
    COLUMN_KEYWORD("const", VALUE_ANY, KEYWORD_CONST),
    COLUMN_KEYWORD("default", VALUE_ANY, KEYWORD_DEFAULT),
    COLUMN_KEYWORD("deprecated", VALUE_SCALAR, KEYWORD_DEPRECATED),
    COLUMN_KEYWORD("description", VALUE_SCALAR, KEYWORD_DESCRIPTION),
    {"domain", VALUE_SCALAR},
    COLUMN_KEYWORD("enum", VALUE_LIST, KEYWORD_ENUM),
    COLUMN_KEYWORD("example", VALUE_ANY, KEYWORD_EXAMPLE),
    COLUMN_KEYWORD("examples", VALUE_LIST, KEYWORD_EXAMPLES),
    COLUMN_KEYWORD("exclusiveMaximum", VALUE_SCALAR, KEYWORD_EXCLUSIVE_MAXIMUM),
    COLUMN_KEYWORD("exclusiveMinimum", VALUE_SCALAR, KEYWORD_EXCLUSIVE_MINIMUM),
    {"fields", VALUE_MAPPING, .fill = FILL_READ, .read = read_fields},
    COLUMN_KEYWORD("format", VALUE_SCALAR, KEYWORD_FORMAT),
    {"items", VALUE_MAPPING, .fill = FILL_READ, .tag = FIELD_ITEMS, .read = read_inner},
    {"keys", VALUE_MAPPING, .fill = FILL_READ, .tag = FIELD_KEYS, .read = read_inner},
    COLUMN_EXTRA_NODE("lineage", VALUE_MAPPING, transform_logic),
    {"links", VALUE_MAPPING},
    COLUMN_KEYWORD("maxItems", VALUE_SCALAR, KEYWORD_MAX_ITEMS),
    COLUMN_KEYWORD("maxLength", VALUE_SCALAR, KEYWORD_MAX_LENGTH),
    COLUMN_KEYWORD("maximum", VALUE_SCALAR, KEYWORD_MAXIMUM),
    COLUMN_KEYWORD("minItems", VALUE_SCALAR, KEYWORD_MIN_ITEMS),
    COLUMN_KEYWORD("minLength", VALUE_SCALAR, KEYWORD_MIN_LENGTH),
    COLUMN_KEYWORD("minimum", VALUE_SCALAR, KEYWORD_MINIMUM),
    COLUMN_KEYWORD("multipleOf", VALUE_SCALAR, KEYWORD_MULTIPLE_OF),
    {"name", VALUE_SCALAR},
    COLUMN_KEYWORD("nullable", VALUE_SCALAR, KEYWORD_NULLABLE),
    COLUMN_KEYWORD("pattern", VALUE_SCALAR, KEYWORD_PATTERN),
    COLUMN_KEYWORD("pii", VALUE_SCALAR, KEYWORD_PII),
    COLUMN_KEYWORD("precision", VALUE_SCALAR, KEYWORD_PRECISION),
    COLUMN_KEYWORD("primary", VALUE_SCALAR, KEYWORD_PRIMARY_KEY),
    COLUMN_KEYWORD("primaryKey", VALUE_SCALAR, KEYWORD_PRIMARY_KEY),
    {"quality", VALUE_LIST | VALUE_MAPPING, .fill = FILL_READ, .read = column_read_quality},
    {"references", VALUE_ANY, .fill = FILL_READ, .tag = KEYWORD_REFERENCES, .read = read_references},
    {"required", VALUE_SCALAR, .fill = FILL_READ, .read = column_read_not_null},
    COLUMN_KEYWORD("scale", VALUE_SCALAR, KEYWORD_SCALE),
    COLUMN_KEYWORD("tags", VALUE_LIST, KEYWORD_TAGS),
    COLUMN_KEYWORD("title", VALUE_SCALAR, KEYWORD_TITLE),
    {"type", VALUE_SCALAR, .fill = FILL_READ, .tag = KEYWORD_IN_COLUMN, .read = column_read_type},
    COLUMN_KEYWORD("unique", VALUE_SCALAR, KEYWORD_UNIQUE),
    COLUMN_KEYWORD("uniqueItems", VALUE_SCALAR, KEYWORD_UNIQUE_ITEMS),
    {"values", VALUE_MAPPING, .fill = FILL_READ, .tag = FIELD_VALUES, .read = read_inner},
    {NULL},
};

static const struct shape shape_field = {"a field", field_keys, .is_open = true};

static void read_field(struct reader *reader, struct field *parent, enum field_role role, struct text name,
                       const struct node *value)
{
    struct field *field = field_add(reader, parent, role, name, value);
    if (reader->is_full || !reader_check_kind(reader, value, VALUE_MAPPING, "field") || !node_is_mapping(value))
        return;
    const struct use *before = reader_enter(reader, value);
    field->at.use = reader->use;
    shape_read(reader, &shape_field, value, field);
    column_take_promises(field, true);
    field_close(reader, field);
    reader_leave(reader, before);
}

static void read_inner(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    read_field(reader, object, (enum field_role)key->tag, (struct text){.node = NULL}, value);
}

static void read_named(struct reader *reader, struct field *parent, enum field_role role, const struct node *map)
{
    const struct use *before = reader_enter(reader, map);
    for (const struct node *value = node_children(map); value && !reader->is_full; value = value->next)
        read_field(reader, parent, role, (struct text){.value = node_key(value), .node = value}, value);
    reader_leave(reader, before);
}

static void read_fields(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    (void)key;
    read_named(reader, object, FIELD_PROPERTY, value);
}

/* A model: a dataset. */

#define DATASET(member) offsetof(struct dataset, member)

static void read_model_fields(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    read_fields(reader, ((struct dataset *)object)->root, key, value);
}

static void read_model_quality(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    (void)key;
    quality_read_list(reader, &((struct dataset *)object)->quality, value);
}

static void read_primary_key(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    (void)key;
    struct dataset *dataset = object;
    dataset->primary_key_node = value;
    reader_items(reader, &dataset->primary_key, value);
}

static const char *const model_types[] = {"table", "view", "object", NULL};

static const struct key model_keys[] = {
    {"additionalFields", VALUE_SCALAR, .fill = FILL_TEXT, .offset = DATASET(additional_fields)},
    {"config", VALUE_MAPPING},
    {"description", VALUE_SCALAR, .fill = FILL_TEXT, .offset = DATASET(description)},
    {"examples", VALUE_LIST},
    {"fields", VALUE_MAPPING, .fill = FILL_READ, .read = read_model_fields},
    {"primaryKey", VALUE_LIST | VALUE_SCALAR, .fill = FILL_READ, .read = read_primary_key},
    {"quality", VALUE_LIST | VALUE_MAPPING, .fill = FILL_READ, .read = read_model_quality},
    {"tags", VALUE_LIST, .fill = FILL_ITEMS, .offset = DATASET(tags)},
    {"title", VALUE_SCALAR, .fill = FILL_TEXT, .offset = DATASET(title)},
    {"type", VALUE_SCALAR, .fill = FILL_TEXT, .offset = DATASET(kind), .values = model_types},
    {NULL},
};

static const struct shape shape_model = {"a model", model_keys, .is_open = true};

static void read_model(struct reader *reader, struct contract *contract, const struct node *value)
{
    struct dataset *dataset = reader_append(reader, &contract->datasets, sizeof *dataset, value);
    if (reader->is_full)
        return;
    dataset->name = (struct text){.value = node_key(value), .node = value};
    dataset->form = DATASET_FIELDS;
    dataset->are_names_known = true;
    const struct use *before = reader_enter(reader, value);
    dataset->at.use = reader->use;
    struct field *root = field_root(reader, dataset, value);
    if (reader_check_kind(reader, value, VALUE_MAPPING, "model"))
        shape_read(reader, &shape_model, value, dataset);
    field_close(reader, root);
    column_take_dataset_promises(dataset, true);
    reader_leave(reader, before);
}

void dcs_read_models(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    (void)key;
    ((struct contract *)object)->schema = value;
    const struct use *before = reader_enter(reader, value);
    for (const struct node *model = node_children(value); model && !reader->is_full; model = model->next)
        read_model(reader, object, model);
    reader_leave(reader, before);
}

/* Definitions: fields that others refer to. */

void dcs_read_definitions(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    (void)key;
    struct dataset *dataset = arena_new(reader->arena, struct dataset);
    dataset->form = DATASET_FIELDS;
    dataset->at.node = value;
    struct field *root = field_root(reader, dataset, value);
    read_named(reader, root, FIELD_PROPERTY, value);
    field_close(reader, root);
    ((struct contract *)object)->definitions = dataset;
}

/* The name of the definition that a reference's text names; empty when it is none of this document. A name may hold
   slashes, written as they are or as ~1. */
static struct str definition_name(struct arena *arena, struct str reference)
{
    static const char prefix[] = "#/definitions/";
    if (!str_starts(reference, prefix))
        return STR("");
    struct str name = str_slice(reference, sizeof prefix - 1, reference.len);
    struct buf buf = {.arena = arena};
    for (size_t i = 0; i < name.len; i++) {
        bool is_escape = name.at[i] == '~' && i + 1 < name.len && (name.at[i + 1] == '0' || name.at[i + 1] == '1');
        buf_add_char(&buf, is_escape ? name.at[++i] == '1' ? '/' : '~' : name.at[i]);
    }
    return buf_str(&buf);
}

static void resolve(struct reader *reader, const struct dataset *definitions, const struct dataset *dataset)
{
    for (const struct field_entry *entry = dataset->fields.first; entry; entry = entry->at.next) {
        struct field *field = entry->field;
        if (!text_has_value(field->reference))
            continue;
        struct str name = definition_name(reader->arena, field->reference.value);
        field->referenced = definitions && name.len ? field_find(definitions->root, name) : NULL;
        bool is_external = !str_starts(field->reference.value, "#");
        field->reference_state = field->referenced ? REFERENCE_RESOLVED
                                 : is_external     ? REFERENCE_EXTERNAL
                                                   : REFERENCE_UNRESOLVED;
    }
}

void dcs_resolve_references(struct reader *reader, struct contract *contract)
{
    const struct dataset *definitions = contract->definitions;
    for (const struct dataset *dataset = contract->datasets.first; dataset; dataset = dataset->at.next)
        resolve(reader, definitions, dataset);
    if (definitions)
        resolve(reader, definitions, definitions);
}

#include "contract/column.h"
#include "contract/declared.h"
#include "contract/field_tree.h"
#include "contract/odcs.h"
#include "contract/quality_list.h"

enum { V2_LAST = 0x020202, V3_0_2 = 0x030002, V3_1 = 0x030100, V3_2 = 0x030200 };

/* Relationships of a property or an object. */

#define RELATIONSHIP(member) offsetof(struct relationship, member)

static const char *const relationship_types[] = {"foreignKey", NULL};

static const struct key relationship_keys[] = {
    {"customProperties", VALUE_LIST},
    {"description", VALUE_SCALAR},
    {"from", VALUE_SCALAR | VALUE_LIST, .fill = FILL_ITEMS, .offset = RELATIONSHIP(from)},
    {"id", VALUE_SCALAR, .fill = FILL_TEXT, .offset = RELATIONSHIP(id), .since = V3_2},
    {"to", VALUE_SCALAR | VALUE_LIST, .fill = FILL_ITEMS, .offset = RELATIONSHIP(to)},
    {"type", VALUE_SCALAR, .fill = FILL_TEXT, .offset = RELATIONSHIP(type), .values = relationship_types},
    {NULL},
};

static const struct shape shape_relationship = {"a relationship", relationship_keys, .is_open = true};

static void read_relationship(struct reader *reader, void *object, const struct node *item)
{
    struct relationship *relationship = reader_append(reader, object, sizeof *relationship, item);
    if (!reader->is_full)
        shape_read(reader, &shape_relationship, item, relationship);
}

static void read_field_relationships(struct reader *reader, void *object, const struct key *key,
                                     const struct node *value)
{
    reader_each_mapping(reader, value, key->name, &field_extra_of(reader, object)->relationships, read_relationship);
}

/* logicalTypeOptions. */

static void read_required_list(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    (void)reader;
    (void)key;
    ((struct field *)object)->required_list = value;
}

static const struct key option_keys[] = {
    {"defaultTimezone", VALUE_SCALAR, .fill = FILL_READ, .offset = offsetof(struct field_extra, default_timezone),
     .since = V3_1, .read = column_read_extra},
    {"dimensions", VALUE_SCALAR, .fill = FILL_READ, .offset = offsetof(struct field_extra, dimensions), .since = V3_2,
     .read = column_read_extra},
    {"distanceMetric", VALUE_SCALAR, .since = V3_2},
    {"elementType", VALUE_SCALAR, .fill = FILL_READ, .offset = offsetof(struct field_extra, element_type),
     .since = V3_2, .read = column_read_extra},
    {"embeddingModel", VALUE_SCALAR, .since = V3_2},
    {"embeddingModelVersion", VALUE_SCALAR, .since = V3_2},
    COLUMN_KEYWORD("exclusiveMaximum", VALUE_SCALAR, KEYWORD_EXCLUSIVE_MAXIMUM),
    COLUMN_KEYWORD("exclusiveMinimum", VALUE_SCALAR, KEYWORD_EXCLUSIVE_MINIMUM),
    COLUMN_KEYWORD("format", VALUE_SCALAR, KEYWORD_FORMAT),
    COLUMN_KEYWORD("maxItems", VALUE_SCALAR, KEYWORD_MAX_ITEMS),
    COLUMN_KEYWORD("maxLength", VALUE_SCALAR, KEYWORD_MAX_LENGTH),
    COLUMN_KEYWORD("maxProperties", VALUE_SCALAR, KEYWORD_MAX_PROPERTIES),
    COLUMN_KEYWORD("maximum", VALUE_SCALAR, KEYWORD_MAXIMUM),
    COLUMN_KEYWORD("minItems", VALUE_SCALAR, KEYWORD_MIN_ITEMS),
    COLUMN_KEYWORD("minLength", VALUE_SCALAR, KEYWORD_MIN_LENGTH),
    COLUMN_KEYWORD("minProperties", VALUE_SCALAR, KEYWORD_MIN_PROPERTIES),
    COLUMN_KEYWORD("minimum", VALUE_SCALAR, KEYWORD_MINIMUM),
    COLUMN_KEYWORD("multipleOf", VALUE_SCALAR, KEYWORD_MULTIPLE_OF),
    {"normalized", VALUE_BOOLEAN, .since = V3_2},
    COLUMN_KEYWORD("pattern", VALUE_SCALAR, KEYWORD_PATTERN),
    COLUMN_KEYWORD("precision", VALUE_SCALAR, KEYWORD_PRECISION),
    {"required", VALUE_LIST, .fill = FILL_READ, .read = read_required_list},
    COLUMN_KEYWORD("scale", VALUE_SCALAR, KEYWORD_SCALE),
    {"timezone", VALUE_SCALAR, .fill = FILL_READ, .offset = offsetof(struct field_extra, timezone), .since = V3_1,
     .read = column_read_extra},
    COLUMN_KEYWORD("uniqueItems", VALUE_SCALAR, KEYWORD_UNIQUE_ITEMS),
    {NULL},
};

static const struct shape shape_options = {"`logicalTypeOptions`", option_keys, .is_open = true};

/* A property, and what is inside of it. */

static void read_property(struct reader *reader, void *object, const struct node *item);
static void read_inner(struct reader *reader, void *object, const struct key *key, const struct node *value);

static void read_properties(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    reader_each_mapping(reader, value, key->name, object, read_property);
}

static const struct key map_keys[] = {
    {"key", VALUE_MAPPING, .fill = FILL_READ, .tag = FIELD_KEYS, .read = read_inner},
    {"value", VALUE_MAPPING, .fill = FILL_READ, .tag = FIELD_VALUES, .read = read_inner},
    {NULL},
};

static const struct shape shape_map = {"`map`", map_keys, .is_open = true};

static void read_is_nullable(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    (void)reader;
    (void)key;
    bool is_null_out = str_is(node_text(value), "false");
    ((struct field *)object)->not_null =
        (struct text){.value = is_null_out ? STR("true") : STR("false"), .node = value};
}

static const char *const semantic_types[] = {"column", "measure", "dimension", NULL};

static const struct key property_keys[] = {
    {"authoritativeDefinitions", VALUE_LIST},
    COLUMN_KEYWORD("businessName", VALUE_SCALAR, KEYWORD_TITLE),
    COLUMN_KEYWORD("classification", VALUE_SCALAR, KEYWORD_CLASSIFICATION),
    {"clusterKeyPosition", VALUE_NUMBER, .until = V2_LAST},
    {"clusterStatus", VALUE_BOOLEAN, .until = V2_LAST},
    {"column", VALUE_SCALAR, .until = V2_LAST},
    {"criticalDataElement", VALUE_BOOLEAN},
    {"criticalDataElementStatus", VALUE_BOOLEAN, .until = V2_LAST},
    {"customProperties", VALUE_LIST},
    {"deprecated", VALUE_SCALAR, .fill = FILL_READ, .since = V3_2, .tag = KEYWORD_DEPRECATED,
     .read = column_read_keyword},
    COLUMN_KEYWORD("description", VALUE_SCALAR, KEYWORD_DESCRIPTION),
    COLUMN_EXTRA("encryptedColumnName", VALUE_SCALAR, encrypted_name),
    COLUMN_EXTRA("encryptedName", VALUE_SCALAR, encrypted_name),
    {"enum", VALUE_LIST, .fill = FILL_READ, .since = V3_2, .tag = KEYWORD_ENUM, .read = column_read_keyword},
    COLUMN_KEYWORD("examples", VALUE_LIST, KEYWORD_EXAMPLES),
    {"id", VALUE_SCALAR, .fill = FILL_READ, .offset = offsetof(struct field_extra, id), .since = V3_1,
     .read = column_read_extra},
    {"isNullable", VALUE_SCALAR, .fill = FILL_READ, .until = V2_LAST, .read = read_is_nullable},
    COLUMN_KEYWORD("isPrimaryKey", VALUE_SCALAR, KEYWORD_PRIMARY_KEY),
    COLUMN_KEYWORD("isUnique", VALUE_SCALAR, KEYWORD_UNIQUE),
    {"items", VALUE_MAPPING, .fill = FILL_READ, .tag = FIELD_ITEMS, .read = read_inner},
    {"logicalType", VALUE_SCALAR, .fill = FILL_READ, .tag = KEYWORD_IN_PROPERTY, .read = column_read_type},
    {"logicalTypeOptions", VALUE_MAPPING, .fill = FILL_SAME, .shape = &shape_options},
    {"map", VALUE_MAPPING, .fill = FILL_SAME, .shape = &shape_map, .since = V3_2},
    {"name", VALUE_SCALAR},
    COLUMN_EXTRA("partitionKeyPosition", VALUE_SCALAR, partition_key_position),
    COLUMN_EXTRA("partitionStatus", VALUE_SCALAR, partitioned),
    COLUMN_EXTRA("partitioned", VALUE_SCALAR, partitioned),
    {"physicalName", VALUE_SCALAR, .fill = FILL_READ, .offset = offsetof(struct field_extra, physical_name),
     .since = V3_0_2, .read = column_read_extra},
    {"physicalType", VALUE_SCALAR, .fill = FILL_TEXT, .offset = offsetof(struct field, physical_type)},
    COLUMN_KEYWORD("primaryKey", VALUE_SCALAR, KEYWORD_PRIMARY_KEY),
    COLUMN_KEYWORD("primaryKeyPosition", VALUE_SCALAR, KEYWORD_PRIMARY_KEY_POSITION),
    {"properties", VALUE_LIST, .fill = FILL_READ, .read = read_properties},
    {"quality", VALUE_LIST | VALUE_MAPPING, .fill = FILL_READ, .read = column_read_quality},
    {"relationships", VALUE_LIST, .fill = FILL_READ, .since = V3_1, .read = read_field_relationships},
    {"required", VALUE_SCALAR, .fill = FILL_READ, .read = column_read_not_null},
    COLUMN_KEYWORD("sampleValues", VALUE_LIST, KEYWORD_EXAMPLES),
    {"semanticType", VALUE_SCALAR, .values = semantic_types, .since = V3_2},
    {"synonyms", VALUE_LIST, .since = V3_2},
    COLUMN_KEYWORD("tags", VALUE_LIST, KEYWORD_TAGS),
    {"transformDescription", VALUE_SCALAR},
    COLUMN_EXTRA_NODE("transformLogic", VALUE_SCALAR, transform_logic),
    COLUMN_EXTRA_NODE("transformSourceObjects", VALUE_LIST, transform_sources),
    COLUMN_EXTRA_NODE("transformSourceTables", VALUE_LIST, transform_sources),
    COLUMN_KEYWORD("unique", VALUE_SCALAR, KEYWORD_UNIQUE),
    {NULL},
};

static const struct shape shape_property = {"a property", property_keys, .is_open = true};

static void fill_field(struct reader *reader, struct field *field, const struct node *mapping)
{
    shape_read(reader, &shape_property, mapping, field);
    column_take_promises(field, true);
    field_close(reader, field);
}

static void read_property(struct reader *reader, void *object, const struct node *item)
{
    const struct node *name = node_find(item, "name");
    struct field *field =
        field_add(reader, object, FIELD_PROPERTY, text_of(name ? name : node_find(item, "column")), item);
    if (!reader->is_full)
        fill_field(reader, field, item);
}

static void read_inner(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    struct field *field = field_add(reader, object, (enum field_role)key->tag, (struct text){.node = NULL}, value);
    if (reader->is_full)
        return;
    const struct use *before = reader_enter(reader, value);
    field->at.use = reader->use;
    fill_field(reader, field, value);
    reader_leave(reader, before);
}

/* An object of the schema: a dataset. */

#define DATASET(member) offsetof(struct dataset, member)

static void read_object_properties(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    read_properties(reader, ((struct dataset *)object)->root, key, value);
}

static void read_object_quality(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    (void)key;
    quality_read_list(reader, &((struct dataset *)object)->quality, value);
}

static void read_object_relationships(struct reader *reader, void *object, const struct key *key,
                                      const struct node *value)
{
    reader_each_mapping(reader, value, key->name, &((struct dataset *)object)->relationships, read_relationship);
}

static const struct key object_keys[] = {
    {"authoritativeDefinitions", VALUE_LIST},
    {"businessName", VALUE_SCALAR, .fill = FILL_TEXT, .offset = DATASET(title)},
    {"columns", VALUE_LIST, .fill = FILL_READ, .until = V2_LAST, .read = read_object_properties},
    {"context", VALUE_STRING | VALUE_MAPPING, .since = V3_2},
    {"customProperties", VALUE_LIST | VALUE_MAPPING, .fill = FILL_READ, .offset = DATASET(custom),
     .read = declared_read_custom},
    {"dataGranularity", VALUE_SCALAR, .fill = FILL_TEXT, .offset = DATASET(granularity), .until = V2_LAST},
    {"dataGranularityDescription", VALUE_SCALAR, .fill = FILL_TEXT, .offset = DATASET(granularity)},
    {"deprecated", VALUE_SCALAR, .fill = FILL_TEXT, .offset = DATASET(deprecated), .since = V3_2},
    {"description", VALUE_SCALAR, .fill = FILL_TEXT, .offset = DATASET(description)},
    {"id", VALUE_SCALAR, .fill = FILL_TEXT, .offset = DATASET(id), .since = V3_1},
    {"logicalType", VALUE_SCALAR},
    {"name", VALUE_SCALAR, .fill = FILL_TEXT, .offset = DATASET(name)},
    {"physicalName", VALUE_SCALAR, .fill = FILL_TEXT, .offset = DATASET(physical_name)},
    {"physicalType", VALUE_SCALAR, .fill = FILL_TEXT, .offset = DATASET(kind)},
    {"priorTableName", VALUE_SCALAR, .until = V2_LAST},
    {"properties", VALUE_LIST, .fill = FILL_READ, .read = read_object_properties},
    {"quality", VALUE_LIST | VALUE_MAPPING, .fill = FILL_READ, .read = read_object_quality},
    {"relationships", VALUE_LIST, .fill = FILL_READ, .since = V3_1, .read = read_object_relationships},
    {"synonyms", VALUE_LIST, .since = V3_2},
    {"table", VALUE_SCALAR, .fill = FILL_TEXT, .offset = DATASET(name), .until = V2_LAST},
    {"tags", VALUE_LIST, .fill = FILL_ITEMS, .offset = DATASET(tags)},
    {NULL},
};

static const struct shape shape_object = {"an object of the schema", object_keys, .is_open = true};

static void read_object(struct reader *reader, void *object, const struct node *item)
{
    struct contract *contract = object;
    struct dataset *dataset = reader_append(reader, &contract->datasets, sizeof *dataset, item);
    if (reader->is_full)
        return;
    dataset->form = DATASET_FIELDS;
    dataset->are_names_known = true;
    struct field *root = field_root(reader, dataset, item);
    shape_read(reader, &shape_object, item, dataset);
    field_close(reader, root);
    column_take_dataset_promises(dataset, true);
}

void odcs_read_schema(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    ((struct contract *)object)->schema = value;
    reader_each_mapping(reader, value, key->name, object, read_object);
}

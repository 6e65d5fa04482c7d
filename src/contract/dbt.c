#include "contract/dbt.h"

#include "base/buf.h"
#include "base/map.h"
#include "contract/column.h"
#include "contract/field_tree.h"

/* A column. */

static const struct key column_meta_keys[] = {
    COLUMN_KEYWORD("classification", VALUE_SCALAR, KEYWORD_CLASSIFICATION),
    COLUMN_KEYWORD("deprecated", VALUE_SCALAR, KEYWORD_DEPRECATED),
    COLUMN_KEYWORD("pii", VALUE_SCALAR, KEYWORD_PII),
    {NULL},
};

static const struct shape shape_column_meta = {"`meta`", column_meta_keys, .is_open = true};

static const struct key column_config_keys[] = {
    {"meta", VALUE_MAPPING, .fill = FILL_SAME, .shape = &shape_column_meta},
    COLUMN_KEYWORD("tags", VALUE_SCALAR | VALUE_LIST, KEYWORD_TAGS),
    {NULL},
};

static const struct shape shape_column_config = {"`config` of a column", column_config_keys, .is_open = true};

static void read_column_tests(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    (void)key;
    struct field_extra *extra = field_extra_of(reader, object);
    dbt_read_tests(reader, &extra->quality, &extra->relationships, value);
}

static void read_column_constraints(struct reader *reader, void *object, const struct key *key,
                                    const struct node *value)
{
    (void)key;
    struct field_extra *extra = field_extra_of(reader, object);
    dbt_read_constraints(reader, &extra->quality, &extra->relationships, value);
}

static const struct key column_keys[] = {
    {"config", VALUE_MAPPING, .fill = FILL_SAME, .shape = &shape_column_config},
    {"constraints", VALUE_LIST, .fill = FILL_READ, .read = read_column_constraints},
    {"data_tests", VALUE_LIST, .fill = FILL_READ, .read = read_column_tests},
    {"data_type", VALUE_SCALAR, .fill = FILL_TEXT, .offset = offsetof(struct field, physical_type)},
    COLUMN_KEYWORD("description", VALUE_SCALAR, KEYWORD_DESCRIPTION),
    {"docs", VALUE_MAPPING},
    {"meta", VALUE_MAPPING, .fill = FILL_SAME, .shape = &shape_column_meta},
    {"name", VALUE_SCALAR},
    {"policy_tags", VALUE_LIST},
    {"quote", VALUE_SCALAR},
    COLUMN_KEYWORD("tags", VALUE_SCALAR | VALUE_LIST, KEYWORD_TAGS),
    {"tests", VALUE_LIST, .fill = FILL_READ, .read = read_column_tests},
    {NULL},
};

static const struct shape shape_column = {"a column", column_keys, .is_open = true};

static bool is_selection(const struct node *column)
{
    return node_find(column, "include") || node_find(column, "exclude");
}

static void read_column(struct reader *reader, void *object, const struct node *item)
{
    struct dataset *dataset = object;
    if (is_selection(item))
        return;
    struct field *field = field_add(reader, dataset->root, FIELD_PROPERTY, text_of(node_find(item, "name")), item);
    if (reader->is_full)
        return;
    shape_read(reader, &shape_column, item, field);
    column_take_promises(field, false);
}

/* A model, seed, snapshot, table of a source, or version of a model: a dataset. */

#define DATASET(member) offsetof(struct dataset, member)

static void read_contract_config(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    (void)reader;
    (void)key;
    ((struct dataset *)object)->enforced = text_of(node_find(value, "enforced"));
}

static const struct key model_meta_keys[] = {
    {"classification", VALUE_SCALAR, .fill = FILL_TEXT, .offset = DATASET(classification)},
    {"deprecated", VALUE_SCALAR, .fill = FILL_TEXT, .offset = DATASET(deprecated)},
    {NULL},
};

static const struct shape shape_model_meta = {"`meta`", model_meta_keys, .is_open = true};

static const char *const accesses[] = {"private", "protected", "public", NULL};

static const struct key model_config_keys[] = {
    {"access", VALUE_SCALAR, .fill = FILL_TEXT, .offset = DATASET(access), .values = accesses},
    {"alias", VALUE_SCALAR, .fill = FILL_TEXT, .offset = DATASET(physical_name)},
    {"contract", VALUE_MAPPING, .fill = FILL_READ, .read = read_contract_config},
    {"enabled", VALUE_SCALAR},
    {"grants", VALUE_MAPPING},
    {"group", VALUE_SCALAR, .fill = FILL_TEXT, .offset = DATASET(group)},
    {"materialized", VALUE_SCALAR, .fill = FILL_TEXT, .offset = DATASET(kind)},
    {"meta", VALUE_MAPPING, .fill = FILL_SAME, .shape = &shape_model_meta},
    {"tags", VALUE_SCALAR | VALUE_LIST, .fill = FILL_ITEMS, .offset = DATASET(tags)},
    {NULL},
};

static const struct shape shape_model_config = {"`config`", model_config_keys, .is_open = true};

static void read_columns(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    reader_each_mapping(reader, value, key->name, object, read_column);
}

static void read_model_tests(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    (void)key;
    struct dataset *dataset = object;
    dbt_read_tests(reader, &dataset->quality, &dataset->relationships, value);
}

static void read_model_constraints(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    (void)key;
    struct dataset *dataset = object;
    dbt_read_constraints(reader, &dataset->quality, &dataset->relationships, value);
}

static const struct key model_keys[] = {
    {"access", VALUE_SCALAR, .fill = FILL_TEXT, .offset = DATASET(access), .values = accesses},
    {"columns", VALUE_LIST, .fill = FILL_READ, .read = read_columns},
    {"config", VALUE_MAPPING, .fill = FILL_SAME, .shape = &shape_model_config},
    {"constraints", VALUE_LIST, .fill = FILL_READ, .read = read_model_constraints},
    {"data_tests", VALUE_LIST, .fill = FILL_READ, .read = read_model_tests},
    {"defined_in", VALUE_SCALAR},
    {"deprecation_date", VALUE_SCALAR, .fill = FILL_TEXT, .offset = DATASET(sunset)},
    {"description", VALUE_SCALAR, .fill = FILL_TEXT, .offset = DATASET(description)},
    {"docs", VALUE_MAPPING},
    {"freshness", VALUE_MAPPING},
    {"group", VALUE_SCALAR, .fill = FILL_TEXT, .offset = DATASET(group)},
    {"identifier", VALUE_SCALAR, .fill = FILL_TEXT, .offset = DATASET(physical_name)},
    {"latest_version", VALUE_SCALAR},
    {"loaded_at_field", VALUE_SCALAR},
    {"meta", VALUE_MAPPING, .fill = FILL_SAME, .shape = &shape_model_meta},
    {"name", VALUE_SCALAR, .fill = FILL_TEXT, .offset = DATASET(name)},
    {"tags", VALUE_SCALAR | VALUE_LIST, .fill = FILL_ITEMS, .offset = DATASET(tags)},
    {"tests", VALUE_LIST, .fill = FILL_READ, .read = read_model_tests},
    {"v", VALUE_SCALAR, .fill = FILL_TEXT, .offset = DATASET(version)},
    {"versions", VALUE_LIST},
    {NULL},
};

static const struct shape shape_model = {"a model", model_keys, .is_open = true};

static void take_owner(struct dataset *dataset, const struct node *mapping)
{
    const struct node *owner = node_find(node_find(node_find(mapping, "config"), "meta"), "owner");
    if (!owner)
        owner = node_find(node_find(mapping, "meta"), "owner");
    if (owner)
        dataset->owner = text_of(owner);
    else if (!text_is_present(dataset->owner))
        dataset->owner = dataset->group;
}

static void take_primary_key(struct dataset *dataset)
{
    for (const struct quality *check = dataset->quality.first; check; check = check->at.next) {
        if (check->meaning != QUALITY_KEY || dataset->primary_key_node)
            continue;
        dataset->primary_key = check->fields;
        dataset->primary_key_node = check->at.node->parent;
    }
}

/* Fills a dataset that may have been given what another says. */
static void fill_dataset(struct reader *reader, struct dataset *dataset, const struct node *mapping)
{
    dataset->form = DATASET_FIELDS;
    dataset->are_names_known = true;
    field_root(reader, dataset, mapping);
    shape_read(reader, &shape_model, mapping, dataset);
    take_owner(dataset, mapping);
    take_primary_key(dataset);
}

/* Freshness of a source's table and the test `dbt_utils.recency` are service levels. */

/* Models, versions of one and tables of different sources may have the same name. */
static struct text full_name(struct reader *reader, const struct dataset *dataset)
{
    struct text name = dataset->name;
    const struct str source = dataset->source.value, version = dataset->version.value;
    if (source.len)
        name.value = str_of(text_print(reader->arena, "%.*s.%.*s", STR_ARG(source), STR_ARG(name.value)));
    else if (version.len)
        name.value = str_of(text_print(reader->arena, "%.*s.v%.*s", STR_ARG(name.value), STR_ARG(version)));
    return name;
}

static void add_freshness(struct reader *reader, struct contract *contract, const struct dataset *dataset,
                          const struct node *node, const struct node *amount, const struct node *unit)
{
    if (!amount)
        return;
    struct promise *promise = reader_append(reader, &contract->promises, sizeof *promise, node);
    promise->kind = PROMISE_FRESHNESS;
    promise->name = (struct text){.value = node_key(node), .node = node};
    promise->value = text_of(amount);
    promise->unit = text_of(unit);
    promise->element = full_name(reader, dataset);
}

static void read_freshness(struct reader *reader, struct contract *contract, const struct dataset *dataset,
                           const struct node *mapping)
{
    const struct node *freshness = node_find(mapping, "freshness");
    if (!freshness)
        freshness = node_find(node_find(mapping, "config"), "freshness");
    const struct node *after = node_find(freshness, "error_after");
    if (!after)
        after = node_find(freshness, "warn_after");
    add_freshness(reader, contract, dataset, after, node_find(after, "count"), node_find(after, "period"));
}

static void close_dataset(struct reader *reader, struct contract *contract, struct dataset *dataset)
{
    field_close(reader, dataset->root);
    column_take_dataset_promises(dataset, false);
    for (const struct quality *check = dataset->quality.first; check; check = check->at.next) {
        const struct node *inner = node_find(check->arguments, "arguments");
        const struct node *said = inner ? inner : check->arguments;
        if (str_is(check->test.value, "dbt_utils.recency"))
            add_freshness(reader, contract, dataset, check->test.node, node_find(said, "interval"),
                          node_find(said, "datepart"));
    }
}

static struct dataset *add_dataset(struct reader *reader, struct contract *contract, struct text source,
                                   const struct node *mapping)
{
    struct dataset *dataset = reader_append(reader, &contract->datasets, sizeof *dataset, mapping);
    if (reader->is_full)
        return dataset;
    dataset->source = source;
    fill_dataset(reader, dataset, mapping);
    close_dataset(reader, contract, dataset);
    read_freshness(reader, contract, dataset, mapping);
    return dataset;
}

/* Versions. */

/* A model with versions: each of them is a dataset, the model itself is none. */
struct versioned {
    struct contract *contract;
    struct dataset *base;
};

enum { WORK = 64 }; /* what it costs to look at one column or check of the model for one version */

static void inherit_field(struct reader *reader, struct dataset *dataset, const struct field *base)
{
    struct field *field = field_add(reader, dataset->root, FIELD_PROPERTY, base->name, base->at.node);
    if (reader->is_full)
        return;
    *field = *base;
    field->at.next = NULL;
    field->parent = dataset->root;
    field->dataset = dataset;
}

/* The names of a list, or the one that is a scalar. */
static struct map *names_of(struct arena *arena, const struct node *value)
{
    struct map *names = arena_new(arena, struct map);
    map_init(names, arena);
    if (node_is_scalar(value))
        map_put(names, node_text(value), names);
    for (const struct node *item = node_children(value); item; item = item->next)
        map_put(names, node_text(item), names);
    return names;
}

static bool is_all(const struct node *include)
{
    static const char *const all[] = {"all", "*", NULL};
    return !include || str_is_one_of(node_text(include), all);
}

/* The columns of the model that `include` and `exclude` leave and the version does not describe itself. */
static void inherit_columns(struct reader *reader, struct dataset *dataset, const struct dataset *base,
                            const struct node *columns)
{
    const struct node *selection = node_children(columns);
    while (selection && !is_selection(selection))
        selection = selection->next;
    const struct node *include = node_find(selection, "include");
    const struct map *included = names_of(reader->arena, include);
    const struct map *excluded = names_of(reader->arena, node_find(selection, "exclude"));
    struct map *own = names_of(reader->arena, NULL);
    for (const struct field *field = dataset->root->fields.first; field; field = field->at.next)
        map_put(own, field->name.value, own);
    for (const struct field *field = base->root->fields.first; field && !reader->is_full; field = field->at.next) {
        reader_spend(reader, WORK, dataset->at.node);
        struct str name = field->name.value;
        bool is_left = (is_all(include) || map_get(included, name)) && !map_get(excluded, name);
        if (is_left && !map_get(own, name))
            inherit_field(reader, dataset, field);
    }
}

static void inherit_check(struct reader *reader, struct dataset *dataset, const struct quality *check,
                          const struct relationship *relationship)
{
    struct quality *copy = reader_append(reader, &dataset->quality, sizeof *copy, check->at.node);
    *copy = *check;
    copy->at.next = NULL;
    if (check->meaning != QUALITY_REFERENCE || reader->is_full)
        return;
    struct relationship *again = reader_append(reader, &dataset->relationships, sizeof *again, relationship->at.node);
    *again = *relationship;
    again->at.next = NULL;
}

/* The tests of the model unless the version has its own; so the constraints. */
static void inherit_checks(struct reader *reader, struct dataset *dataset, const struct dataset *base,
                           const struct node *version)
{
    bool has_tests = node_find(version, "tests") || node_find(version, "data_tests");
    bool has_constraints = node_find(version, "constraints");
    const struct relationship *relationship = base->relationships.first; /* one for each check that is a reference */
    for (const struct quality *check = base->quality.first; check && !reader->is_full; check = check->at.next) {
        reader_spend(reader, WORK, dataset->at.node);
        if (!reader->is_full && !(check->is_constraint ? has_constraints : has_tests))
            inherit_check(reader, dataset, check, relationship);
        if (check->meaning == QUALITY_REFERENCE)
            relationship = relationship->at.next;
    }
}

static void read_version(struct reader *reader, void *object, const struct node *item)
{
    const struct versioned *model = object;
    struct dataset *dataset = reader_append(reader, &model->contract->datasets, sizeof *dataset, item);
    if (reader->is_full)
        return;
    struct object at = dataset->at;
    *dataset = *model->base;
    dataset->at = at;
    const struct list none = {.first = NULL};
    dataset->fields = dataset->quality = dataset->relationships = dataset->tags = dataset->primary_key = none;
    dataset->primary_key_node = NULL;
    fill_dataset(reader, dataset, item);
    inherit_columns(reader, dataset, model->base, node_find(item, "columns"));
    inherit_checks(reader, dataset, model->base, item);
    take_primary_key(dataset);
    if (!dataset->tags.count)
        dataset->tags = model->base->tags;
    close_dataset(reader, model->contract, dataset);
}

/* The root. */

static void read_model(struct reader *reader, void *object, const struct node *item)
{
    const struct node *versions = node_find(item, "versions");
    if (!node_is_sequence(versions) || !node_children(versions)) {
        add_dataset(reader, object, (struct text){.node = NULL}, item);
        return;
    }
    struct dataset *base = arena_new(reader->arena, struct dataset);
    struct versioned model = {object, base};
    fill_dataset(reader, base, item);
    reader_each_mapping(reader, versions, "version", &model, read_version);
}

static void read_models(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    reader_each_mapping(reader, value, key->name, object, read_model);
}

/* What a source says of all its tables. */
struct source_scope {
    struct contract *contract;
    const struct node *source;
};

static void read_table(struct reader *reader, void *object, const struct node *item)
{
    const struct source_scope *scope = object;
    const struct node *name = node_find(scope->source, "name");
    const struct dataset *dataset = add_dataset(reader, scope->contract, text_of(name), item);
    if (!reader->is_full && !node_find(item, "freshness"))
        read_freshness(reader, scope->contract, dataset, scope->source);
}

static void read_source(struct reader *reader, void *object, const struct node *item)
{
    struct source_scope scope = {object, item};
    const struct node *tables = node_find(item, "tables");
    if (node_is_sequence(tables))
        reader_each_mapping(reader, tables, "table", &scope, read_table);
}

static void read_sources(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    reader_each_mapping(reader, value, key->name, object, read_source);
}

static const struct key root_keys[] = {
    {"exposures", VALUE_LIST},
    {"groups", VALUE_LIST},
    {"macros", VALUE_LIST},
    {"metrics", VALUE_LIST},
    {"models", VALUE_LIST, .fill = FILL_READ, .read = read_models},
    {"saved_queries", VALUE_LIST},
    {"seeds", VALUE_LIST, .fill = FILL_READ, .read = read_models},
    {"semantic_models", VALUE_LIST},
    {"snapshots", VALUE_LIST, .fill = FILL_READ, .read = read_models},
    {"sources", VALUE_LIST, .fill = FILL_READ, .read = read_sources},
    {"unit_tests", VALUE_LIST},
    {"version", VALUE_SCALAR, .fill = FILL_NODE, .offset = offsetof(struct contract, declared_by)},
    {NULL},
};

static const struct shape shape_root = {"a dbt property file", root_keys, .is_open = true};

void dbt_read(struct reader *reader, struct document *document)
{
    struct contract *contract = reader_append(reader, &document->contracts, sizeof *contract, document->root);
    contract->dialect = DIALECT_DBT;
    shape_read(reader, &shape_root, document->root, contract);
}

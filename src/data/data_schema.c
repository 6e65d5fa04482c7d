#include "data/data_schema.h"

#include "base/pointer.h"
#include "check/classification.h"
#include "check/field_schema.h"
#include "check/personal.h"
#include "check/promise.h"
#include "check/quality_test.h"

enum { FEW = 8 /* members that are searched one by one */, HOPS_MAX = 32, DEPTH_MAX = 16, INNER_MAX = 5000 };

struct making {
    struct arena *arena;
    struct check check; /* for what classifications mean */
    const struct contract *contract;
    struct data_schema *schema;
    struct data_field *fields;
    const struct field **sources; /* of each field */
    unsigned *depths;
    unsigned hops, inner;
};

/* Fields. */

static unsigned types_of_values(struct making *m, const struct node *list)
{
    enum { VALUES_MAX = 1000 };
    unsigned types = 0, left = VALUES_MAX;
    for (const struct node *item = node_children(list); item && left; item = item->next, left--) {
        const struct node *value = node_is_mapping(item) ? node_find(item, "value") : NULL; /* as ODCS has it */
        types |= json_types_of(m->arena, value ? value : item);
    }
    return types;
}

static bool is_negative(const struct field *branch)
{
    static const char *const keywords[] = {"not", "if", NULL};
    return str_is_one_of(node_key(branch->at.node), keywords);
}

/* What a field's values are read as where the text does not tell: what it says, else what it refers to, or the values
   that it allows. */
static unsigned types_of(struct making *m, const struct field *source)
{
    bool is_column = m->schema->dataset->form != DATASET_JSON_SCHEMA;
    unsigned types = is_column ? field_record_types(m->arena, m->contract, source) : source->types;
    if (types || m->hops == HOPS_MAX || ++m->inner > INNER_MAX)
        return types;
    m->hops++;
    types = types_of_values(m, source->enumeration);
    if (source->extra->constant)
        types |= json_types_of(m->arena, source->extra->constant);
    if (source->referenced)
        types |= types_of(m, source->referenced);
    for (const struct field_entry *branch = source->extra->branches.first; branch; branch = branch->at.next)
        types |= is_negative(branch->field) ? 0 : types_of(m, branch->field);
    m->hops--;
    return types;
}

static struct str pointer_below(struct arena *arena, struct str parent, struct str name)
{
    struct buf pointer = {.arena = arena};
    buf_add(&pointer, parent);
    pointer_add(&pointer, name);
    return buf_str(&pointer);
}

static struct data_field *add_field(struct making *m, const struct data_field *parent, const struct field *source)
{
    struct data_schema *schema = m->schema;
    struct data_field *field = &m->fields[schema->field_count];
    m->sources[schema->field_count++] = source;
    field->name = source->name.value;
    field->path = field->name;
    field->is_many = parent && parent->is_many;
    if (parent && parent->path.len)
        field->path = str_of(text_print(m->arena, "%.*s.%.*s", STR_ARG(parent->path), STR_ARG(field->name)));
    if (parent && !field->is_many)
        field->pointer = pointer_below(m->arena, parent->pointer, field->name);
    m->inner = 0;
    field->types = types_of(m, source);
    field->is_required = field_is_required(source);
    return field;
}

/* Whether the contract calls a field sensitive. A level that is not on the scale may be a high one. */
static bool is_called_sensitive(const struct making *m, const struct field *field)
{
    struct text level = field->classification;
    return personal_is_declared(field) || classification_is_sensitive(&m->check, level) ||
           (text_has_value(level) && classification_rank(&m->check, level) < 0);
}

static bool has_sensitive(const struct making *m, const struct dataset *dataset)
{
    for (const struct field_entry *entry = dataset->fields.first; entry; entry = entry->at.next)
        if (is_called_sensitive(m, entry->field))
            return true;
    return false;
}

static bool is_sensitive(struct making *m, const struct field *field);

/* Whether it, or one of its members, is sensitive. */
static bool holds_sensitive(struct making *m, const struct field *field)
{
    if (is_sensitive(m, field))
        return true;
    if (m->hops == HOPS_MAX || ++m->inner > INNER_MAX)
        return m->inner > INNER_MAX;
    m->hops++;
    bool is_any = field->referenced && holds_sensitive(m, field->referenced);
    for (const struct field *inner = field->fields.first; inner && !is_any; inner = inner->at.next)
        is_any = inner->role != FIELD_DEFINITION && holds_sensitive(m, inner);
    m->hops--;
    return is_any;
}

/* Whether the contract calls a field, or what its values may hold beside declared members, sensitive. Of the members of
   a list's items no one knows which is meant, so that the list is. */
static bool is_sensitive(struct making *m, const struct field *field)
{
    if (!m->schema->has_sensitive || is_called_sensitive(m, field))
        return m->schema->has_sensitive;
    if (m->hops == HOPS_MAX || ++m->inner > INNER_MAX)
        return m->inner > INNER_MAX; /* too much to look at: rather hidden */
    m->hops++;
    bool is_any = field->referenced && is_sensitive(m, field->referenced);
    for (const struct field *inner = field->fields.first; inner && !is_any; inner = inner->at.next)
        is_any = inner->role != FIELD_PROPERTY && inner->role != FIELD_DEFINITION && is_sensitive(m, inner);
    is_any = is_any || (field->items && holds_sensitive(m, field->items));
    m->hops--;
    return is_any;
}

static const struct data_field *member_named(const struct data_field *from, uint32_t count, struct str name)
{
    for (uint32_t i = 0; i < count; i++)
        if (str_equal(from[i].name, name))
            return &from[i];
    return NULL;
}

/* The properties of a schema object, of what it refers to and of its branches; of a repeated name the first. */
static void add_members(struct making *m, size_t parent, const struct field *source, struct map *seen)
{
    if (m->hops++ >= HOPS_MAX)
        return;
    for (const struct field *inner = source->fields.first; inner; inner = inner->at.next) {
        bool is_member = inner->role == FIELD_PROPERTY && text_has_value(inner->name);
        if (!is_member || map_get(seen, inner->name.value))
            continue;
        if (m->schema->field_count == DATA_FIELDS_MAX) { /* what is left out may be sensitive */
            m->fields[parent].is_sensitive = m->schema->has_sensitive;
            break;
        }
        struct data_field *field = add_field(m, &m->fields[parent], inner);
        m->inner = 0;
        field->is_sensitive = m->fields[parent].is_sensitive || is_sensitive(m, inner);
        m->depths[m->schema->field_count - 1] = m->depths[parent] + 1;
        map_put(seen, field->name, field);
        m->fields[parent].count++;
    }
    if (source->referenced)
        add_members(m, parent, source->referenced, seen);
    for (const struct field_entry *branch = source->extra->branches.first; branch; branch = branch->at.next)
        add_members(m, parent, branch->field, seen);
    m->hops--;
}

/* Lists. */

/* The schema of all items of a list, its own or that of what it refers to; NULL when there is none. */
static const struct field *items_of(const struct field *source)
{
    for (unsigned hops = 0; source && hops < HOPS_MAX; hops++, source = source->referenced)
        for (const struct field *inner = source->fields.first; inner; inner = inner->at.next)
            if (inner->role == FIELD_ITEMS && str_is(node_key(inner->at.node), "items"))
                return inner;
    return NULL;
}

static bool has_members(const struct field *items)
{
    return items->referenced || items->extra->branches.count || items->fields.count;
}

static void add_items(struct making *m, size_t list)
{
    struct data_schema *schema = m->schema;
    const struct field *items = items_of(m->sources[list]);
    if (!items || !has_members(items) || schema->field_count == DATA_FIELDS_MAX || m->depths[list] == DEPTH_MAX)
        return;
    m->fields[list].items = (uint32_t)schema->field_count;
    m->depths[schema->field_count] = m->depths[list] + 1;
    struct data_field *field = add_field(m, NULL, items);
    field->name = STR("");
    field->path = str_of(text_print(m->arena, "%.*s[]", STR_ARG(m->fields[list].path)));
    field->list = (uint32_t)list;
    field->is_many = true;
    field->is_sensitive = m->fields[list].is_sensitive;
}

/* Parents before their members, members together. */
static void add_fields(struct making *m, const struct field *root)
{
    m->fields = arena_alloc_array(m->arena, DATA_FIELDS_MAX, sizeof *m->fields);
    m->sources = arena_alloc_array(m->arena, DATA_FIELDS_MAX, sizeof(const struct field *));
    m->depths = arena_alloc_array(m->arena, DATA_FIELDS_MAX, sizeof *m->depths);
    m->schema->fields = m->fields;
    add_field(m, NULL, root)->is_sensitive = is_sensitive(m, root);
    for (size_t i = 0; i < m->schema->field_count; i++) {
        struct map *seen = arena_new(m->arena, struct map);
        map_init(seen, m->arena);
        m->fields[i].first = (uint32_t)m->schema->field_count;
        if (m->depths[i] < DEPTH_MAX)
            add_members(m, i, m->sources[i], seen);
        else if (m->sources[i]->fields.count || m->sources[i]->referenced)
            m->fields[i].is_sensitive = m->schema->has_sensitive;
        if (m->fields[i].count > FEW)
            m->fields[i].index = seen;
        add_items(m, i);
    }
}

const struct data_field *data_field_member(const struct data_schema *schema, const struct data_field *parent,
                                           struct str name, size_t hint)
{
    const struct data_field *members = &schema->fields[parent->first];
    if (hint < parent->count && str_equal(members[hint].name, name))
        return &members[hint];
    return parent->index ? map_get(parent->index, name) : member_named(members, parent->count, name);
}

const struct data_field *data_field_find(const struct data_schema *schema, struct str path)
{
    for (size_t i = 1; i < schema->field_count; i++)
        if (!schema->fields[i].is_many && str_equal(schema->fields[i].path, path))
            return &schema->fields[i];
    return NULL;
}

/* Keys. */

static bool is_same_key(const struct data_key *a, const struct data_key *b)
{
    size_t shared = 0;
    for (size_t i = 0; i < a->count; i++)
        for (size_t j = 0; j < b->count; j++)
            shared += a->fields[i] == b->fields[j];
    return a->count == b->count && shared == a->count;
}

bool data_schema_add_key(struct data_schema *schema, const struct data_key *key, uint32_t *index)
{
    size_t wide = 0;
    for (*index = 0; *index < schema->key_count; ++*index) {
        struct data_key *other = &schema->keys[*index];
        wide += other->count > 1;
        if (!is_same_key(other, key))
            continue;
        if (other->is_silent && !key->is_silent)
            *other = *key;
        return true;
    }
    if (schema->key_count == schema->key_capacity || (key->count > 1 && wide == DATA_KEYS_WIDE_MAX))
        return false;
    schema->keys[schema->key_count++] = *key;
    return true;
}

static void add_key(struct data_schema *schema, const struct data_key *key)
{
    uint32_t index;
    if (key->count)
        data_schema_add_key(schema, key, &index);
}

static void key_add_field(struct data_key *key, uint32_t field)
{
    if (key->count < DATA_KEY_FIELDS_MAX)
        key->fields[key->count++] = field;
}

/* Of the list at the dataset. */
static void add_primary_key(struct data_schema *schema, const struct dataset *dataset)
{
    struct data_key key = {.demand = dataset->primary_key_node};
    for (const struct item *item = dataset->primary_key.first; item; item = item->at.next) {
        const struct data_field *field = data_field_find(schema, item->text.value);
        if (!field || key.count == DATA_KEY_FIELDS_MAX)
            return;
        key_add_field(&key, (uint32_t)(field - schema->fields));
    }
    add_key(schema, &key);
}

static void find_keys(struct making *m, const struct dataset *dataset)
{
    struct data_schema *schema = m->schema;
    struct data_key primary = {.count = 0};
    for (uint32_t i = 1; i < schema->field_count; i++) {
        if (m->fields[i].is_many)
            continue;
        const struct field *source = m->sources[i];
        struct data_key unique = {.demand = source->unique.node, .fields = {i}, .count = 1};
        if (text_is_true(source->unique))
            add_key(schema, &unique);
        if (text_is_true(source->primary_key)) {
            primary.demand = primary.demand ? primary.demand : source->primary_key.node;
            key_add_field(&primary, i);
        }
    }
    add_key(schema, &primary);
    add_primary_key(schema, dataset);
}

/* Promises. */

static void read_freshness(struct making *m, const struct contract *contract)
{
    const struct promise *promise = contract_promise(contract, PROMISE_FRESHNESS);
    struct duration duration;
    m->schema->freshness = -1;
    if (!promise)
        return;
    struct text value = promise->value;
    if (text_has_value(promise->unit))
        value.value = str_of(text_print(m->arena, "%.*s %.*s", STR_ARG(value.value), STR_ARG(promise->unit.value)));
    if (!promise_duration(m->arena, value, &duration) ||
        !number_to_int64(number_truncate(duration_seconds(m->arena, duration)), &m->schema->freshness))
        m->schema->freshness = -1;
}

/* "dataset.field" or "field". */
static const struct data_field *field_of_element(const struct data_schema *schema, struct str element)
{
    const struct data_field *field = data_field_find(schema, element);
    size_t dot = str_index(element, '.');
    return field || dot == element.len ? field : data_field_find(schema, str_slice(element, dot + 1, element.len));
}

static bool find_timestamp(struct data_schema *schema, const struct contract *contract, struct str name,
                           struct error *err)
{
    const struct promise *promise = contract_promise(contract, PROMISE_FRESHNESS);
    if (name.len) {
        schema->timestamp = data_field_find(schema, name);
        return schema->timestamp ||
               error_set(err, "--timestamp: the schema has no field `%.*s`", STR_ARG(str_slice(name, 0, 200)));
    }
    if (promise && text_has_value(promise->element))
        schema->timestamp = field_of_element(schema, promise->element.value);
    return true;
}

static void read_weights(struct making *m, const struct contract *contract)
{
    const struct list *weights = &contract->quality.weights;
    for (size_t i = 0; i < DATA_DIMENSIONS; i++) {
        const struct measure *measure = measure_find(weights, weight_dimensions[i]);
        struct str text = weights->count ? STR("0") : str_of(default_weights[i]);
        struct number weight;
        if (measure && number_parse_ratio(m->arena, measure->value.value, &weight) && promise_is_share(weight))
            text = measure->value.value;
        if (!number_parse_ratio(m->arena, text, &m->schema->weights[i]))
            m->schema->weights[i] = number_of(m->arena, 0);
    }
    const struct promise *score = contract_promise(contract, PROMISE_QUALITY_SCORE);
    struct number ratio;
    if (score && promise_ratio(m->arena, score->value, &ratio))
        m->schema->promised_score = score->value.value;
}

/* The schema. */

static size_t count_problems(const struct schema_set *set)
{
    size_t count = 0;
    for (const struct schema_problem *problem = schema_set_problems(set); problem; problem = problem->next)
        count++;
    return count;
}

static void compile(struct making *m, const struct document *document, const struct dataset *dataset)
{
    struct data_schema *schema = m->schema;
    struct schema_set *set = schema_set_make(m->arena, SCHEMA_DRAFT_2020_12);
    schema->set = set;
    if (dataset->form == DATASET_JSON_SCHEMA) {
        const struct node *node = node_resolve(dataset->at.node);
        schema_set_read_nullable(set);
        schema_set_add(set, STR(""), node, document->root);
        schema->root = schema_compile(set, node);
        schema->problems = count_problems(set);
    } else {
        schema->root = field_schema_make(m->arena, m->contract, dataset->root);
    }
    const struct schema_objects *objects = schema->root->objects;
    unsigned types = schema->root->types;
    schema->is_whole = types != JSON_TYPE_ANY && (types & JSON_TYPE_ARRAY);
    schema->refuses_unknown =
        objects && !objects->pattern_count && objects->additional && objects->additional->is_false;
}

bool data_schema_make(struct arena *arena, const struct settings *settings, const struct document *document,
                      const struct contract *contract, const struct dataset *dataset, struct str timestamp,
                      struct data_schema *schema, struct error *err)
{
    struct making making = {
        .arena = arena, .check = {.arena = arena, .settings = settings}, .contract = contract, .schema = schema};
    *schema = (struct data_schema){.source = document->source, .document = document->tree->index, .dataset = dataset};
    if (dataset->form == DATASET_REGISTERED || !dataset->root)
        return error_set(err, "the contract's schema is in a registry; data can be checked against a schema in the "
                              "contract only");
    compile(&making, document, dataset);
    schema->has_sensitive = has_sensitive(&making, dataset);
    add_fields(&making, dataset->root);
    schema->key_capacity = DATA_KEYS_COUNT_MAX;
    schema->keys = arena_alloc_array(arena, schema->key_capacity, sizeof *schema->keys);
    find_keys(&making, dataset);
    schema->checks = data_checks_make(arena, contract, dataset, schema, making.sources);
    for (const struct quality *test = contract->quality.tests.first; test; test = test->at.next)
        for (const struct item *item = test->fields.first; item && test_kind_of(test) == TEST_NOT_NULL;
             item = item->at.next) {
            const struct data_field *field = data_field_find(schema, item->text.value);
            if (field)
                making.fields[field - schema->fields].is_required = true;
        }
    read_freshness(&making, contract);
    read_weights(&making, contract);
    return find_timestamp(schema, contract, timestamp, err);
}

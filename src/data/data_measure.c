#include "base/buf.h"
#include "base/datetime.h"
#include "base/hash.h"
#include "data/data_finding.h"
#include "data/data_job.h"

enum { DISTINCT_FIELDS_MAX = 128 };

static bool is_plain_integer(struct str text)
{
    size_t digits = str_digits(text);
    return digits == text.len && digits && (text.at[0] != '0' || digits == 1);
}

/* A hash that is equal for equal values. The keys are known, so that the same data gives the same estimate. */
static uint64_t hash_of(struct arena *arena, const struct node *node)
{
    static const uint64_t seeds[][2] = {{11, 12}, {21, 22}, {31, 32}};
    struct number number;
    struct str text = node->text;
    if (node->type == SCALAR_STRING)
        return hash_bytes(seeds[0], text);
    if (node->type == SCALAR_BOOL)
        return hash_bytes(seeds[1], str_slice(str_lower(arena, text), 0, 1));
    if (!is_plain_integer(text) && number_parse_yaml(arena, text, &number))
        text = number_print(arena, number);
    return hash_bytes(seeds[2], text);
}

/* Memory for one more item; the old list stays in the arena, which is emptied for every piece. */
static void *grown(struct arena *arena, const void *old, size_t count, size_t *capacity, size_t size)
{
    *capacity = *capacity ? *capacity * 2 : 1024;
    void *list = arena_alloc_array(arena, *capacity, size);
    if (count)
        memcpy(list, old, count * size);
    return list;
}

static void note_value(struct data_piece *piece, uint32_t field, uint64_t hash)
{
    if (piece->value_count == piece->value_capacity)
        piece->values =
            grown(&piece->scratch, piece->values, piece->value_count, &piece->value_capacity, sizeof *piece->values);
    piece->values[piece->value_count++] = (struct data_value){hash, field};
}

static void measure_object(const struct data_job *job, const struct data_field *parent, const struct node *object);

/* Objects in a list, and in lists in it. */
static void measure_items(const struct data_job *job, const struct data_field *items, const struct node *list)
{
    for (const struct node *child = list->first; child; child = child->next) {
        const struct node *value = node_resolve(child);
        if (value && value->kind == NODE_MAPPING && items->count)
            measure_object(job, items, value);
        else if (value && value->kind == NODE_SEQUENCE && items->items)
            measure_items(job, &job->file->schema->fields[items->items], value);
    }
}

static void measure_object(const struct data_job *job, const struct data_field *parent, const struct node *object)
{
    const struct data_schema *schema = job->file->schema;
    size_t hint = 0;
    job->piece->counts[parent - schema->fields].objects++;
    for (const struct node *child = object->first; child; child = child->next) {
        const struct data_field *field = data_field_member(schema, parent, node_key(child), hint);
        const struct node *value = node_resolve(child);
        if (!field || !value)
            continue;
        const uint32_t index = (uint32_t)(field - schema->fields);
        hint = index - parent->first + 1;
        if (job->worker->nodes[index])
            continue;
        if (!field->is_many)
            job->worker->nodes[index] = child;
        if (node_is_null(value))
            continue;
        job->piece->counts[index].present++;
        if (value->kind == NODE_SCALAR && index < DISTINCT_FIELDS_MAX)
            note_value(job->piece, index, hash_of(&job->worker->record, value));
        if (value->kind == NODE_MAPPING && field->count)
            measure_object(job, field, value);
        else if (value->kind == NODE_SEQUENCE && field->items)
            measure_items(job, &schema->fields[field->items], value);
    }
}

static void measure_age(const struct data_job *job)
{
    const struct data_field *field = job->file->schema->timestamp;
    struct instant instant;
    if (!field)
        return;
    struct str text = node_text(job->worker->nodes[field - job->file->schema->fields]);
    if (datetime_parse_timestamp(text, &instant) && instant.seconds > job->piece->newest)
        job->piece->newest = instant.seconds;
}

/* A key counts where all its fields have values. */
static void note_key(const struct data_job *job, const struct node *root, uint32_t index)
{
    const struct data_schema *schema = job->file->schema;
    const struct data_key *key = &schema->keys[index];
    struct data_piece *piece = job->piece;
    struct arena *record = &job->worker->record;
    struct buf shown = {.arena = record};
    uint64_t hashes[DATA_KEY_FIELDS_MAX + 1] = {index};
    for (size_t i = 0; i < key->count; i++) {
        const struct node *node = node_resolve(job->worker->nodes[key->fields[i]]);
        if (!node || node->kind != NODE_SCALAR || node->type == SCALAR_NULL)
            return;
        hashes[i + 1] = hash_of(record, node);
        const char *quoted = node_quote(record, node);
        if (schema->fields[key->fields[i]].is_sensitive ||
            data_is_secret(schema->fields[key->fields[i]].name, node->text))
            quoted = data_mask(record, quoted, node->text);
        buf_print(&shown, "%s%s", i ? ", " : "", quoted);
    }
    const uint64_t seed[] = {41, 42};
    const struct node *first = node_resolve(job->worker->nodes[key->fields[0]]);
    if (piece->use_count == piece->use_capacity)
        piece->uses = grown(&piece->scratch, piece->uses, piece->use_count, &piece->use_capacity, sizeof *piece->uses);
    struct data_key_use *use = &piece->uses[piece->use_count++];
    use->hash = hash_bytes(seed, (struct str){(const char *)hashes, (key->count + 1) * sizeof *hashes});
    use->key = index;
    use->span = data_span_in_block(job, first->span);
    use->record = job->record;
    use->path = str_copy(&piece->scratch, data_path_of(job, root, job->worker->nodes[key->fields[0]]));
    use->shown = str_copy(&piece->scratch, buf_str(&shown));
}

void data_measure(const struct data_job *job, const struct node *root)
{
    const struct data_schema *schema = job->file->schema;
    memset(job->worker->nodes, 0, schema->field_count * sizeof(const struct node *));
    job->worker->nodes[0] = root;
    if (node_is_mapping(root))
        measure_object(job, schema->fields, node_resolve(root));
    measure_age(job);
    for (uint32_t i = 0; i < schema->key_count; i++)
        note_key(job, root, i);
}

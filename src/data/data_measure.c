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

/* A text that is the same for values of one kind that are equal. */
static struct str canonical(struct arena *arena, const struct node *node)
{
    struct number number;
    struct str text = node->text;
    if (node->type == SCALAR_STRING)
        return text;
    if (node->type == SCALAR_BOOL)
        return str_slice(str_lower(arena, text), 0, 1);
    if (!is_plain_integer(text) && number_parse_yaml(arena, text, &number))
        text = number_print(arena, number);
    return text;
}

/* The keys are known, so that the same data gives the same estimate. */
static uint64_t hash_of(struct arena *arena, const struct node *node)
{
    static const uint64_t seeds[][2] = {{11, 12}, {21, 22}, {31, 32}};
    const size_t kind = node->type == SCALAR_STRING ? 0 : node->type == SCALAR_BOOL ? 1 : 2;
    return hash_bytes(seeds[kind], canonical(arena, node));
}

/* Memory for one more item. */
static void *grown(struct arena *arena, void *old, size_t count, size_t *capacity, size_t size)
{
    *capacity = *capacity ? *capacity * 2 : 1024;
    return arena_grow(arena, old, count * size, *capacity * size);
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

/* Keys. */

static struct hash_wide key_hash_of(const struct data_job *job, const struct node *node)
{
    const struct data_key_seeds *seeds = job->file->seeds;
    const uint64_t *seed = node->type == SCALAR_STRING ? seeds->string
                           : node->type == SCALAR_BOOL ? seeds->boolean
                                                       : seeds->number;
    return hash_bytes_wide(seed, canonical(&job->worker->record, node));
}

/* Where it stays until the piece is delivered. */
static struct str kept_text(const struct data_job *job, struct str text)
{
    const struct str block = job->piece->block.text;
    bool is_in_block = (uintptr_t)text.at - (uintptr_t)block.at < block.len;
    return is_in_block ? text : str_copy(&job->piece->scratch, text);
}

/* A field's value is looked at once, whatever the number of keys that it is in. */
static const struct data_key_part *key_part_of(const struct data_job *job, uint32_t field)
{
    struct data_key_part *part = &job->worker->key_parts[field];
    if (part->record == job->piece->records)
        return part;
    const struct node *node = node_resolve(job->worker->nodes[field]);
    part->record = job->piece->records;
    part->has_value = node && node->kind == NODE_SCALAR && node->type != SCALAR_NULL;
    if (part->has_value) {
        part->hash = key_hash_of(job, node);
        part->text = kept_text(job, node->text);
    }
    return part;
}

/* False where an alias is on the way. */
static bool is_reached(const struct node *root, const struct node *node)
{
    const struct node *top = node_resolve(root);
    while (node && node != root && node != top)
        node = node->parent;
    return node != NULL;
}

/* Lines are counted on from the place that was noted last: those of a record's fields lie near. */
static uint32_t line_at(struct data_job *job, size_t at)
{
    if (at > job->counted) {
        job->lines += lines_in(str_slice(job->piece->block.text, job->counted, at));
        job->counted = at;
    }
    return job->lines;
}

/* A key counts where all its fields have values. */
static void note_key(struct data_job *job, const struct node *root, uint32_t index)
{
    const struct data_key *key = &job->file->schema->keys[index];
    struct data_piece *piece = job->piece;
    struct hash_wide hashes[DATA_KEY_FIELDS_MAX];
    for (size_t i = 0; i < key->count; i++) {
        const struct data_key_part *part = key_part_of(job, key->fields[i]);
        if (!part->has_value)
            return;
        hashes[i] = part->hash;
    }
    struct str *texts = arena_alloc_raw(&piece->scratch, key->count * sizeof *texts);
    for (size_t i = 0; i < key->count; i++)
        texts[i] = key_part_of(job, key->fields[i])->text;
    const struct node *first = job->worker->nodes[key->fields[0]];
    const struct span span = data_span_in_block(job, node_resolve(first)->span);
    if (piece->use_count == piece->use_capacity)
        piece->uses = grown(&piece->scratch, piece->uses, piece->use_count, &piece->use_capacity, sizeof *piece->uses);
    const struct str all = {(const char *)hashes, key->count * sizeof *hashes};
    piece->uses[piece->use_count++] =
        (struct data_key_use){.hash = key->count == 1 ? hashes[0] : hash_bytes_wide(job->file->seeds->list, all),
                              .texts = texts,
                              .index = job->index,
                              .span = span,
                              .record = job->record,
                              .key = index,
                              .line = line_at(job, span.start),
                              .is_indexed = job->is_indexed,
                              .is_reached = is_reached(root, first)};
}

void data_measure(struct data_job *job, const struct node *root)
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

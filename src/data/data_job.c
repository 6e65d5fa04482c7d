#include "data/data_job.h"

#include "base/pointer.h"
#include "data/data_piece.h"

enum { PATH_DEPTH_MAX = 64 };

static size_t index_in_list(const struct node *node)
{
    size_t index = 0;
    for (const struct node *child = node->parent->first; child && child != node; child = child->next)
        index++;
    return index;
}

/* The nodes from the record's root, which is left out, down to `node`: false where the way is not known, because an
   alias is on it or because it is too long. */
static bool find_way(const struct node *root, const struct node *node, const struct node **way, size_t *length)
{
    const struct node *top = node_resolve(root);
    size_t count = 0;
    *length = 0;
    for (; node && node != root && node != top; node = node->parent) {
        if (count == PATH_DEPTH_MAX)
            return false;
        way[count++] = node;
    }
    if (!node)
        return false;
    for (size_t i = 0; i < count / 2; i++) {
        const struct node *other = way[i];
        way[i] = way[count - 1 - i];
        way[count - 1 - i] = other;
    }
    *length = count;
    return true;
}

struct str data_path_of(const struct data_job *job, const struct node *root, const struct node *node)
{
    const struct node *way[PATH_DEPTH_MAX];
    struct buf path = {.arena = &job->worker->record};
    size_t count;
    bool is_known = find_way(root, node, way, &count);
    if (job->is_indexed)
        buf_print(&path, "/%llu", (unsigned long long)job->index);
    for (size_t i = 0; is_known && i < count; i++) {
        if (way[i]->key)
            pointer_add(&path, node_key(way[i]));
        else
            buf_print(&path, "/%zu", index_in_list(way[i]));
    }
    return buf_str(&path);
}

const struct data_field *data_field_of(const struct data_job *job, const struct node *root, const struct node *node)
{
    const struct node *way[PATH_DEPTH_MAX];
    const struct data_schema *schema = job->file->schema;
    const struct data_field *field = schema->fields;
    size_t count;
    if (!find_way(root, node, way, &count))
        return NULL;
    for (size_t i = 0; i < count; i++) {
        const struct data_field *inner = way[i]->key    ? data_field_member(schema, field, node_key(way[i]), 0)
                                         : field->items ? &schema->fields[field->items]
                                                        : NULL;
        if (!inner)
            break;
        field = inner;
    }
    while (field->list)
        field = &schema->fields[field->list];
    return field;
}

void data_hide_sensitive(const struct data_job *job, struct data_place *place)
{
    const struct data_schema *schema = job->file->schema;
    struct span *hidden = arena_alloc_array(&job->worker->record, schema->field_count, sizeof *hidden);
    for (size_t i = 0; i < schema->field_count; i++) {
        const struct node *node = node_resolve(job->worker->nodes[i]);
        if (schema->fields[i].is_sensitive && node && !node_is_null(node))
            hidden[place->hidden_count++] = data_hidden_part(node, job->offset);
    }
    place->hidden = hidden;
}

void data_mark_invalid(const struct data_job *job, const struct data_field *field, const struct node *value)
{
    const size_t index = (size_t)(field - job->file->schema->fields);
    const uint64_t record = job->piece->records;
    bool is_marked = job->worker->marked[index] == record;
    if (index == 0 || node_is_null(value) ||
        (is_marked && (!field->is_many || job->worker->last_marked[index] == value)))
        return;
    job->worker->marked[index] = record;
    job->worker->last_marked[index] = value;
    job->piece->counts[index].invalid++;
}

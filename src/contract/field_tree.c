#include "contract/field_tree.h"

#include "base/map.h"

enum { INDEX_FROM = 8 }; /* properties from which a map is faster than a search */

void field_note(struct reader *reader, struct list *list, struct field *field)
{
    struct field_entry *entry = reader_append(reader, list, sizeof *entry, field->at.node);
    entry->field = field;
}

struct field_extra *field_extra_of(struct reader *reader, struct field *field)
{
    if (field->extra && field->extra != &field_extra_none)
        return (struct field_extra *)(uintptr_t)field->extra;
    struct field_extra *extra = reader_new(reader, sizeof *extra, field->at.node);
    if (!reader->is_full)
        field->extra = extra;
    return extra;
}

struct field *field_root(struct reader *reader, struct dataset *dataset, const struct node *node)
{
    struct field *root = arena_new(reader->arena, struct field);
    root->at = (struct object){.node = node, .use = reader->use};
    root->role = FIELD_ROOT;
    root->dataset = dataset;
    root->extra = &field_extra_none;
    dataset->root = root;
    reader->dataset = dataset;
    return root;
}

struct field *field_add(struct reader *reader, struct field *parent, enum field_role role, struct text name,
                        const struct node *node)
{
    struct field *field = reader_append(reader, &parent->fields, sizeof *field, node);
    if (reader->is_full)
        return field;
    field->role = role;
    field->name = name;
    field->parent = parent;
    field->dataset = reader->dataset;
    field->depth = parent->depth + 1;
    field->extra = &field_extra_none;
    if (role == FIELD_BRANCH)
        field_note(reader, &field_extra_of(reader, parent)->branches, field);
    if (role == FIELD_ITEMS && !parent->items)
        parent->items = field;
    field_note(reader, &reader->dataset->fields, field);
    return field;
}

void field_set(struct reader *reader, struct field *field, enum keyword_id id, const struct node *value)
{
    switch (id) {
    case KEYWORD_DESCRIPTION: field->description = text_of(value); break;
    case KEYWORD_CLASSIFICATION: field->classification = text_of(value); break;
    case KEYWORD_PII: field->pii = text_of(value); break;
    case KEYWORD_UNIT: field_extra_of(reader, field)->unit = text_of(value); break;
    case KEYWORD_FORMAT: field->format = text_of(value); break;
    case KEYWORD_PATTERN: field->pattern = text_of(value); break;
    case KEYWORD_PRIMARY_KEY: field->primary_key = text_of(value); break;
    case KEYWORD_PRIMARY_KEY_POSITION: field_extra_of(reader, field)->primary_key_position = text_of(value); break;
    case KEYWORD_UNIQUE: field->unique = text_of(value); break;
    case KEYWORD_REFERENCES: field_extra_of(reader, field)->references = text_of(value); break;
    case KEYWORD_NULLABLE: field_extra_of(reader, field)->nullable = text_of(value); break;
    case KEYWORD_DEPRECATED: field_extra_of(reader, field)->deprecated = text_of(value); break;
    case KEYWORD_ENUM: field->enumeration = value; break;
    case KEYWORD_DEFAULT: field->default_value = value; break;
    case KEYWORD_EXAMPLES: field->examples = value; break;
    case KEYWORD_EXAMPLE: field_extra_of(reader, field)->example = value; break;
    case KEYWORD_CONST: field_extra_of(reader, field)->constant = value; break;
    case KEYWORD_REF: field->reference = text_of(value); break;
    case KEYWORD_TAGS: reader_items(reader, &field_extra_of(reader, field)->tags, value); break;
    case KEYWORD_REQUIRED:
        if (node_is_sequence(value))
            field->required_list = value;
        else
            field->required = text_of(value);
        break;
    default: break;
    }
}

static void index_properties(struct reader *reader, struct field *field)
{
    if (field->fields.count < INDEX_FROM)
        return;
    struct map *index = arena_new(reader->arena, struct map);
    map_init(index, reader->arena);
    map_reserve(index, field->fields.count);
    for (struct field *inner = field->fields.first; inner; inner = inner->at.next)
        if (inner->role == FIELD_PROPERTY)
            map_put_new(index, inner->name.value, inner);
    field->index = index;
}

struct field *field_named(struct field *parent, struct str name)
{
    if (parent->index)
        return map_get(parent->index, name);
    for (struct field *inner = parent->fields.first; inner; inner = inner->at.next)
        if (inner->role == FIELD_PROPERTY && str_equal(inner->name.value, name))
            return inner;
    return NULL;
}

static void mark_required(struct field *field)
{
    for (const struct node *item = node_children(field->required_list); item; item = item->next) {
        struct field *inner = node_is_scalar(item) ? field_named(field, node_text(item)) : NULL;
        if (inner && !inner->required_by)
            inner->required_by = item;
        field->has_bad_required = field->has_bad_required || !inner;
    }
}

void field_close(struct reader *reader, struct field *field)
{
    index_properties(reader, field);
    mark_required(field);
}

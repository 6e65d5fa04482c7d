#include "contract/column.h"

#include "contract/field_tree.h"
#include "contract/quality_list.h"
#include "contract/type.h"

static void add_keyword(struct reader *reader, struct field *field, enum keyword_id id, const struct node *value)
{
    struct keyword_use *use = reader_new(reader, sizeof *use, value);
    if (reader->is_full)
        return;
    use->keyword = keyword_of(id);
    use->value = value;
    struct keyword_use **end = &field->keywords; /* of a shape's keys, so of few */
    while (*end)
        end = &(*end)->next;
    *end = use;
    keyword_set_add(&field->has, id);
}

void column_read_keyword(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    add_keyword(reader, object, (enum keyword_id)key->tag, value);
    field_set(reader, object, (enum keyword_id)key->tag, value);
}

void column_read_type(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    struct field *field = object;
    add_keyword(reader, field, KEYWORD_TYPE, value);
    field->type = text_of(value);
    field->types = type_bits(field->type.value, (enum keyword_place)key->tag);
    field->is_type_bad = !field->types && (text_has_value(field->type) || text_is_wrong_kind(field->type));
}

void column_read_extra(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    char *extra = (char *)field_extra_of(reader, object);
    *(struct text *)(void *)(extra + key->offset) = text_of(value);
}

void column_read_extra_node(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    char *extra = (char *)field_extra_of(reader, object);
    *(const struct node **)(void *)(extra + key->offset) = value;
}

void column_read_not_null(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    (void)reader;
    (void)key;
    ((struct field *)object)->not_null = text_of(value);
}

void column_read_quality(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    (void)key;
    quality_read_list(reader, &field_extra_of(reader, object)->quality, value);
}

static void promise(struct text *member, const struct node *node)
{
    if (!str_is(member->value, "true"))
        *member = (struct text){.value = STR("true"), .node = node};
}

static void take_promise(struct field *field, const struct quality *check, bool shows_entry)
{
    const struct node *node = shows_entry ? check->at.node : check->at.node->parent;
    switch (check->meaning) {
    case QUALITY_NOT_NULL: promise(&field->not_null, node); break;
    case QUALITY_UNIQUE: promise(&field->unique, node); break;
    case QUALITY_KEY: promise(&field->primary_key, node); break;
    case QUALITY_ONE_OF: field->enumeration = field->enumeration ? field->enumeration : check->values; break;
    case QUALITY_CHECK:
    case QUALITY_REFERENCE: break;
    }
}

void column_take_promises(struct field *field, bool shows_entry)
{
    const struct quality *check = field->extra->quality.first;
    for (; check; check = check->at.next)
        take_promise(field, check, shows_entry);
}

void column_take_dataset_promises(struct dataset *dataset, bool shows_entry)
{
    for (const struct quality *check = dataset->quality.first; check; check = check->at.next) {
        if (check->meaning == QUALITY_KEY || (check->fields.count > 1 && check->meaning != QUALITY_NOT_NULL))
            continue;
        for (const struct item *name = check->fields.first; name; name = name->at.next) {
            struct field *field = field_named(dataset->root, name->text.value);
            if (field)
                take_promise(field, check, shows_entry);
        }
    }
}

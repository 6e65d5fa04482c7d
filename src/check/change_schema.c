#include "check/change_schema.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "schema/compile.h"
#include "yaml/node_print.h"

enum {
    RELATIONS_MAX = 2000, /* asked in one comparison: what is beyond stays unknown */
    WITNESS_MAX = 80      /* bytes of a value in a message */
};

static void add_side(struct change_schemas *schemas, const struct change_side *side)
{
    for (const struct dataset *dataset = side->contract->datasets.first; dataset; dataset = dataset->at.next)
        if (dataset->form == DATASET_JSON_SCHEMA && dataset->root && node_is_mapping(dataset->root->at.node))
            schema_set_add(schemas->set, STR(""), dataset->root->at.node, side->document->root);
}

static struct change_schemas *schemas_of(struct changes *changes)
{
    if (changes->schemas)
        return changes->schemas;
    struct change_schemas *schemas = arena_new(changes->arena, struct change_schemas);
    schemas->set = schema_set_make(changes->arena, SCHEMA_DRAFT_2020_12);
    schema_set_read_nullable(schemas->set);
    add_side(schemas, &changes->old);
    add_side(schemas, &changes->new);
    changes->schemas = schemas;
    return schemas;
}

const struct schema *change_schema_at(struct changes *changes, const struct node *node)
{
    return node ? schema_compile(schemas_of(changes)->set, node_resolve(node)) : NULL;
}

static struct containment ask(struct changes *changes, const struct schema *outer, const struct schema *inner)
{
    struct satisfy_options options = {.asserts_format = true, .is_tolerant = !changes->settings->is_strict};
    if (changes->relations++ >= RELATIONS_MAX)
        return (struct containment){.answer = SCHEMA_UNKNOWN};
    return schema_contains(changes->arena, schemas_of(changes)->set, outer, inner, &options);
}

struct schema_relation change_relate(struct changes *changes, const struct schema *old, const struct schema *new)
{
    return (struct schema_relation){ask(changes, old, new), ask(changes, new, old)};
}

bool change_is_equivalent(const struct field_pair *pair)
{
    if (pair->old_field->dataset->form != DATASET_JSON_SCHEMA || pair->new_field->dataset->form != DATASET_JSON_SCHEMA)
        return false;
    const struct schema *old = change_schema_at(pair->changes, pair->old_field->at.node);
    const struct schema *new = change_schema_at(pair->changes, pair->new_field->at.node);
    struct schema_relation relation = change_relate(pair->changes, old, new);
    return relation.new_in_old.answer == SCHEMA_YES && relation.old_in_new.answer == SCHEMA_YES;
}

void change_show_witness(struct changes *changes, struct finding *finding, const struct containment *new_in_old)
{
    if (new_in_old->answer != SCHEMA_NO || !new_in_old->witness)
        return;
    struct buf value = {.arena = changes->arena};
    node_print(&value, new_in_old->witness, WITNESS_MAX);
    finding->message = text_print(changes->arena, "%s; %s is allowed now and was not before", finding->message,
                                  utf8_quote(changes->arena, buf_str(&value)));
}

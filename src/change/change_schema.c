#include "change/change_schema.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "schema/compile.h"
#include "yaml/node_print.h"

enum {
    RELATIONS_MAX = 2000, /* asked in one comparison: what is beyond stays unknown */
    ALTERNATIVES_MAX = 2000,
    WITNESS_MAX = 80 /* bytes of a value in a message */
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

/* Whether it lists more alternatives than can be compared each with each. */
static bool is_long_union(const struct schema *schema)
{
    return schema && schema->logic &&
           (schema->logic->any_of.count > ALTERNATIVES_MAX || schema->logic->one_of.count > ALTERNATIVES_MAX);
}

static struct containment ask_as(struct changes *changes, const struct schema *outer, const struct schema *inner,
                                 bool is_tolerant)
{
    struct satisfy_options options = {.asserts_format = true, .is_tolerant = is_tolerant};
    if (changes->relations++ >= RELATIONS_MAX || is_long_union(outer) || is_long_union(inner))
        return (struct containment){.answer = SCHEMA_UNKNOWN};
    return schema_contains(changes->arena, schemas_of(changes)->set, outer, inner, &options);
}

struct containment change_contains(struct changes *changes, const struct schema *outer, const struct schema *inner)
{
    return ask_as(changes, outer, inner, !changes->settings->is_strict);
}

struct schema_relation change_relate_keywords(struct changes *changes, const struct schema *old,
                                              const struct schema *new)
{
    return (struct schema_relation){ask_as(changes, old, new, false), ask_as(changes, new, old, false)};
}

struct schema_relation change_relate(struct changes *changes, const struct schema *old, const struct schema *new)
{
    return (struct schema_relation){change_contains(changes, old, new), change_contains(changes, new, old)};
}

bool change_is_equivalent(const struct field_pair *pair)
{
    if (pair->old_field->dataset->form != DATASET_JSON_SCHEMA || pair->new_field->dataset->form != DATASET_JSON_SCHEMA)
        return false;
    const struct schema *old = change_schema_at(pair->changes, pair->old_field->at.node);
    const struct schema *new = change_schema_at(pair->changes, pair->new_field->at.node);
    struct schema_relation relation = change_relate_keywords(pair->changes, old, new);
    return relation.new_in_old.answer == SCHEMA_YES && relation.old_in_new.answer == SCHEMA_YES;
}

static bool loosens(const struct finding *finding)
{
    static const enum change_id ids[] = {
        CHANGE_TYPE_WIDENED,     CHANGE_TYPE_CONSTRAINT_REMOVED, CHANGE_CONSTRAINT_RELAXED,   CHANGE_FORMAT_REMOVED,
        CHANGE_ENUM_VALUE_ADDED, CHANGE_ENUM_CONSTRAINT_REMOVED, CHANGE_FIELD_BECAME_NULLABLE};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        if (finding->rule == &change_rules[ids[i]].rule)
            return true;
    return false;
}

static bool tightens(const struct finding *finding)
{
    static const enum change_id ids[] = {
        CHANGE_TYPE_NARROWED,      CHANGE_TYPE_CONSTRAINT_ADDED, CHANGE_CONSTRAINT_TIGHTENED,     CHANGE_FORMAT_ADDED,
        CHANGE_ENUM_VALUE_REMOVED, CHANGE_ENUM_CONSTRAINT_ADDED, CHANGE_FIELD_BECAME_NON_NULLABLE};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        if (finding->rule == &change_rules[ids[i]].rule)
            return true;
    return false;
}

/* Whether the keyword with that value, one of the field's own, demands nothing that `whole`, the other version, does
   not imply. */
static bool is_implied(struct changes *changes, const struct schema *own, const struct node *value,
                       const struct schema *whole)
{
    if (!value || value->parent != own->node)
        return false;
    const struct str name = node_key(value);
    const struct schema *demand = schema_only(changes->arena, own, &name, 1);
    return ask_as(changes, demand, whole, false).answer == SCHEMA_YES;
}

void change_drop_silent(const struct field_pair *pair, struct finding *last)
{
    struct changes *changes = pair->changes;
    if (pair->old_field->dataset->form != DATASET_JSON_SCHEMA || pair->new_field->dataset->form != DATASET_JSON_SCHEMA)
        return;
    const struct schema *old = change_schema_at(changes, pair->old_field->at.node);
    const struct schema *new = change_schema_at(changes, pair->new_field->at.node);
    struct findings *findings = &changes->findings;
    struct finding **at = last ? &last->next : &findings->first;
    findings->last = last;
    while (*at) {
        struct finding *finding = *at;
        const struct change *change = finding->change;
        bool is_silent = (loosens(finding) && is_implied(changes, old, change->old, new)) ||
                         (tightens(finding) && is_implied(changes, new, change->new, old));
        if (is_silent) {
            *at = finding->next;
            findings->count--;
            continue;
        }
        findings->last = finding;
        at = &finding->next;
    }
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

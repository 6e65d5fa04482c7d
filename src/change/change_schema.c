#include "change/change_schema.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "check/field_schema.h"
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

static bool is_one_of(const struct finding *finding, const enum change_id *ids, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (finding->rule == &change_rules[ids[i]].rule)
            return true;
    return false;
}

static bool loosens(const struct finding *finding)
{
    static const enum change_id ids[] = {
        CHANGE_TYPE_WIDENED,     CHANGE_TYPE_CONSTRAINT_REMOVED, CHANGE_CONSTRAINT_RELAXED,   CHANGE_FORMAT_REMOVED,
        CHANGE_ENUM_VALUE_ADDED, CHANGE_ENUM_CONSTRAINT_REMOVED, CHANGE_FIELD_BECAME_NULLABLE};
    return is_one_of(finding, ids, sizeof ids / sizeof *ids);
}

static bool tightens(const struct finding *finding)
{
    static const enum change_id ids[] = {
        CHANGE_TYPE_NARROWED,      CHANGE_TYPE_CONSTRAINT_ADDED, CHANGE_CONSTRAINT_TIGHTENED,     CHANGE_FORMAT_ADDED,
        CHANGE_ENUM_VALUE_REMOVED, CHANGE_ENUM_CONSTRAINT_ADDED, CHANGE_FIELD_BECAME_NON_NULLABLE};
    return is_one_of(finding, ids, sizeof ids / sizeof *ids);
}

static bool replaces(const struct finding *finding)
{
    static const enum change_id ids[] = {CHANGE_CONSTRAINT_CHANGED, CHANGE_PATTERN_CHANGED, CHANGE_FORMAT_CHANGED};
    return is_one_of(finding, ids, sizeof ids / sizeof *ids);
}

/* One version of a field: its own schema, without what it refers to. */
struct own_schema {
    const struct field *field;
    const struct schema *schema;
};

static struct own_schema own_schema_of(struct changes *changes, const struct field *field)
{
    if (field->dataset->form == DATASET_JSON_SCHEMA)
        return (struct own_schema){field, change_schema_at(changes, field->at.node)};
    return (struct own_schema){field, field_schema_of(changes->arena, schemas_of(changes)->set, field)};
}

/* Whether the schema was compiled with that keyword: bounds that are dates and formats that nobody knows are not. */
static bool has_keyword(const struct schema *schema, const struct node *value)
{
    static const struct schema_numbers no_numbers;
    static const struct schema_strings no_strings;
    static const struct schema_arrays no_arrays;
    const struct schema_numbers *numbers = schema->numbers ? schema->numbers : &no_numbers;
    const struct schema_strings *strings = schema->strings ? schema->strings : &no_strings;
    const struct schema_arrays *arrays = schema->arrays ? schema->arrays : &no_arrays;
    const struct node *const nodes[] = {numbers->minimum.node,
                                        numbers->maximum.node,
                                        numbers->exclusive_minimum.node,
                                        numbers->exclusive_maximum.node,
                                        numbers->multiple_of.node,
                                        strings->min_length.node,
                                        strings->max_length.node,
                                        strings->pattern.node,
                                        arrays->min_items.node,
                                        arrays->max_items.node,
                                        arrays->unique,
                                        schema->format ? schema->format_node : NULL,
                                        schema->enumeration ? schema->enumeration->node : NULL};
    for (size_t i = 0; i < sizeof nodes / sizeof *nodes; i++)
        if (nodes[i] && node_resolve(nodes[i]) == node_resolve(value))
            return true;
    return false;
}

/* Whether the value is that of a keyword of the field's which its schema passes over. */
static bool is_passed_over(const struct own_schema *own, const struct node *value)
{
    static const char *const names[] = {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "format", NULL};
    return value && value->parent == own->schema->node && str_is_one_of(node_key(value), names) &&
           !has_keyword(own->schema, value);
}

/* The name of the keyword with that value, one of the field's own that says something by itself; empty when its schema
   does not know it. */
static struct str own_keyword(const struct own_schema *own, const struct node *value)
{
    static const char *const dependent[] = {"if", "then", "else", "minContains", "maxContains", "additionalItems",
                                            NULL};
    const struct str unknown = STR("");
    if (!value)
        return unknown;
    if (own->field->dataset->form != DATASET_JSON_SCHEMA && !has_keyword(own->schema, value))
        return unknown;
    if (own->field->dataset->form == DATASET_JSON_SCHEMA &&
        (value->parent != own->schema->node || is_passed_over(own, value) || str_is_one_of(node_key(value), dependent)))
        return unknown;
    return value == own->field->enumeration ? STR("enum") : node_key(value);
}

/* Whether a finding after `last` is about what the schemas pass over. */
static bool is_beyond(const struct field_pair *pair, const struct own_schema *old, const struct own_schema *new,
                      const struct finding *last)
{
    const struct finding *finding = last ? last->next : pair->changes->findings.first;
    for (; finding; finding = finding->next)
        if (is_passed_over(old, finding->change->old) || is_passed_over(new, finding->change->new))
            return true;
    return false;
}

bool change_is_equivalent(const struct field_pair *pair, const struct finding *last)
{
    struct changes *changes = pair->changes;
    if (pair->old_field->dataset->form != DATASET_JSON_SCHEMA || pair->new_field->dataset->form != DATASET_JSON_SCHEMA)
        return false;
    struct own_schema old = own_schema_of(changes, pair->old_field), new = own_schema_of(changes, pair->new_field);
    if (!old.schema || !new.schema || is_beyond(pair, &old, &new, last))
        return false;
    struct schema_relation relation = change_relate_keywords(changes, old.schema, new.schema);
    return relation.new_in_old.answer == SCHEMA_YES && relation.old_in_new.answer == SCHEMA_YES;
}

/* Whether the keyword with that value, one of the field's own, demands nothing that the other version does not imply.
 */
static bool is_implied(struct changes *changes, const struct own_schema *own, const struct node *value,
                       const struct own_schema *other)
{
    const struct str name = own_keyword(own, value);
    if (!name.len)
        return false;
    const struct schema *demand = schema_only(changes->arena, own->schema, &name, 1);
    return ask_as(changes, demand, other->schema, false).answer == SCHEMA_YES;
}

/* Whether a finding is about a keyword beside which the others leave the same values. */
static bool is_silent(struct changes *changes, const struct finding *finding, const struct own_schema *old,
                      const struct own_schema *new)
{
    const struct change *change = finding->change;
    bool is_changed = replaces(finding);
    if (!is_changed && !loosens(finding) && !tightens(finding))
        return false;
    if (is_changed && !(has_keyword(old->schema, change->old) && has_keyword(new->schema, change->new)))
        return false;
    if ((is_changed || loosens(finding)) && !is_implied(changes, old, change->old, new))
        return false;
    return loosens(finding) || is_implied(changes, new, change->new, old);
}

void change_drop_silent(const struct field_pair *pair, struct finding *last)
{
    struct changes *changes = pair->changes;
    struct own_schema old = own_schema_of(changes, pair->old_field), new = own_schema_of(changes, pair->new_field);
    struct findings *findings = &changes->findings;
    struct finding **at = last ? &last->next : &findings->first;
    if (!old.schema || !new.schema)
        return;
    findings->last = last;
    while (*at) {
        struct finding *finding = *at;
        if (is_silent(changes, finding, &old, &new)) {
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

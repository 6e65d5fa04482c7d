#include "change/change_schema.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "check/field_schema.h"
#include "schema/compile.h"
#include "yaml/node_print.h"

enum {
    RELATIONS_MAX = 2000, /* asked in one comparison: what is beyond stays unknown */
    STEPS_MAX = 500000,   /* for all of them; about a second */
    EASY_STEPS = 10000,   /* for each at first */
    HARD_MAX = 50,        /* that may take more; patterns take up to 10 ms then */
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

/* All of them together. */
static const struct schema *conjunction(struct arena *arena, const struct schema *const *at, size_t count)
{
    struct schema *schema = arena_new(arena, struct schema);
    struct schema_logic *logic = arena_new(arena, struct schema_logic);
    logic->all_of = (struct schema_list){.node = at[0]->node, .at = at, .count = count};
    *schema = (struct schema){.resource = at[0]->resource, .types = JSON_TYPE_ANY, .logic = logic};
    return schema;
}

const struct schema *change_schema_of(struct changes *changes, const struct shape *shape)
{
    const struct schema **roots = arena_alloc_array(changes->arena, shape->count, sizeof(const struct schema *));
    size_t count = 0;
    for (size_t i = 0; i < shape->count; i++) {
        if (!shape->parts[i].is_root)
            continue;
        roots[count] = change_schema_at(changes, shape->parts[i].field->at.node);
        if (!roots[count++])
            return NULL;
    }
    return count == 1 ? roots[0] : conjunction(changes->arena, roots, count);
}

/* Whether it lists more alternatives than can be compared each with each. */
static bool is_long_union(const struct schema *schema)
{
    return schema && schema->logic &&
           (schema->logic->any_of.count > ALTERNATIVES_MAX || schema->logic->one_of.count > ALTERNATIVES_MAX);
}

uint32_t change_language_steps(const struct changes *changes)
{
    return changes->relations < RELATIONS_MAX ? EASY_STEPS : EASY_STEPS / 20;
}

bool change_may_ask_hard(struct changes *changes)
{
    return changes->hard_questions++ < HARD_MAX;
}

static struct containment ask_within(struct changes *changes, const struct schema *outer, const struct schema *inner,
                                     struct satisfy_options *options)
{
    uint64_t left = STEPS_MAX - changes->steps;
    options->steps = options->steps < left ? options->steps : left;
    if (!options->steps)
        return (struct containment){.answer = SCHEMA_UNKNOWN};
    struct containment containment = schema_contains(changes->arena, schemas_of(changes)->set, outer, inner, options);
    changes->steps += containment.steps < options->steps ? containment.steps : options->steps;
    return containment;
}

static struct containment ask_as(struct changes *changes, const struct schema *outer, const struct schema *inner,
                                 bool is_tolerant)
{
    struct satisfy_options options = {.asserts_format = true,
                                      .is_tolerant = is_tolerant,
                                      .steps = EASY_STEPS,
                                      .language_steps = change_language_steps(changes)};
    if (changes->relations++ >= RELATIONS_MAX || is_long_union(outer) || is_long_union(inner))
        return (struct containment){.answer = SCHEMA_UNKNOWN};
    struct containment containment = ask_within(changes, outer, inner, &options);
    if (containment.answer != SCHEMA_UNKNOWN || !change_may_ask_hard(changes))
        return containment;
    options.steps = SATISFY_STEPS;
    options.language_steps = 0;
    return ask_within(changes, outer, inner, &options);
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

/* One version of a field and its own schema; that of columns is without what they refer to. */
struct own_schema {
    const struct shape *shape;
    const struct schema *schema;
};

static bool is_json_schema(const struct shape *shape)
{
    return shape->parts[0].field->dataset->form == DATASET_JSON_SCHEMA;
}

static struct own_schema own_schema_of(struct changes *changes, const struct shape *shape)
{
    const struct field *field = shape->parts[0].field;
    const struct schema *schema = is_json_schema(shape)
                                      ? change_schema_of(changes, shape)
                                      : field_schema_of(changes->arena, schemas_of(changes)->set, field);
    return (struct own_schema){shape, schema};
}

/* The schema in which a keyword's value stands: that of the field or of what it refers to, or of a member of allOf.
   NULL when it stands elsewhere. */
static const struct schema *schema_with(struct changes *changes, const struct own_schema *own, const struct node *value)
{
    if (!value)
        return NULL;
    if (!is_json_schema(own->shape))
        return own->schema;
    for (size_t i = 0; i < own->shape->count; i++)
        if (node_resolve(own->shape->parts[i].field->at.node) == value->parent)
            return change_schema_at(changes, value->parent);
    return NULL;
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

/* Whether the value is that of a keyword which its schema passes over. */
static bool is_passed_over(const struct schema *schema, const struct node *value)
{
    static const char *const names[] = {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "format", NULL};
    return schema && str_is_one_of(node_key(value), names) && !has_keyword(schema, value);
}

/* The name of the keyword with that value, if it says something by itself; empty when its schema does not know it. */
static struct str keyword_name(const struct own_schema *own, const struct schema *schema, const struct node *value)
{
    static const char *const dependent[] = {"if", "then", "else", "minContains", "maxContains", "additionalItems",
                                            NULL};
    bool is_known = is_json_schema(own->shape)
                        ? !is_passed_over(schema, value) && !str_is_one_of(node_key(value), dependent)
                        : has_keyword(schema, value);
    if (!is_known)
        return STR("");
    return value == own->shape->parts[0].field->enumeration ? STR("enum") : node_key(value);
}

/* Whether a finding after `last` is about what the schemas pass over. */
static bool is_beyond(struct changes *changes, const struct own_schema *old, const struct own_schema *new,
                      const struct finding *last)
{
    const struct finding *finding = last ? last->next : changes->findings.first;
    for (; finding; finding = finding->next) {
        const struct change *change = finding->change;
        if (is_passed_over(schema_with(changes, old, change->old), change->old) ||
            is_passed_over(schema_with(changes, new, change->new), change->new))
            return true;
    }
    return false;
}

bool change_is_equivalent(const struct field_pair *pair, const struct finding *last)
{
    struct changes *changes = pair->changes;
    if (!is_json_schema(&pair->old) || !is_json_schema(&pair->new))
        return false;
    struct own_schema old = own_schema_of(changes, &pair->old), new = own_schema_of(changes, &pair->new);
    if (!old.schema || !new.schema || is_beyond(changes, &old, &new, last))
        return false;
    struct schema_relation relation = change_relate_keywords(changes, old.schema, new.schema);
    return relation.new_in_old.answer == SCHEMA_YES && relation.old_in_new.answer == SCHEMA_YES;
}

/* Whether the keyword with that value, one of the field's, demands nothing that the other version does not imply. */
static bool is_implied(struct changes *changes, const struct own_schema *own, const struct node *value,
                       const struct own_schema *other)
{
    const struct schema *schema = schema_with(changes, own, value);
    const struct str name = schema ? keyword_name(own, schema, value) : STR("");
    if (!name.len)
        return false;
    const struct schema *demand = schema_only(changes->arena, schema, &name, 1);
    return ask_as(changes, demand, other->schema, false).answer == SCHEMA_YES;
}

/* Whether a version says it by a keyword that can be judged by itself. */
static bool is_simple(struct changes *changes, const struct own_schema *own, const struct node *value)
{
    const struct schema *schema = schema_with(changes, own, value);
    return schema && has_keyword(schema, value);
}

/* Whether a finding is about a keyword beside which the others leave the same values. */
static bool is_silent(struct changes *changes, const struct finding *finding, const struct own_schema *old,
                      const struct own_schema *new)
{
    const struct change *change = finding->change;
    bool is_changed = replaces(finding);
    if (!is_changed && !loosens(finding) && !tightens(finding))
        return false;
    if (is_changed && !(is_simple(changes, old, change->old) && is_simple(changes, new, change->new)))
        return false;
    if ((is_changed || loosens(finding)) && !is_implied(changes, old, change->old, new))
        return false;
    return loosens(finding) || is_implied(changes, new, change->new, old);
}

void change_drop_silent(const struct field_pair *pair, struct finding *last)
{
    struct changes *changes = pair->changes;
    struct own_schema old = own_schema_of(changes, &pair->old), new = own_schema_of(changes, &pair->new);
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

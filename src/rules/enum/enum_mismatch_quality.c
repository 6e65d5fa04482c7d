#include "check/rule.h"

#include "base/buf.h"
#include "base/distance.h"
#include "base/map.h"
#include "check/label.h"
#include "yaml/equal.h"

static bool is_accepted_values(const struct quality *quality)
{
    return distance_is_same_folded(quality->test.value, STR("accepted_values"));
}

/* The enum of the one field that the test names; NULL when there is none. */
static const struct field *tested_field(const struct check *check, const struct quality *quality)
{
    const struct item *name = quality->fields.first;
    if (!name || quality->fields.count != 1)
        return NULL;
    for (const struct dataset *dataset = check->contract->datasets.first; dataset; dataset = dataset->at.next) {
        const struct field *field = dataset_field(dataset, name->text.value);
        if (field && !field->enumeration && field->referenced)
            field = field->referenced;
        if (field && node_children(field->enumeration))
            return field;
    }
    return NULL;
}

/* Whether another rule rejects a value of the enum, so that it is not known what the list should be. */
static bool is_enum_bad(struct check *check, const struct field *field)
{
    for (const struct node *item = node_children(field->enumeration); item; item = item->next)
        if (field->types && !(json_types_of(check->arena, item) & field->types))
            return true;
    return false;
}

/* Whether it is the default of the field, which is then told to be missing in the enum. */
static bool is_default(struct check *check, const struct field *field, const struct node *value)
{
    struct str key, other;
    return field->default_value && value && json_key_of(check->arena, value, &key) &&
           json_key_of(check->arena, field->default_value, &other) && str_equal(key, other);
}

/* The scalars of a list in order, each once. */
struct values {
    struct map keys;
    struct value *first, **last;
    bool is_comparable; /* no value is a mapping or list */
    bool is_bad;        /* of an enum: see is_enum_bad */
};

struct value {
    struct str key;
    const struct node *node;
    struct value *next;
};

static struct values *read_values(struct check *check, const struct node *list)
{
    struct values *values = arena_new(check->arena, struct values);
    *values = (struct values){.last = &values->first, .is_comparable = true};
    map_init(&values->keys, check->arena);
    for (const struct node *item = node_children(list); item && values->is_comparable; item = item->next) {
        struct str key;
        values->is_comparable = json_key_of(check->arena, item, &key);
        if (!values->is_comparable || map_get(&values->keys, key))
            continue;
        struct value *value = arena_new(check->arena, struct value);
        *value = (struct value){.key = key, .node = item};
        map_put(&values->keys, key, value);
        *values->last = value;
        values->last = &value->next;
    }
    return values;
}

/* The first value of `list` that `other` lacks; NULL when it has all. */
static const struct node *first_missing(const struct values *list, const struct values *other)
{
    for (const struct value *value = list->first; value; value = value->next)
        if (!node_is_null(value->node) && !map_get(&other->keys, value->key))
            return value->node;
    return NULL;
}

/* The values of a field's enum, read once for all tests. */
static const struct values *enum_values(struct check *check, struct map *enums, const struct field *field)
{
    struct values *values = map_get_object(enums, field->enumeration);
    if (!values) {
        values = read_values(check, field->enumeration);
        values->is_bad = is_enum_bad(check, field);
        map_put_object(enums, field->enumeration, values);
    }
    return values;
}

static void report(struct check *check, const struct field *field, const struct node *list, const struct node *more,
                   const struct node *fewer)
{
    const char *facts = text_print(check->arena,
                                   more ? "the test accepts %s, the enum of %s does not"
                                        : "the test does not accept %s, the enum of %s does",
                                   quote_node(check, more ? more : fewer), field_label(check, field));
    bool is_test_later = node_resolve(list)->span.start > node_resolve(field->enumeration)->span.start;
    struct finding *finding = finding_at(check, is_test_later ? list : field->enumeration, "%s", facts);
    finding_relate(check, finding, is_test_later ? field->enumeration : list,
                   is_test_later ? "the enum" : "the test's values");
}

static void check_test(struct check *check, struct map *enums, const struct quality *quality)
{
    const struct node *list = node_find(quality->arguments, "values");
    const struct field *field = is_accepted_values(quality) ? tested_field(check, quality) : NULL;
    if (!field || !node_is_sequence(list) || !node_children(list))
        return;
    const struct values *allowed = enum_values(check, enums, field), *values = read_values(check, list);
    if (allowed->is_bad || !allowed->is_comparable || !values->is_comparable)
        return;
    const struct node *more = first_missing(values, allowed);
    const struct node *fewer = first_missing(allowed, values);
    if ((more || fewer) && !is_default(check, field, more))
        report(check, field, list, more, fewer);
}

static void on_contract(struct check *check, const struct contract *contract)
{
    struct map enums;
    map_init(&enums, check->arena);
    for (const struct quality *test = contract->quality.tests.first; test; test = test->at.next) {
        check->use = test->at.use;
        check_test(check, &enums, test);
    }
}

const struct rule rule_enum_mismatch_quality = {
    .id = "enum-mismatch-quality",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "a quality test accepts other values than the enum",
    .why = "The schema and the test promise different things: records that one lets through the other rejects.",
    .advice = "make both lists the same",
    .on_contract = on_contract,
};

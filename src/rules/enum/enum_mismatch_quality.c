#include "check/rule.h"

#include "base/buf.h"
#include "base/distance.h"
#include "base/map.h"
#include "check/label.h"
#include "check/value.h"

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
        if (field->types && !(value_types(check->arena, item) & field->types))
            return true;
    return false;
}

/* Whether it is the default of the field, which is then told to be missing in the enum. */
static bool is_default(struct check *check, const struct field *field, const struct node *value)
{
    struct str key, other;
    return field->default_value && value && value_key(check->arena, value, &key) &&
           value_key(check->arena, field->default_value, &other) && str_equal(key, other);
}

/* The first value of `list` that `other` lacks; NULL when it has all, or when a value cannot be compared. */
static const struct node *first_missing(struct check *check, const struct node *list, const struct node *other)
{
    struct map known;
    struct str key;
    map_init(&known, check->arena);
    for (const struct node *item = node_children(other); item; item = item->next) {
        if (!value_key(check->arena, item, &key))
            return NULL;
        map_put_new(&known, key, &known);
    }
    for (const struct node *item = node_children(list); item; item = item->next)
        if (!node_is_null(item) && value_key(check->arena, item, &key) && !map_get(&known, key))
            return item;
    return NULL;
}

static void on_quality(struct check *check, const struct quality *quality)
{
    const struct node *values = node_find(quality->arguments, "values");
    const struct field *field = is_accepted_values(quality) ? tested_field(check, quality) : NULL;
    if (!field || !node_is_sequence(values) || !node_children(values) || is_enum_bad(check, field))
        return;
    const struct node *more = first_missing(check, values, field->enumeration);
    const struct node *fewer = first_missing(check, field->enumeration, values);
    if ((!more && !fewer) || is_default(check, field, more))
        return;
    bool is_test_later = node_resolve(values)->span.start > node_resolve(field->enumeration)->span.start;
    const char *facts = text_print(check->arena,
                                   more ? "the test accepts %s, the enum of %s does not"
                                        : "the test does not accept %s, the enum of %s does",
                                   quote_node(check, more ? more : fewer), field_label(check, field));
    struct finding *finding = finding_at(check, is_test_later ? values : field->enumeration, "%s", facts);
    finding_relate(check, finding, is_test_later ? field->enumeration : values,
                   is_test_later ? "the enum" : "the test's values");
}

const struct rule rule_enum_mismatch_quality = {
    .id = "enum-mismatch-quality",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "a quality test accepts other values than the enum",
    .why = "The schema and the test promise different things: records that one lets through the other rejects.",
    .advice = "make both lists the same",
    .on_quality = on_quality,
};

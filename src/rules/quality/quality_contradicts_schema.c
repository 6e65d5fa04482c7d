#include "base/number.h"
#include "check/contradiction.h"
#include "check/facets.h"
#include "check/quality_test.h"
#include "check/rule.h"

/* The place that says a field may be absent or null; node NULL when none does. */
static struct site optional_site(const struct field *field)
{
    if (field->types & JSON_TYPE_NULL)
        return (struct site){field->type.node, field->at.use};
    if (str_is(field->extra->nullable.value, "true"))
        return (struct site){field->extra->nullable.node, field->at.use};
    if (field->dataset->form == DATASET_FIELDS && str_is(field->required.value, "false"))
        return (struct site){field->required.node, field->at.use};
    const struct field *parent = field->parent;
    bool may_be_required_elsewhere = parent && node_find(parent->at.node, "allOf");
    if (field->role == FIELD_PROPERTY && parent && parent->required_list && !parent->has_bad_required &&
        !field->required_by && !may_be_required_elsewhere)
        return (struct site){parent->required_list, parent->at.use};
    return (struct site){NULL, NULL};
}

static void check_not_null(struct check *check, const struct quality *test, const struct dataset *dataset)
{
    for (const struct item *item = test->fields.first; item; item = item->at.next) {
        const struct field *field = text_has_value(item->text) ? dataset_field(dataset, item->text.value) : NULL;
        struct site optional = field ? optional_site(field) : (struct site){NULL, NULL};
        if (!optional.node)
            continue;
        finding_contradiction(check, optional, (struct site){item->text.node, item->at.use},
                              "%s must not be null, but the schema leaves it optional", quote(check, item->text.value));
    }
}

static void compare_bound(struct check *check, const struct quality *test, const struct field *field, const char *name,
                          const char *inclusive, const char *exclusive)
{
    const struct node *promise = node_find(field->at.node, inclusive);
    const struct node *bound = node_find(test->arguments, name);
    struct number tested, promised;
    promise = promise ? promise : node_find(field->at.node, exclusive);
    if (!node_is_scalar(promise) || !node_is_scalar(bound) ||
        !number_parse_yaml(check->arena, node_text(bound), &tested) ||
        !number_parse_yaml(check->arena, node_text(promise), &promised) || number_compare(tested, promised) == 0)
        return;
    struct str keyword = node_key(promise);
    finding_contradiction(check, (struct site){promise, field->at.use}, (struct site){bound, check->use},
                          "`%s` is %s, `%.*s` in the schema %s", name, quote_node(check, bound), STR_ARG(keyword),
                          quote_node(check, promise));
}

/* Whether the bounds of the test, or those of the field, contradict each other, which other rules tell. */
static bool are_bounds_broken(struct check *check, const struct quality *test, const struct field *field)
{
    const struct node *low = node_find(test->arguments, "min_value"), *high = node_find(test->arguments, "max_value");
    struct number least, greatest;
    if (number_parse_yaml(check->arena, node_text(low), &least) &&
        number_parse_yaml(check->arena, node_text(high), &greatest) && number_compare(least, greatest) > 0)
        return true;
    struct facets facets;
    if (!facets_collect(&facets, field))
        return true;
    struct range range = facets_range(check->arena, &facets, RANGE_VALUE);
    return range_is_empty(&range);
}

static void on_quality(struct check *check, const struct quality *test)
{
    const struct dataset *dataset = check->contract->datasets.first;
    enum test_kind kind = test_kind_of(test);
    const struct item *item = test->fields.first;
    if (!dataset)
        return;
    if (kind == TEST_NOT_NULL)
        check_not_null(check, test, dataset);
    const struct field *field = kind == TEST_ACCEPTED_RANGE && item ? dataset_field(dataset, item->text.value) : NULL;
    if (!field || are_bounds_broken(check, test, field))
        return;
    compare_bound(check, test, field, "min_value", "minimum", "exclusiveMinimum");
    compare_bound(check, test, field, "max_value", "maximum", "exclusiveMaximum");
}

const struct rule rule_quality_contradicts_schema = {
    .id = "quality-contradicts-schema",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "a quality test and the schema do not agree",
    .why = "What the schema allows and the test refuses surprises the producer; what the test allows and the schema "
           "refuses surprises the reader. Only one of them can be the promise.",
    .advice = "make the schema and the test say the same",
    .dialects = IN_DATA_PRODUCT | IN_DOMAINS,
    .on_quality = on_quality,
};

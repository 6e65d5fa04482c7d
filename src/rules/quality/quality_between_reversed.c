#include "base/datetime.h"
#include "base/number.h"
#include "check/contradiction.h"
#include "check/quality_test.h"
#include "check/rule.h"

/* Whether both are numbers, or both dates; `*order` is that of the first to the second. */
static bool compare(struct check *check, const struct node *low, const struct node *high, int *order)
{
    struct number a, b;
    struct instant from, to;
    if (!node_is_scalar(low) || !node_is_scalar(high))
        return false;
    if (number_parse_yaml(check->arena, node_text(low), &a) && number_parse_yaml(check->arena, node_text(high), &b)) {
        *order = number_compare(a, b);
        return true;
    }
    if (!datetime_parse_any(node_text(low), &from) || !datetime_parse_any(node_text(high), &to))
        return false;
    *order = datetime_compare(from, to);
    return true;
}

static bool is_false(const struct node *value)
{
    const struct node *target = node_resolve(value);
    return target && target->kind == NODE_SCALAR && target->type == SCALAR_BOOL &&
           char_lower(target->text.at[0]) == 'f';
}

static const struct node *bound(const struct node *mapping, const char *name, const char *short_name)
{
    const struct node *value = node_find(mapping, name);
    return value ? value : node_find(mapping, short_name);
}

static void on_quality(struct check *check, const struct quality *test)
{
    enum test_kind kind = test_kind_of(test);
    const struct node *low = bound(test->arguments, "min_value", "min");
    const struct node *high = bound(test->arguments, "max_value", "max");
    int order;
    if ((kind != TEST_ACCEPTED_RANGE && kind != TEST_ROW_COUNT) || !low || !high || !compare(check, low, high, &order))
        return;
    bool is_exclusive = is_false(node_find(test->arguments, "inclusive"));
    if (order < 0 || (order == 0 && !is_exclusive))
        return;
    struct finding *finding =
        finding_contradiction(check, (struct site){low, check->use}, (struct site){high, check->use}, "from %s to %s%s",
                              quote_node(check, low), quote_node(check, high), order == 0 ? ", both left out" : "");
    if (order == 0)
        finding_help(check, finding, "write `inclusive: true`, or a greater `max_value`");
}

const struct rule rule_quality_between_reversed = {
    .id = "quality-between-reversed",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a range lets nothing pass",
    .why = "Where the lower bound is above the upper one no value can pass, so the test fails for every record, or is "
           "switched off and checks none.",
    .advice = "write the smaller bound as `min_value`",
    .dialects = IN_DATA_PRODUCT | IN_DOMAINS,
    .on_quality = on_quality,
};

#include "check/contradiction.h"
#include "check/promise.h"
#include "check/quality_test.h"
#include "check/rule.h"

static void compare_age(struct check *check, const struct promise *promise, struct duration promised,
                        const struct node *value, const struct use *use)
{
    struct duration_threshold age;
    if (!node_is_scalar(value) || !duration_parse_threshold(check->arena, node_text(value), &age) ||
        age.limit.is_overflow || duration_compare(check->arena, age.limit, promised) != DURATION_LONGER)
        return;
    finding_contradiction(check, (struct site){promise->value.node, promise->at.use}, (struct site){value, use},
                          "freshness is promised as %s and tested with %s", quote(check, promise->value.value),
                          quote_node(check, value));
}

static void compare_share(struct check *check, enum promise_kind kind, const char *dimension)
{
    const struct promise *promise = contract_promise(check->contract, kind);
    const struct measure *measure = measure_find(&check->contract->quality.thresholds, dimension);
    struct number promised, tested;
    if (!promise || !measure || !promise_ratio(check->arena, promise->value, &promised) ||
        !promise_ratio(check->arena, measure->value, &tested) || number_compare(tested, promised) >= 0)
        return;
    finding_contradiction(check, (struct site){promise->value.node, promise->at.use},
                          (struct site){measure->value.node, measure->at.use},
                          "`%s` is promised as %s and tested with %s", dimension, quote(check, promise->value.value),
                          quote(check, measure->value.value));
}

static void on_contract(struct check *check, const struct contract *contract)
{
    const struct promise *freshness = contract_promise(contract, PROMISE_FRESHNESS);
    const struct measure *threshold = measure_find(&contract->quality.thresholds, "freshness");
    struct duration promised;
    compare_share(check, PROMISE_COMPLETENESS, "completeness");
    compare_share(check, PROMISE_ACCURACY, "accuracy");
    if (!freshness || !promise_duration(check->arena, freshness->value, &promised) || duration_is_zero(promised))
        return;
    if (threshold)
        compare_age(check, freshness, promised, threshold->value.node, threshold->at.use);
    for (const struct quality *test = contract->quality.tests.first; test; test = test->at.next)
        compare_age(check, freshness, promised, test_age(test), test->at.use);
}

const struct rule rule_quality_contradicts_sla = {
    .id = "quality-contradicts-sla",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "a quality test is weaker than the promise",
    .why = "The test is what watches over the promise. While it passes at an age or a share that the promise forbids, "
           "the promise is broken and nobody is told.",
    .advice = "test for what is promised, or promise what is tested",
    .dialects = IN_DATA_PRODUCT | IN_DOMAINS,
    .on_contract = on_contract,
};

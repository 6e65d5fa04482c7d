#include "base/buf.h"
#include "base/map.h"
#include "check/contradiction.h"
#include "check/quality_test.h"
#include "check/rule.h"
#include "yaml/equal.h"

/* What has been met so far, by its key. */
struct seen {
    struct map fields; /* struct item: what is not_null */
    struct map tests;  /* struct quality */
};

/* The text by which equal tests find each other: the name and all fields. */
static struct str key_of(struct check *check, const struct quality *test)
{
    struct buf key = {.arena = check->arena};
    if (!test->fields.count)
        return test->test.value;
    buf_add(&key, test->test.value);
    for (const struct item *item = test->fields.first; item; item = item->at.next) {
        buf_add_char(&key, '\0');
        buf_add(&key, item->text.value);
    }
    return buf_str(&key);
}

/* A whole entry that stands behind an alias is shown where the alias is. */
static void report(struct check *check, const struct quality *test, struct site later, const struct node *first,
                   const char *facts)
{
    const struct use *before = check->use;
    check->use = later.use;
    struct finding *finding = later.node == first ? finding_at_key(check, test->at.node, "%s", facts)
                                                  : finding_at(check, later.node, "%s", facts);
    finding_relate(check, finding, first, "first here");
    check->use = before;
}

/* Each field of not_null is a test of its own. */
static void check_fields(struct check *check, struct map *seen, const struct quality *test)
{
    for (struct item *item = test->fields.first; item; item = item->at.next) {
        const struct item *first = text_has_value(item->text) ? map_put_new(seen, item->text.value, item) : NULL;
        if (!first)
            continue;
        const char *facts =
            text_print(check->arena, "%s of %s", quote(check, test->test.value), quote(check, item->text.value));
        report(check, test, (struct site){item->text.node, item->at.use}, first->text.node, facts);
    }
}

static void check_test(struct check *check, struct map *seen, struct quality *test)
{
    const struct node *arguments = test->arguments ? test->arguments : test->test.node;
    const struct quality *first = map_put_new(seen, key_of(check, test), test);
    if (!first || first->is_typed != test->is_typed)
        return;
    const struct node *first_arguments = first->arguments ? first->arguments : first->test.node;
    if (node_equal(arguments, first_arguments))
        report(check, test, (struct site){arguments, test->at.use}, first_arguments, quote(check, test->test.value));
}

static void on_contract(struct check *check, const struct contract *contract)
{
    struct seen seen;
    map_init(&seen.fields, check->arena);
    map_init(&seen.tests, check->arena);
    for (struct quality *test = contract->quality.tests.first; test; test = test->at.next) {
        if (!text_has_value(test->test))
            continue;
        if (test_kind_of(test) == TEST_NOT_NULL && !test->is_typed)
            check_fields(check, &seen.fields, test);
        else
            check_test(check, &seen.tests, test);
    }
}

const struct rule rule_quality_duplicate = {
    .id = "quality-duplicate",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "the same quality test twice",
    .why = "A test that stands twice costs twice, reports every failure twice, and sooner or later only one of the two "
           "is maintained.",
    .advice = "remove one of them",
    .dialects = IN_DATA_PRODUCT | IN_DOMAINS,
    .on_contract = on_contract,
};

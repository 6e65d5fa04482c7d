#include "base/buf.h"
#include "base/map.h"
#include "check/quality_test.h"
#include "check/rule.h"

/* The text by which equal tests find each other: the name, then a field or all of them. */
static struct str key_of(struct check *check, const struct quality *test, const struct item *item)
{
    struct buf key = {.arena = check->arena};
    buf_add(&key, test->test.value);
    if (item) {
        buf_add_char(&key, '\n');
        buf_add(&key, item->text.value);
        return buf_str(&key);
    }
    for (item = test->fields.first; item; item = item->at.next) {
        buf_add_char(&key, '\0');
        buf_add(&key, item->text.value);
    }
    return buf_str(&key);
}

static void report(struct check *check, const struct node *later, const struct use *use, const struct node *first,
                   const char *facts)
{
    const struct use *before = check->use;
    check->use = use;
    struct finding *finding = finding_at(check, later, "%s", facts);
    finding_relate(check, finding, first, "first here");
    check->use = before;
}

/* Each field of not_null is a test of its own. */
static void check_fields(struct check *check, struct map *seen, const struct quality *test)
{
    for (struct item *item = test->fields.first; item; item = item->at.next) {
        const struct item *first =
            text_has_value(item->text) ? map_put_new(seen, key_of(check, test, item), item) : NULL;
        if (first)
            report(
                check, item->text.node, item->at.use, first->text.node,
                text_print(check->arena, "%s of %s", quote(check, test->test.value), quote(check, item->text.value)));
    }
}

static void check_test(struct check *check, struct map *seen, struct quality *test)
{
    const struct node *arguments = test->arguments ? test->arguments : test->test.node;
    const struct quality *first = map_put_new(seen, key_of(check, test, NULL), test);
    if (!first || first->is_typed != test->is_typed)
        return;
    const struct node *first_arguments = first->arguments ? first->arguments : first->test.node;
    if (node_equal(arguments, first_arguments))
        report(check, arguments, test->at.use, first_arguments, quote(check, test->test.value));
}

static void on_contract(struct check *check, const struct contract *contract)
{
    struct map seen;
    map_init(&seen, check->arena);
    for (struct quality *test = contract->quality.tests.first; test; test = test->at.next) {
        if (!text_has_value(test->test))
            continue;
        if (test_kind_of(test) == TEST_NOT_NULL && !test->is_typed)
            check_fields(check, &seen, test);
        else
            check_test(check, &seen, test);
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

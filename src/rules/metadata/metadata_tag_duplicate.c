#include "base/map.h"
#include "check/fix_remove.h"
#include "check/rule.h"

static void check_tags(struct check *check, const struct list *tags)
{
    struct map seen;
    map_init(&seen, check->arena);
    const struct item *before = NULL;
    for (struct item *item = tags->first; item; before = item, item = item->at.next) {
        if (!text_has_value(item->text))
            continue;
        const struct item *first = map_put_new(&seen, str_trim(item->text.value), item);
        if (!first)
            continue;
        struct finding *finding = finding_at(check, item->text.node, "%s", quote(check, item->text.value));
        finding_relate(check, finding, first->text.node, "first written here");
        fix_remove_item(check, finding, item->text.node, before->at.node, "remove it");
    }
}

static void on_contract(struct check *check, const struct contract *contract)
{
    check_tags(check, &contract->tags);
    check_tags(check, &contract->categories);
}

static void on_field(struct check *check, const struct field *field)
{
    check_tags(check, &field->tags);
}

const struct rule rule_metadata_tag_duplicate = {
    .id = "metadata-tag-duplicate",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "a tag is written twice",
    .why = "The second one adds nothing; most often it should have been another tag.",
    .advice = "remove it",
    .is_fixable = true,
    .on_contract = on_contract,
    .on_field = on_field,
};

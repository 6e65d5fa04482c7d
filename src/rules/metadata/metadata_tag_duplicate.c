#include "check/repeated.h"
#include "check/rule.h"

static void on_contract(struct check *check, const struct contract *contract)
{
    items_check_repeated(check, &contract->tags);
    items_check_repeated(check, &contract->categories);
}

static void on_field(struct check *check, const struct field *field)
{
    items_check_repeated(check, &field->extra->tags);
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
    .keywords = (const unsigned char[]){KEYWORD_TAGS, KEYWORD_COUNT},
    .on_field = on_field,
};

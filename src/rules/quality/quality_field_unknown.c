#include "check/field_guess.h"
#include "check/rule.h"

static bool has_properties(const struct dataset *dataset)
{
    for (const struct field_entry *entry = dataset->fields.first; entry; entry = entry->at.next)
        if (entry->field->role == FIELD_PROPERTY)
            return true;
    return false;
}

/* A schema without any property says nothing about names. */
static bool are_names_known(const struct contract *contract)
{
    for (const struct dataset *dataset = contract->datasets.first; dataset; dataset = dataset->at.next)
        if (!dataset->are_names_known || !has_properties(dataset))
            return false;
    return contract->datasets.count > 0;
}

static bool is_known(const struct contract *contract, struct str name)
{
    for (const struct dataset *dataset = contract->datasets.first; dataset; dataset = dataset->at.next)
        if (dataset_field(dataset, name))
            return true;
    return false;
}

static void check_item(struct check *check, struct field_guess *guess, const struct item *item)
{
    struct str name = item->text.value;
    if (!text_has_value(item->text) || is_known(check->contract, name))
        return;
    check->use = item->at.use;
    struct finding *finding = finding_at(check, item->text.node, "%s", quote(check, name));
    struct str near = field_guess_nearest(guess, name);
    if (near.len)
        finding_help(check, finding, "did you mean %s?", quote(check, near));
}

static void on_contract(struct check *check, const struct contract *contract)
{
    if (!are_names_known(contract))
        return;
    const struct use *before = check->use;
    struct field_guess guess = {.dataset = contract->datasets.first};
    for (const struct quality *test = contract->quality.tests.first; test; test = test->at.next)
        for (const struct item *item = test->fields.first; item; item = item->at.next)
            check_item(check, &guess, item);
    check->use = before;
}

const struct rule rule_quality_field_unknown = {
    .id = "quality-field-unknown",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a quality test names a field that the schema does not have",
    .why = "The test fails to run, or is skipped silently, and the field it was meant for goes unchecked.",
    .advice = "name a field of the schema",
    .is_about_absence = true,
    .on_contract = on_contract,
};

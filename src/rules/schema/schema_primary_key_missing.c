#include "check/rule.h"

static void on_dataset(struct check *check, const struct dataset *dataset)
{
    if (dataset->form != DATASET_FIELDS || !dataset->root || !dataset->root->fields.count)
        return;
    for (const struct field *field = dataset->root->fields.first; field; field = field->at.next)
        if (text_is_present(field->primary_key) || text_is_present(field->extra->primary_key_position))
            return;
    finding_at_key(check, dataset->root->at.node, "none of %zu columns has `primaryKey`", dataset->root->fields.count);
}

const struct rule rule_schema_primary_key_missing = {
    .id = "schema-primary-key-missing",
    .severity = SEVERITY_OFF,
    .since = "0.1.0",
    .summary = "no column is the primary key",
    .why = "Without a key readers cannot tell new records from changed ones, nor join without duplicates.",
    .advice = "write `primaryKey: true` at the columns that identify a record",
    .is_about_absence = true,
    .on_dataset = on_dataset,
};

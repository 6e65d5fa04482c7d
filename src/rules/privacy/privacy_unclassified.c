#include "check/label.h"
#include "check/personal.h"
#include "check/rule.h"

static void on_dataset(struct check *check, const struct dataset *dataset)
{
    struct personal_survey survey = personal_survey(check->arena, dataset);
    for (const struct field_entry *entry = dataset->fields.first; entry; entry = entry->at.next) {
        enum personal personal = personal_of_field(entry->field);
        if (!personal || !node_is_mapping(entry->field->at.node) || personal_is_classified(&survey, entry->field))
            continue;
        check->use = entry->field->at.use;
        finding_missing(check, entry->field->at.node, "%s seems to hold %s and has neither `classification` nor `pii`",
                        field_label(check, entry->field), personal_noun(personal));
    }
}

const struct rule rule_privacy_unclassified = {
    .id = "privacy-unclassified",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "a field with personal data is not classified",
    .why =
        "Personal data is masked, exported and deleted by its classification. A field without one is treated like any "
        "other until somebody complains.",
    .advice = "add `classification: confidential` or `pii: true`, or `pii: false` where it names no person",
    .is_about_absence = true,
    .on_dataset = on_dataset,
};

#include "check/field_name.h"
#include "check/rule.h"
#include "check/sql.h"

static void on_dataset(struct check *check, const struct dataset *dataset)
{
    const struct sql_engine *engines[SQL_ENGINES_MAX + 1];
    if (!dataset->root || !sql_engines_of(check->contract, engines) || !engines[0])
        return;
    for (const struct field *field = dataset->root->fields.first; field; field = field->at.next) {
        bool is_judged = field_has_name(field) && field_name_is_as_configured(check->settings, field->name.value);
        if (is_judged && !sql_is_identifier(field->name.value))
            finding_at_field_name(check, field, "%s in %s", quote(check, field->name.value), engines[0]->name);
    }
}

const struct rule rule_naming_not_identifier = {
    .id = "naming-not-identifier",
    .severity = SEVERITY_INFO,
    .since = "0.1.0",
    .summary = "the column's name needs quotes in every query",
    .why = "Names with blanks, hyphens or a leading digit are no identifiers in SQL; a query that forgets the quotes "
           "fails or "
           "subtracts.",
    .advice = "use letters, digits and underscores, with a letter first",
    .on_dataset = on_dataset,
};

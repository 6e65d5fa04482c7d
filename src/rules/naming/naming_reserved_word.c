#include "check/field_name.h"
#include "check/rule.h"
#include "check/sql.h"

static const struct sql_engine *reserving(const struct sql_engine *const *engines, struct str name)
{
    for (; *engines; engines++)
        if (sql_reserves(*engines, name))
            return *engines;
    return NULL;
}

static void on_dataset(struct check *check, const struct dataset *dataset)
{
    const struct sql_engine *engines[SQL_ENGINES_MAX + 1];
    if (!dataset->root)
        return;
    if (!sql_engines_of(check->contract, engines)) {
        engines[0] = &sql_ansi;
        engines[1] = NULL;
    }
    for (const struct field *field = dataset->root->fields.first; field; field = field->at.next) {
        const struct sql_engine *engine = field_has_name(field) ? reserving(engines, field->name.value) : NULL;
        if (!engine)
            continue;
        struct finding *finding =
            finding_at_field_name(check, field, "%s in %s", quote(check, field->name.value), engine->name);
        if (engine == &sql_ansi)
            finding_severity(check, finding, SEVERITY_INFO);
    }
}

const struct rule rule_naming_reserved_word = {
    .id = "naming-reserved-word",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "the column's name is a reserved word",
    .why = "Every query has to quote such a name, in another way on every engine, and fails where somebody forgets.",
    .advice = "give it a name that says more, such as `order_number` for `order`",
    .on_dataset = on_dataset,
};

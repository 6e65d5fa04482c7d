#include "base/utf8.h"
#include "check/field_name.h"
#include "check/rule.h"
#include "check/sql.h"

static size_t length_for(const struct sql_engine *engine, struct str name)
{
    return engine->is_limit_in_bytes ? name.len : utf8_length(name);
}

/* The engine with the lowest limit that the name breaks. */
static const struct sql_engine *refusing(const struct sql_engine *const *engines, struct str name)
{
    const struct sql_engine *strictest = NULL;
    for (; *engines; engines++)
        if ((*engines)->name_limit && length_for(*engines, name) > (*engines)->name_limit &&
            (!strictest || (*engines)->name_limit < strictest->name_limit))
            strictest = *engines;
    return strictest;
}

static void on_dataset(struct check *check, const struct dataset *dataset)
{
    const struct sql_engine *engines[SQL_ENGINES_MAX + 1];
    if (!dataset->root || !sql_engines_of(check->contract, engines))
        return;
    for (const struct field *field = dataset->root->fields.first; field; field = field->at.next) {
        const struct sql_engine *engine = field_has_name(field) ? refusing(engines, field->name.value) : NULL;
        if (engine)
            finding_at_field_name(check, field, "%s has %zu %s, %s allows %zu", quote(check, field->name.value),
                                  length_for(engine, field->name.value),
                                  engine->is_limit_in_bytes ? "bytes" : "characters", engine->name, engine->name_limit);
    }
}

const struct rule rule_naming_too_long = {
    .id = "naming-too-long",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "the column's name is too long for the declared server",
    .why =
        "Some engines refuse a name that is too long, others cut it off without a word, and two names may become one.",
    .advice = "shorten the name",
    .on_dataset = on_dataset,
};

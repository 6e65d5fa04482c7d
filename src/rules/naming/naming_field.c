#include "check/field_name.h"
#include "check/name.h"
#include "check/rule.h"
#include "check/sql.h"

static void check_configured(struct check *check, const struct dataset *dataset)
{
    const struct naming_options *naming = &check->settings->options.naming;
    for (const struct field_entry *entry = dataset->fields.first; entry; entry = entry->at.next) {
        const struct field *field = entry->field;
        if (!field_has_name(field) || field_name_is_as_configured(check->settings, field->name.value))
            continue;
        const char *name = quote(check, field->name.value);
        if (naming->field_style == NAME_STYLE_PATTERN) {
            struct finding *finding =
                finding_at_field_name(check, field, "%s does not match `%s`", name, naming->field.text);
            finding_help(check, finding, "choose a name that matches the pattern");
        } else {
            struct finding *finding =
                finding_at_field_name(check, field, "%s is not %s", name, name_style_text(naming->field_style));
            struct str right = name_in_style(check->arena, field->name.value, naming->field_style);
            if (right.len)
                finding_help(check, finding, "write %s", quote(check, right));
        }
    }
}

/* A name that needs quotes is naming-not-identifier, one that another has in the right style naming-duplicate-field. */
static bool is_judged_elsewhere(const struct field *field, bool has_sql, struct str right)
{
    bool is_taken = field->parent && field_find(field->parent, right);
    return is_taken || (has_sql && !sql_is_identifier(field->name.value));
}

static void check_odd(struct check *check, const struct field *field, enum name_style main_style, bool has_sql)
{
    struct str right = name_in_style(check->arena, field->name.value, main_style);
    if (is_judged_elsewhere(field, has_sql, right))
        return;
    struct finding *finding = finding_at_field_name(check, field, "%s is not %s as most others here",
                                                    quote(check, field->name.value), name_style_text(main_style));
    finding_severity(check, finding, SEVERITY_INFO);
    finding_help(check, finding, "write %s", quote(check, right));
}

static void check_majority(struct check *check, const struct dataset *dataset)
{
    struct name_census census = {.total = 0};
    const struct sql_engine *engines[SQL_ENGINES_MAX + 1];
    sql_engines_of(check->contract, engines);
    for (const struct field_entry *entry = dataset->fields.first; entry; entry = entry->at.next)
        if (field_has_name(entry->field))
            name_census_add(&census, entry->field->name.value);
    if (name_census_is_uniform(&census))
        return;
    enum name_style main_style = name_census_main(&census);
    for (const struct field_entry *entry = dataset->fields.first; entry; entry = entry->at.next)
        if (field_has_name(entry->field) && name_census_is_odd(&census, main_style, entry->field->name.value))
            check_odd(check, entry->field, main_style, engines[0]);
}

static void on_dataset(struct check *check, const struct dataset *dataset)
{
    if (check->settings->options.naming.field_style == NAME_STYLE_NONE)
        check_majority(check, dataset);
    else
        check_configured(check, dataset);
}

static const struct rule_option options[] = {
    {"naming.field", NULL,
     "camelCase, snake_case, PascalCase, kebab-case, UPPER_SNAKE_CASE or a pattern that begins with ^; without it the "
     "style of most fields of the dataset holds"},
    {NULL},
};

const struct rule rule_naming_field = {
    .id = "naming-field",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "the field's name is in another style",
    .why = "People type names from memory. Two styles in one dataset make every second query a failed one.",
    .advice = "rename the field before somebody reads it: later it breaks readers",
    .options = options,
    .on_dataset = on_dataset,
};

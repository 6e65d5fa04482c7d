#include "base/pattern.h"
#include "check/rule.h"

static void on_dataset(struct check *check, const struct dataset *dataset)
{
    const struct pattern_option *option = &check->settings->options.naming.dataset;
    struct text name = dataset->name;
    if (!option->text || !text_has_value(name) || pattern_match(option->pattern, name.value) != PATTERN_DIFFERS)
        return;
    finding_at(check, name.node, "%s does not match `%s`", quote(check, name.value), option->text);
}

static const struct rule_option options[] = {
    {"naming.dataset", NULL, "the pattern of dataset names"},
    {NULL},
};

const struct rule rule_naming_dataset = {
    .id = "naming-dataset",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "the dataset's name is not of the agreed form",
    .why =
        "Names of datasets become tables and topics; one form for all is what people can guess and tools can rely on.",
    .advice = "choose a name that matches the configured pattern",
    .options = options,
    .on_dataset = on_dataset,
};

#include "base/pattern.h"
#include "check/rule.h"

static void check_name(struct check *check, struct text name)
{
    const struct pattern_option *option = &check->settings->options.naming.domain;
    if (!option->text || !text_has_value(name) || pattern_match(option->pattern, name.value) != PATTERN_DIFFERS)
        return;
    finding_at(check, name.node, "%s does not match `%s`", quote(check, name.value), option->text);
}

static void on_contract(struct check *check, const struct contract *contract)
{
    if (!contract->in_domain)
        check_name(check, contract->domain);
}

static void on_domain(struct check *check, const struct domain *domain)
{
    check_name(check, domain->name);
}

static const struct rule_option options[] = {
    {"naming.domain", NULL, "the pattern of domain names"},
    {NULL},
};

const struct rule rule_naming_domain = {
    .id = "naming-domain",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "the domain's name is not of the agreed form",
    .why = "Products of one domain are found, permitted and billed by its name; a second spelling is a second domain.",
    .advice = "choose a name that matches the configured pattern",
    .options = options,
    .on_contract = on_contract,
    .on_domain = on_domain,
};

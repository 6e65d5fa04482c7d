#include "check/rule.h"
#include "check/wording.h"

static void check_placeholder(struct check *check, const char *key, struct text text)
{
    if (text_has_value(text) && wording_is_placeholder(text.value))
        finding_at(check, text.node, "`%s` is %s", key, quote(check, text.value));
}

/* The finding when the description only repeats the name; NULL when it says more or stands for another text. */
static struct finding *check_description(struct check *check, struct text name, struct text description)
{
    if (!wording_repeats(description.value, name.value)) {
        check_placeholder(check, "description", description);
        return NULL;
    }
    struct finding *finding =
        finding_at(check, description.node, "`description` %s only repeats the name", quote(check, description.value));
    finding_help(check, finding, "say what a record is, where it comes from and what it is for");
    return finding;
}

static void on_contract(struct check *check, const struct contract *contract)
{
    const struct domain *domain = contract->in_domain;
    if (!domain)
        check_placeholder(check, "domain", contract->domain);
    if (!domain || contract->owner.node != domain->owner.node)
        check_placeholder(check, "owner", contract->owner);
    check_description(check, contract->name, contract->description);
}

static void on_domain(struct check *check, const struct domain *domain)
{
    check_placeholder(check, "owner", domain->owner);
    check_description(check, domain->name, domain->description);
}

static void on_field(struct check *check, const struct field *field)
{
    struct finding *finding = check_description(check, field->name, field->description);
    if (!finding)
        return;
    finding_severity(check, finding, SEVERITY_INFO);
    finding_help(check, finding, "say what the value means");
}

const struct rule rule_metadata_placeholder = {
    .id = "metadata-placeholder",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "a placeholder stands where a text is due",
    .why =
        "A contract that says `TODO` was published before it was written: readers cannot tell what they get or whom to "
        "ask.",
    .advice = "replace it by the real text, or leave an optional key out",
    .on_contract = on_contract,
    .on_domain = on_domain,
    .keywords = (const unsigned char[]){KEYWORD_DESCRIPTION, KEYWORD_COUNT},
    .on_field = on_field,
};

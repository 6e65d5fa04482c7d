#include "base/distance.h"
#include "check/rule.h"
#include "check/wording.h"

enum { NAME_MAX_LEN = 200 };

static void check_placeholder(struct check *check, const char *key, struct text text)
{
    if (!text_has_value(text) || !wording_is_placeholder(text.value))
        return;
    finding_at(check, text.node, "`%s` is %s", key, quote(check, text.value));
}

/* `Customer orders.` says no more than the name `customer-orders`. */
static struct finding *check_repeated(struct check *check, struct text name, struct text description)
{
    struct str said = str_trim(description.value);
    if (said.len && said.at[said.len - 1] == '.')
        said.len--;
    if (!text_has_value(name) || !said.len || said.len > NAME_MAX_LEN || !distance_is_same_folded(said, name.value))
        return NULL;
    struct finding *finding =
        finding_at(check, description.node, "`description` %s only repeats the name", quote(check, description.value));
    finding_help(check, finding, "say what a record is, where it comes from and what it is for");
    return finding;
}

static void on_contract(struct check *check, const struct contract *contract)
{
    if (!contract->in_domain)
        check_placeholder(check, "domain", contract->domain);
    if (!contract->in_domain || contract->owner.node != contract->in_domain->owner.node)
        check_placeholder(check, "owner", contract->owner);
    check_placeholder(check, "description", contract->description);
    check_repeated(check, contract->name, contract->description);
}

static void on_domain(struct check *check, const struct domain *domain)
{
    check_placeholder(check, "owner", domain->owner);
    check_placeholder(check, "description", domain->description);
    check_repeated(check, domain->name, domain->description);
}

static void on_field(struct check *check, const struct field *field)
{
    check_placeholder(check, "description", field->description);
    struct finding *finding = check_repeated(check, field->name, field->description);
    if (finding)
        finding_severity(check, finding, SEVERITY_INFO);
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
    .on_field = on_field,
};

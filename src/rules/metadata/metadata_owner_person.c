#include "check/rule.h"
#include "check/wording.h"

static void check_owner(struct check *check, struct text owner)
{
    if (text_has_value(owner) && wording_is_person(owner.value))
        finding_at(check, owner.node, "%s", quote(check, owner.value));
}

static void on_contract(struct check *check, const struct contract *contract)
{
    if (!contract->in_domain || contract->owner.node != contract->in_domain->owner.node)
        check_owner(check, contract->owner);
}

static void on_domain(struct check *check, const struct domain *domain)
{
    check_owner(check, domain->owner);
}

const struct rule rule_metadata_owner_person = {
    .id = "metadata-owner-person",
    .severity = SEVERITY_INFO,
    .since = "0.1.0",
    .summary = "the owner is a person",
    .why = "People change jobs and go on holiday; a product owned by one person is orphaned the day they do.",
    .advice = "name the team that answers for the data, and the person as a contact",
    .on_contract = on_contract,
    .on_domain = on_domain,
};

#include "check/label.h"
#include "check/personal.h"
#include "check/rule.h"

static bool is_reported(const struct check *check, const char *id)
{
    const struct rule_set *rules = check->settings->plan->rules;
    const struct rule *rule = rule_find(rules, str_of(id));
    return rule && check->settings->severities[rule_index(rules, rule)] != SEVERITY_OFF;
}

static const struct node *owner_of_retention(const struct check *check, const struct contract *contract)
{
    if (node_is_mapping(contract->sla))
        return contract->sla;
    if (node_is_mapping(contract->governance))
        return contract->governance;
    return contract->dialect == DIALECT_DOMAINS ? contract->at.node : check->document->root;
}

/* A field that is not even classified is the first thing to mend. */
static void on_contract(struct check *check, const struct contract *contract)
{
    bool is_of_wrong_kind = node_find(contract->sla, "retention");
    if (contract_promise(contract, PROMISE_RETENTION) || is_of_wrong_kind ||
        text_is_present(contract->governance_retention))
        return;
    const struct field *field = personal_first(check, contract);
    bool is_unclassified =
        field && is_reported(check, "privacy-unclassified") && personal_has_unclassified(check, contract);
    if (!field || is_unclassified)
        return;
    struct finding *finding =
        finding_missing(check, owner_of_retention(check, contract),
                        "neither `sla.retention` nor `governance.retention`, and %s is personal or sensitive",
                        field_label(check, field));
    finding_relate(check, finding, field->at.node, "%s", field_label(check, field));
}

const struct rule rule_privacy_retention_missing = {
    .id = "privacy-retention-missing",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "it is not said how long personal data is kept",
    .why = "Personal data may be kept only as long as it is needed. Without a period nothing is ever deleted, and "
           "consumers keep copies for ever.",
    .advice = "add `sla.retention`, such as `P3Y`",
    .is_about_absence = true,
    .on_contract = on_contract,
};

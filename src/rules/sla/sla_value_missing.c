#include "check/rule.h"

static void on_contract(struct check *check, const struct contract *contract)
{
    if (node_is_blank(contract->sla))
        finding_at_key(check, contract->sla, "`sla` is empty");
}

static void on_promise(struct check *check, const struct promise *promise)
{
    if (!text_has_value(promise->value) && !text_is_wrong_kind(promise->value))
        finding_at_key(check, promise->value.node, "%s is empty", quote(check, promise->name.value));
}

const struct rule rule_sla_value_missing = {
    .id = "sla-value-missing",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a service level has no value",
    .why = "A key without a value looks like a promise and says nothing: readers, monitors and reviews all take it for "
           "something that is settled.",
    .advice = "write the value, or remove the key",
    .is_about_absence = true,
    .on_contract = on_contract,
    .on_promise = on_promise,
};

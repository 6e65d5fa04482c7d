#include "check/rule.h"

static void on_contract(struct check *check, const struct contract *contract)
{
    struct str replacement = str_trim(contract->replacement.value);
    const struct text names[] = {contract->name, contract->id};
    for (size_t i = 0; replacement.len && i < sizeof names / sizeof *names; i++) {
        if (!str_equal_caseless(replacement, str_trim(names[i].value)))
            continue;
        struct finding *finding =
            finding_at(check, contract->replacement.node, "`replacement` is %s", quote(check, replacement));
        finding_relate(check, finding, names[i].node, "the product's own %s", i == 0 ? "name" : "id");
        return;
    }
}

const struct rule rule_lifecycle_replacement_self = {
    .id = "lifecycle-replacement-self",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "the product is to be replaced by itself",
    .why = "Readers who follow the replacement arrive where they started.",
    .advice = "name the product that takes its place, or leave the key out",
    .on_contract = on_contract,
};

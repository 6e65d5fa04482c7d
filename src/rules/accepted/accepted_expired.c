#include "check/rule.h"

const struct rule rule_accepted_expired = {
    .id = "accepted-expired",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "what was agreed holds no longer",
    .why =
        "The team agreed to the break until a version or a date that has passed. From then on the change counts like "
        "any other, and whoever reads the entry would think it does not.",
    .advice = "remove the entry, or agree anew and write a later `until`",
};

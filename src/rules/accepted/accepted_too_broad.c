#include "check/rule.h"

const struct rule rule_accepted_too_broad = {
    .id = "accepted-too-broad",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "an entry accepts more than one can have agreed to",
    .why = "Without a rule it accepts whatever happens at its path, without a path the same break anywhere in the "
           "contract. Changes that nobody has looked at pass with the one that was meant.",
    .advice = "name the rule, and the path as the report shows it; it may end in `/**`",
};

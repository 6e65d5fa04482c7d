#include "check/rule.h"

const struct rule rule_accepted_unused = {
    .id = "accepted-unused",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "no change is like the one that was agreed",
    .why = "What was agreed has been released, has not been done, or stands under another path. Left alone, the entry "
           "will let through a later break that nobody has agreed to.",
    .advice = "remove the entry, or write rule, contract and path as the report shows them",
    .is_about_absence = true,
};

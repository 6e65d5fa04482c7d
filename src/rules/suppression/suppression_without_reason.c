#include "check/rule.h"

const struct rule rule_suppression_without_reason = {
    .id = "suppression-without-reason",
    .severity = SEVERITY_OFF,
    .since = "0.1.0",
    .summary = "a suppression gives no reason",
    .why = "In a year nobody knows whether the exception still holds; one sentence beside it tells.",
    .advice = "write the reason after the list: `# contractlint: ignore[RULE] reason`",
};

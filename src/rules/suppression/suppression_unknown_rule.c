#include "check/rule.h"

const struct rule rule_suppression_unknown_rule = {
    .id = "suppression-unknown-rule",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "a suppression names no rule",
    .why = "It suppresses nothing, and who reads it believes that it does.",
    .advice = "`contractlint rules` lists the rules; `family-*` stands for all of a family",
    .is_about_absence = true,
};

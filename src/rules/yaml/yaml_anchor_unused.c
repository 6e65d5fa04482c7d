#include "check/rule.h"

const struct rule rule_yaml_anchor_unused = {
    .id = "yaml-anchor-unused",
    .severity = SEVERITY_OFF,
    .since = "0.1.0",
    .summary = "an anchor that no alias uses",
    .why = "It is left over, or the alias that was meant is misspelt.",
    .advice = "remove the anchor",
    .is_about_absence = true,
};

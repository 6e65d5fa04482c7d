#include "check/rule.h"

const struct rule rule_yaml_alias_cycle = {
    .id = "yaml-alias-cycle",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "an alias stands inside what it names",
    .why = "A value that contains itself has no end; most tools hang or crash on it.",
    .advice = "write the inner part out",
};

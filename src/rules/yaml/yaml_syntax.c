#include "check/rule.h"

const struct rule rule_yaml_syntax = {
    .id = "yaml-syntax",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "the document is no valid YAML",
    .why = "No tool can read past the mistake, so everything after it is promised to nobody.",
    .advice = "mend the line shown; what stands before it has been checked",
};

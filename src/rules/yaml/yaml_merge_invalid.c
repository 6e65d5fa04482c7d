#include "check/rule.h"

const struct rule rule_yaml_merge_invalid = {
    .id = "yaml-merge-invalid",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a merge key has nothing to merge",
    .why = "`<<` takes over the keys of a mapping; anything else is ignored or refused by readers.",
    .advice = "give `<<` an alias of a mapping, or a list of them",
};

#include "check/rule.h"

const struct rule rule_yaml_duplicate_key = {
    .id = "yaml-duplicate-key",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a key stands twice in one mapping",
    .why = "Readers keep the first or the last value as they please, so the contract promises two things at once.",
    .advice = "remove one of the two, or rename it",
};

#include "check/rule.h"

const struct rule rule_data_missing = {
    .id = "data-missing",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a required value is missing",
    .why = "Readers rely on what the contract requires.",
    .advice = "add the value, or make the field optional in the contract",
};

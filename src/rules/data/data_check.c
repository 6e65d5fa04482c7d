#include "check/rule.h"

const struct rule rule_data_check = {
    .id = "data-check",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a quality check of the contract fails",
    .why = "The contract promises that its checks hold, and readers rely on them as on the schema.",
    .advice = "correct the data, or the check in the contract",
};

#include "check/rule.h"

const struct rule rule_data_duplicate = {
    .id = "data-duplicate",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a value that must be unique is repeated",
    .why = "Joins on a repeated key multiply rows, and updates hit the wrong one.",
    .advice = "keep one of the records, or correct the key",
};

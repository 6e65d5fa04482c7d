#include "check/rule.h"

const struct rule rule_data_shape = {
    .id = "data-shape",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a value does not fit the schema",
    .why = "The contract describes alternatives or conditions, and the value meets none of them, or too many.",
    .advice = "correct the value so that it fits, or the schema in the contract",
};

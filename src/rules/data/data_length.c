#include "check/rule.h"

const struct rule rule_data_length = {
    .id = "data-length",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a value is too long or too short",
    .why = "Readers size their columns and lists by the contract; what is longer is cut, what is shorter is padded or "
           "refused.",
    .advice = "correct the value, or the bounds in the contract",
};

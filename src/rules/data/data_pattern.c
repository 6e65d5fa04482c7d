#include "check/rule.h"

const struct rule rule_data_pattern = {
    .id = "data-pattern",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a value does not match the pattern",
    .why = "Readers take the value apart, or route it, by the form that the pattern promises.",
    .advice = "correct the value, or the pattern in the contract",
};

#include "check/rule.h"

const struct rule rule_data_enum = {
    .id = "data-enum",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a value is not among the allowed ones",
    .why = "Readers branch on the values that the contract lists; another one falls through.",
    .advice = "write one of the allowed values, or add this one to the contract",
};

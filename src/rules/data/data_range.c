#include "check/rule.h"

const struct rule rule_data_range = {
    .id = "data-range",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a number is outside its bounds",
    .why =
        "A value out of bounds is most often a wrong unit, a sign or a placeholder, and distorts every sum and mean.",
    .advice = "correct the value, or the bounds in the contract",
};

#include "check/rule.h"

const struct rule rule_structure_invalid_value = {
    .id = "structure-invalid-value",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a value that is not allowed here",
    .why = "Tools know a closed list of words; any other is ignored, and with it the promise.",
    .advice = "write one of the allowed words",
    .is_fixable = true,
};

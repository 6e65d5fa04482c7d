#include "check/rule.h"

const struct rule rule_data_check_soft = {
    .id = "data-check-soft",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "a quality check fails that the contract calls no error",
    .why = "The contract says that such a failure is a warning: readers are not stopped, somebody should look.",
    .advice = "correct the data, or the check in the contract",
};

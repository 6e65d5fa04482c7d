#include "check/rule.h"

const struct rule rule_data_type = {
    .id = "data-type",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a value is not of the declared type",
    .why = "Readers convert the value, drop the record or stop; which of these happens depends on the reader.",
    .advice = "write a value of the declared type, or correct the type in the contract",
};

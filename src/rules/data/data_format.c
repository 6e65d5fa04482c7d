#include "check/rule.h"

const struct rule rule_data_format = {
    .id = "data-format",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a value is not of the declared format",
    .why = "Dates, identifiers and addresses in another form cannot be parsed or joined.",
    .advice = "write the value in the declared format",
};

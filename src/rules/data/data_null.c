#include "check/rule.h"

const struct rule rule_data_null = {
    .id = "data-null",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a value is null where the contract does not allow it",
    .why = "Readers rely on the value being there; null spreads through joins and sums without a message.",
    .advice = "fill the value, or allow null in the contract",
};

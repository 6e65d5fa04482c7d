#include "check/rule.h"

const struct rule rule_metadata_empty = {
    .id = "metadata-empty",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "a key is written without a value",
    .why = "A blank value promises as little as a missing key, but looks as if somebody had taken care of it.",
    .advice = "write the value",
};

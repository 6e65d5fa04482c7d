#include "check/rule.h"

const struct rule rule_data_duplicate_key = {
    .id = "data-duplicate-key",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a key stands twice in one object",
    .why = "Readers keep the first or the last value as they please, so the same record says two things.",
    .advice = "write each key once",
};

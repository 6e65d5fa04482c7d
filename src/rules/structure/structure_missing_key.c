#include "check/rule.h"

const struct rule rule_structure_missing_key = {
    .id = "structure-missing-key",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a required key is missing",
    .why = "Readers and tools rely on the required keys; without them the contract promises too little to build on.",
    .advice = "add the key",
    .is_about_absence = true,
};

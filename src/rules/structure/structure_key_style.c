#include "check/rule.h"

const struct rule rule_structure_key_style = {
    .id = "structure-key-style",
    .severity = SEVERITY_INFO,
    .since = "0.1.0",
    .summary = "camelCase and snake_case keys in one file",
    .why = "Both spellings are understood, but a file that mixes them is harder to read, search and generate.",
    .advice = "use one style for all keys of the format",
};

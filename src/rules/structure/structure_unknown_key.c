#include "check/rule.h"

const struct rule rule_structure_unknown_key = {
    .id = "structure-unknown-key",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "unknown key",
    .why = "A key that nobody reads is a promise that nobody keeps: most often it is a spelling mistake.",
    .advice = "remove it, or name it `x-…` when it is an extension of your own",
    .is_fixable = true,
};

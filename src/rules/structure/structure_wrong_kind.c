#include "check/rule.h"

const struct rule rule_structure_wrong_kind = {
    .id = "structure-wrong-kind",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a value is of the wrong kind",
    .why = "A tool that expects another kind of value ignores or misreads the whole part of the contract.",
    .advice = "write the kind of value that is due",
    .is_fixable = true,
};

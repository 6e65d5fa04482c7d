#include "check/rule.h"

const struct rule rule_data_syntax = {
    .id = "data-syntax",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a record cannot be read",
    .why = "What cannot be read is lost for every reader, or read differently by each.",
    .advice = "correct the text at this place; it must be valid for the format of the file",
};

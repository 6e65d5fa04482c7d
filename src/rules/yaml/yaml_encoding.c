#include "check/rule.h"

const struct rule rule_yaml_encoding = {
    .id = "yaml-encoding",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "the text is not valid UTF-8",
    .why = "Tools refuse such a file or read each bad byte differently, so nobody knows what the contract says.",
    .advice = "save the file as UTF-8 without control characters",
};

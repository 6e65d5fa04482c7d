#include "check/rule.h"

const struct rule rule_yaml_undefined_alias = {
    .id = "yaml-undefined-alias",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "an alias names no anchor before it",
    .why = "The value that is meant does not exist, so readers refuse the document.",
    .advice = "define the anchor with `&name` earlier in the same document",
};

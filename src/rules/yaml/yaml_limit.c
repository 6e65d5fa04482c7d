#include "check/rule.h"

const struct rule rule_yaml_limit = {
    .id = "yaml-limit",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a limit is passed",
    .why = "Inputs that are this deep, wide or repetitive come from mistakes or attacks; reading stops so that it "
           "stays fast for everybody.",
    .advice = "simplify the document, or raise the limit in the configuration",
};

#include "check/rule.h"

const struct rule rule_suppression_unused = {
    .id = "suppression-unused",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "a suppression has no effect",
    .why = "What it was written for is mended or has moved; left alone, it will hide the next mistake of that kind "
           "without anybody having decided so.",
    .advice = "remove the rule from the list, or the whole comment",
    .is_about_absence = true,
};

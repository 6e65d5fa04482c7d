#include "check/rule.h"

const struct rule rule_yaml_line_separator = {
    .id = "yaml-line-separator",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "a line separator that editors do not show as one",
    .why = "YAML 1.1 readers begin a new line at U+0085, U+2028 and U+2029, editors and reviews do not: a comment can "
           "hide a key.",
    .advice = "replace it by a plain line break, or write it as an escape in double quotes",
};

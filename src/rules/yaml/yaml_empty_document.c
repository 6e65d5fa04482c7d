#include "check/rule.h"

const struct rule rule_yaml_empty_document = {
    .id = "yaml-empty-document",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "the document holds nothing",
    .why =
        "An empty contract promises nothing; most often the file was cut short or everything in it is commented out.",
    .advice = "fill the document in, or delete it",
};

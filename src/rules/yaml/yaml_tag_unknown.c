#include "check/rule.h"

const struct rule rule_yaml_tag_unknown = {
    .id = "yaml-tag-unknown",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "a tag outside YAML's core schema",
    .why = "Tags such as `!!python/object` make some readers run code and others refuse the file.",
    .advice = "remove the tag",
};

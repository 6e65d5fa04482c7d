#include "check/rule.h"

const struct rule rule_data_limit = {
    .id = "data-limit",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a record is larger or deeper than what is read",
    .why = "Inputs that are this large or deep come from mistakes such as a missing line break, or from attacks. "
           "What is in them is not checked, so that time and memory stay bounded.",
    .advice = "break the record up, or write one record per line",
};

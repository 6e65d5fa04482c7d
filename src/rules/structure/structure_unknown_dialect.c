#include "check/rule.h"

const struct rule rule_structure_unknown_dialect = {
    .id = "structure-unknown-dialect",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "the file is no contract of a known dialect",
    .why = "A file that is no contract is not checked at all, so nothing protects its readers.",
    .advice = "begin with `dataProduct:` or `domains:`, or leave the file out of the run",
};

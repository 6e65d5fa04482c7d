#include "check/rule.h"

const struct rule rule_data_unknown_field = {
    .id = "data-unknown-field",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a field is not in the contract",
    .why = "The contract says that there are no other fields: this one is misspelt, or was added without telling its "
           "readers.",
    .advice = "remove or rename the field, or declare it in the contract",
};

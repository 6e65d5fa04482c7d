#include "check/rule.h"

const struct rule rule_data_columns = {
    .id = "data-columns",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a row or the header does not fit the columns",
    .why = "A cell too many or too few shifts values into columns where they mean something else; of two columns with "
           "one name nobody knows which one is read.",
    .advice = "give every row as many cells as the header, and every column its own name; put cells with delimiters in "
              "quotes",
};

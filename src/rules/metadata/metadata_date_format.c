#include "base/datetime.h"
#include "check/rule.h"

static void check_date(struct check *check, const char *key, struct text date)
{
    struct instant instant;
    if (text_has_value(date) && !datetime_parse_any(date.value, &instant))
        finding_at(check, date.node, "`%s` is %s", key, quote(check, date.value));
}

static void on_contract(struct check *check, const struct contract *contract)
{
    check_date(check, "createdAt", contract->created);
    check_date(check, "updatedAt", contract->updated);
    check_date(check, "sunset", contract->sunset);
}

const struct rule rule_metadata_date_format = {
    .id = "metadata-date-format",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "a date is not written as RFC 3339 has it or does not exist",
    .why = "Dates such as `03/04/2024` mean different days to different readers, and tools cannot tell whether a "
           "sunset has "
           "passed.",
    .advice = "write `2024-03-31`, or with a time and its zone `2024-03-31T12:00:00Z`",
    .on_contract = on_contract,
};

#include "base/datetime.h"
#include "check/rule.h"

enum { DAY = 24 * 60 * 60 };

static void on_contract(struct check *check, const struct contract *contract)
{
    struct text sunset = contract->sunset;
    struct instant end;
    struct date day;
    if (!datetime_parse_any(sunset.value, &end) || str_is(contract->status.value, "retired"))
        return;
    bool is_whole_day = datetime_parse_date(sunset.value, &day);
    if (end.seconds + (is_whole_day ? DAY : 0) > check->now)
        return;
    struct finding *finding = finding_at(check, sunset.node, "%s", quote(check, sunset.value));
    if (text_has_value(contract->status))
        finding_relate(check, finding, contract->status.node, "the status here");
}

const struct rule rule_lifecycle_sunset_past = {
    .id = "lifecycle-sunset-past",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "the sunset has passed and the product is not retired",
    .why = "Readers were told that the data would be gone. Either it is, and the contract promises what does not "
           "exist, or "
           "the date was never meant.",
    .advice = "set `status: retired`, or move the date and tell the readers",
    .on_contract = on_contract,
};

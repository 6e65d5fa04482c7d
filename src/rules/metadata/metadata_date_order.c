#include "base/datetime.h"
#include "check/contradiction.h"
#include "check/rule.h"

enum { DATE_LEN = sizeof "2024-03-31" - 1 };

/* Where one of them has no time of day, whole days are compared, the time's day in its own zone. */
static bool is_before(struct str a, struct str b)
{
    struct instant early, late;
    if (!datetime_parse_any(a, &early) || !datetime_parse_any(b, &late))
        return false;
    if (a.len > DATE_LEN && b.len > DATE_LEN)
        return datetime_compare(early, late) < 0;
    return str_compare(str_slice(a, 0, DATE_LEN), str_slice(b, 0, DATE_LEN)) < 0;
}

static void check_order(struct check *check, const char *key, struct text date, const char *earlier_key,
                        struct text earlier)
{
    if (!text_has_value(date) || !text_has_value(earlier) || !is_before(date.value, earlier.value))
        return;
    finding_contradiction(check, (struct site){date.node, check->use}, (struct site){earlier.node, check->use},
                          "`%s` %s is before `%s` %s", key, quote(check, date.value), earlier_key,
                          quote(check, earlier.value));
}

static void on_contract(struct check *check, const struct contract *contract)
{
    check_order(check, "updatedAt", contract->updated, "createdAt", contract->created);
    check_order(check, "sunset", contract->sunset, "createdAt", contract->created);
}

const struct rule rule_metadata_date_order = {
    .id = "metadata-date-order",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "two dates are in the wrong order",
    .why = "At least one of them is wrong, and readers plan by it: what was updated before it existed was never looked "
           "at.",
    .advice = "correct the date that is wrong",
    .on_contract = on_contract,
};

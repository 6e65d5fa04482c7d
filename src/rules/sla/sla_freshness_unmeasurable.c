#include "check/rule.h"

static bool is_time(const struct field *field)
{
    static const char *const types[] = {"timestamp", "timestamp_tz", "timestamp_ntz", "timestamptz",
                                        "datetime",  "date-time",    "date",          NULL};
    struct str format = field->format.value;
    return str_starts(format, "date") || str_contains(format, "timestamp") || str_is_one_of(field->type.value, types) ||
           str_is_one_of(field->physical_type.value, types);
}

/* Whether there are fields, all of them are known, and none holds a time. */
static bool lacks_time(const struct contract *contract)
{
    bool has_fields = false;
    for (const struct dataset *dataset = contract->datasets.first; dataset; dataset = dataset->at.next) {
        if (!dataset->are_names_known)
            return false;
        for (const struct field_entry *entry = dataset->fields.first; entry; entry = entry->at.next) {
            if (is_time(entry->field))
                return false;
            has_fields = has_fields || entry->field->role == FIELD_PROPERTY;
        }
    }
    return has_fields;
}

static void on_contract(struct check *check, const struct contract *contract)
{
    const struct promise *freshness = contract_promise(contract, PROMISE_FRESHNESS);
    if (!freshness || !text_has_value(freshness->value) || !lacks_time(contract))
        return;
    const struct use *before = check->use;
    check->use = freshness->at.use;
    finding_at(check, freshness->value.node, "%s, but no field holds a date or time",
               quote(check, freshness->value.value));
    check->use = before;
}

const struct rule rule_sla_freshness_unmeasurable = {
    .id = "sla-freshness-unmeasurable",
    .severity = SEVERITY_INFO,
    .since = "0.1.0",
    .summary = "freshness cannot be measured from the data",
    .why = "Monitoring compares the time in a record with the clock. Without a field that holds a time nobody can tell "
           "from the data whether the promise is kept.",
    .advice = "add a field of format `date-time` that says when a record was made or changed",
    .dialects = IN_DATA_PRODUCT | IN_DOMAINS,
    .is_about_absence = true,
    .on_contract = on_contract,
};

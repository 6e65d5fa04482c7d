#include "check/rule.h"

#include "check/label.h"

static void on_field(struct check *check, const struct field *field)
{
    bool is_column = field->dataset->form == DATASET_FIELDS;
    if (is_column && str_is(field->type.value, "timestamp_ntz"))
        finding_at(check, field->type.node, "%s is a `timestamp_ntz`", field_label(check, field));
    else if (str_is(field->format.value, "date-time-local"))
        finding_at(check, field->format.node, "%s is a `date-time-local`", field_label(check, field));
}

const struct rule rule_schema_timestamp_without_zone = {
    .id = "schema-timestamp-without-zone",
    .severity = SEVERITY_INFO,
    .since = "0.1.0",
    .summary = "a timestamp has no time zone",
    .why = "Without a zone nobody knows the instant: freshness and joins are off by hours, twice a year by one more.",
    .advice = "use a type with a zone (`timestamp_tz`), or say in the description which zone is meant",
    .on_field = on_field,
};

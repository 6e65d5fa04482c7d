#include "check/rule.h"

#include "check/facets.h"
#include "check/label.h"

static void report(struct check *check, const struct field *field, const struct range *range)
{
    const struct keyword_use *low = range->low, *high = range->high;
    bool is_high_later = node_resolve(high->value)->span.start > node_resolve(low->value)->span.start;
    const struct keyword_use *later = is_high_later ? high : low, *first = is_high_later ? low : high;
    bool is_equal = number_compare(range->least, range->greatest) == 0;
    struct finding *finding =
        finding_at(check, later->value, "`%s` %s and `%s` %s of %s%s", low->keyword->name,
                   quote_node(check, low->value), high->keyword->name, quote_node(check, high->value),
                   field_label(check, field), is_equal ? " leave no value between them" : "");
    finding_relate(check, finding, first->value, "`%s`", first->keyword->name);
}

static void on_field(struct check *check, const struct field *field)
{
    const struct facets *facets = facets_of(check, field);
    if (!facets || !facets->has_bounds)
        return;
    for (unsigned of = 0; of < RANGE_COUNT; of++) {
        struct range range = facets_range(check->arena, facets, (enum range_of)of);
        if (range_is_empty(&range))
            report(check, field, &range);
    }
}

const struct rule rule_schema_bounds_contradictory = {
    .id = "schema-bounds-contradictory",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "two bounds contradict each other",
    .why = "No value is both above the one and below the other, so no record with this field can pass.",
    .advice = "exchange them or mend one",
    .keywords = (const unsigned char[]){KEYWORDS_THAT_BOUND, KEYWORD_COUNT},
    .on_field = on_field,
};

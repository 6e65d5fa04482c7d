#include "check/rule.h"

#include "check/facets.h"
#include "check/label.h"
#include "check/value.h"
#include "schema/format.h"

/* Whether an integer lies between the bounds. */
static bool has_integer(struct check *check, const struct range *range)
{
    struct number one = number_of(check->arena, 1), least = number_truncate(range->least);
    if (number_compare(least, range->least) < 0 ||
        (range->is_low_exclusive && number_compare(least, range->least) == 0))
        if (!number_add(check->arena, least, one, &least))
            return true;
    int order = number_compare(least, range->greatest);
    return order < 0 || (order == 0 && !range->is_high_exclusive);
}

static bool check_integers(struct check *check, const struct field *field, const struct facets *facets)
{
    struct range range = facets_range(check->arena, facets, RANGE_VALUE);
    bool is_integer = (field->types & ~(unsigned)JSON_TYPE_NULL) == JSON_TYPE_INTEGER;
    if (!is_integer || !range.low || !range.high || range_is_empty(&range) || has_integer(check, &range))
        return false;
    struct finding *finding = finding_at(check, range.high->value, "%s is an integer and none lies between %s and %s",
                                         field_label(check, field), quote_node(check, range.low->value),
                                         quote_node(check, range.high->value));
    finding_relate(check, finding, range.low->value, "`%s`", range.low->keyword->name);
    return true;
}

/* The length that a format takes against the lengths that are allowed. */
static bool check_length(struct check *check, const struct field *field, const struct facets *facets)
{
    const struct format *format = format_find(field->format.value);
    struct range range = facets_range(check->arena, facets, RANGE_LENGTH);
    bool is_text = (field->types & ~(unsigned)JSON_TYPE_NULL) == JSON_TYPE_STRING;
    if (!format || !is_text || range_is_empty(&range))
        return false;
    bool is_too_short = range.high && number_compare(range.greatest, number_of(check->arena, format->shortest)) < 0;
    bool is_too_long =
        format->longest && range.low && number_compare(range.least, number_of(check->arena, format->longest)) > 0;
    if (!is_too_short && !is_too_long)
        return false;
    const struct keyword_use *use = is_too_short ? range.high : range.low;
    struct finding *finding =
        finding_at(check, use->value, "`%s` of %s is %s, a value of the format `%s` has at %s %u characters",
                   use->keyword->name, field_label(check, field), quote_node(check, use->value), format->name,
                   is_too_short ? "least" : "most", is_too_short ? format->shortest : format->longest);
    finding_relate(check, finding, field->format.node, "the format");
    return true;
}

static bool check_constant(struct check *check, const struct field *field)
{
    struct value_breach breach;
    const struct value_judge *judge = field->constant ? value_judge_make(check, field, false) : NULL;
    if (!judge || !value_breaks(check, judge, field->constant, &breach))
        return false;
    struct finding *finding =
        finding_at(check, field->constant, "`const` of %s, %s", field_label(check, field), breach.facts);
    if (breach.demand)
        finding_relate(check, finding, breach.demand, "`%s`", keyword_of(breach.keyword)->name);
    return true;
}

static void check_required_false(struct check *check, const struct field *field)
{
    if (field->required_by && field->is_boolean && str_is_caseless(node_text(field->at.node), "false")) {
        struct finding *finding =
            finding_at(check, field->at.node, "%s is required and its schema is `false`", field_label(check, field));
        finding_relate(check, finding, field->required_by, "required here");
    }
}

static void check_required_count(struct check *check, const struct field *field, const struct facets *facets)
{
    struct range range = facets_range(check->arena, facets, RANGE_PROPERTIES);
    int64_t count = 0;
    for (const struct field *inner = field->fields.first; inner; inner = inner->at.next)
        count += inner->role == FIELD_PROPERTY && inner->required_by;
    if (!range.high || range_is_empty(&range) || number_compare(range.greatest, number_of(check->arena, count)) >= 0)
        return;
    struct finding *finding =
        finding_at(check, range.high->value, "`maxProperties` of %s is %s and %lld are required",
                   field_label(check, field), quote_node(check, range.high->value), (long long)count);
    finding_relate(check, finding, field->required_list, "required here");
}

static void on_field(struct check *check, const struct field *field)
{
    const struct facets *facets = facets_of(check, field);
    if (!facets)
        return;
    check_required_false(check, field);
    if (facets->has_bounds)
        check_required_count(check, field, facets);
    bool has_found = facets->has_bounds && (check_integers(check, field, facets) || check_length(check, field, facets));
    if (!has_found)
        check_constant(check, field);
}

const struct rule rule_schema_unsatisfiable = {
    .id = "schema-unsatisfiable",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "no value can pass",
    .why = "Every record with this field is rejected, whatever it holds.",
    .advice = "mend the keywords that rule each other out",
    .on_field = on_field,
};

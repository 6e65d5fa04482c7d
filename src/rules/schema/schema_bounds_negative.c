#include "check/rule.h"

#include "check/facets.h"
#include "check/label.h"

static void on_field(struct check *check, const struct field *field)
{
    const struct facets *facets = facets_of(check, field);
    if (!facets || !facets->has_bounds)
        return;
    for (const struct keyword_use *use = field->keywords; use; use = use->next) {
        struct number number;
        bool is_count = use->keyword && use->keyword->kind == KEYWORD_IS_COUNT &&
                        use->keyword->id != KEYWORD_PRIMARY_KEY_POSITION && facets_apply(field, use->keyword);
        if (is_count && str_starts(node_text(use->value), "-") &&
            (json_types_of(check->arena, use->value) & JSON_TYPE_INTEGER) &&
            number_parse_yaml(check->arena, node_text(use->value), &number) && number_sign(number) < 0)
            finding_at(check, use->value, "`%s` of %s is %s", use->keyword->name, field_label(check, field),
                       quote_node(check, use->value));
    }
}

const struct rule rule_schema_bounds_negative = {
    .id = "schema-bounds-negative",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a count is negative",
    .why = "Nothing has fewer than no characters or items; validators refuse the schema.",
    .advice = "write 0 or a positive whole number",
    .keywords = (const unsigned char[]){KEYWORDS_THAT_COUNT, KEYWORD_COUNT},
    .on_field = on_field,
};

#include "check/rule.h"

#include "check/facets.h"
#include "check/label.h"

static void on_field(struct check *check, const struct field *field)
{
    const struct facets *facets = facets_of(check, field);
    struct number number;
    if (facets && facets_number(check->arena, facets, KEYWORD_MULTIPLE_OF, &number) && number_sign(number) <= 0) {
        const struct node *value = facets->uses[KEYWORD_MULTIPLE_OF]->value;
        finding_at(check, value, "%s of %s", quote_node(check, value), field_label(check, field));
    }
}

const struct rule rule_schema_multiple_of = {
    .id = "schema-multiple-of",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "`multipleOf` is not above zero",
    .why = "Nothing is a multiple of zero, and JSON Schema allows no negative step; validators refuse the schema.",
    .advice = "write a number greater than 0",
    .keywords = (const unsigned char[]){KEYWORD_MULTIPLE_OF, KEYWORD_COUNT},
    .on_field = on_field,
};

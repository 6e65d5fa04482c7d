#include "check/rule.h"

#include "check/facets.h"
#include "check/field_value.h"
#include "check/label.h"

static bool is_zero(struct check *check, const struct facets *facets, enum keyword_id id)
{
    struct number number;
    return facets_number(check->arena, facets, id, &number) && number_is_zero(number);
}

/* Of an inclusive and an exclusive bound at the same end only the sharper counts. */
static void check_double(struct check *check, const struct field *field, const struct facets *facets,
                         enum keyword_id inclusive, enum keyword_id exclusive)
{
    struct number a, b;
    if (!facets->uses[exclusive] || !facets_number(check->arena, facets, inclusive, &a) ||
        !facets_number(check->arena, facets, exclusive, &b))
        return;
    int order = number_compare(a, b);
    bool is_exclusive_sharper = order == 0 || (order < 0) == (inclusive == KEYWORD_MINIMUM);
    const struct keyword_use *loose = facets->uses[is_exclusive_sharper ? inclusive : exclusive];
    const struct keyword_use *sharp = facets->uses[is_exclusive_sharper ? exclusive : inclusive];
    struct finding *finding = finding_at_key(check, loose->value, "`%s` of %s beside `%s`", loose->keyword->name,
                                             field_label(check, field), sharp->keyword->name);
    finding_relate(check, finding, sharp->value, "`%s`", sharp->keyword->name);
}

/* Beside a constant; where that is not in the enum, no value can pass, which is another rule's. */
static void check_enumeration(struct check *check, const struct field *field)
{
    uint64_t budget = FIELD_VALUE_STEPS;
    if (field->extra->constant && field_enum_has(field, field->extra->constant, &budget))
        finding_at_key(check, field->enumeration, "`enum` of %s beside `const`", field_label(check, field));
}

static void on_field(struct check *check, const struct field *field)
{
    static const enum keyword_id least[] = {KEYWORD_MIN_LENGTH, KEYWORD_MIN_ITEMS, KEYWORD_MIN_PROPERTIES};
    const struct facets *facets = facets_of(check, field);
    if (!facets)
        return;
    for (size_t i = 0; i < sizeof least / sizeof *least; i++)
        if (is_zero(check, facets, least[i]))
            finding_at_key(check, facets->uses[least[i]]->value, "`%s: 0` of %s", keyword_of(least[i])->name,
                           field_label(check, field));
    check_double(check, field, facets, KEYWORD_MINIMUM, KEYWORD_EXCLUSIVE_MINIMUM);
    check_double(check, field, facets, KEYWORD_MAXIMUM, KEYWORD_EXCLUSIVE_MAXIMUM);
    check_enumeration(check, field);
}

const struct rule rule_schema_constraint_redundant = {
    .id = "schema-constraint-redundant",
    .severity = SEVERITY_INFO,
    .since = "0.1.0",
    .summary = "a constraint changes nothing",
    .why = "What restricts nothing only hides the constraint that does.",
    .advice = "remove it",
    .keywords = (const unsigned char[]){KEYWORDS_THAT_BOUND, KEYWORD_CONST, KEYWORD_COUNT},
    .on_field = on_field,
};

#include "check/rule.h"

#include "check/facets.h"
#include "check/field_value.h"
#include "check/label.h"
#include "check/schema_of.h"
#include "schema/compile.h"

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

/* What may imply a keyword. Lengths beside a pattern are no mistake: they bound what is stored before it is matched. */
static const struct {
    enum keyword_id id, by[3];
} implied[] = {
    {KEYWORD_MIN_LENGTH, {KEYWORD_FORMAT, KEYWORD_ENUM, KEYWORD_COUNT}},
    {KEYWORD_MAX_LENGTH, {KEYWORD_FORMAT, KEYWORD_ENUM, KEYWORD_COUNT}},
    {KEYWORD_PATTERN, {KEYWORD_FORMAT, KEYWORD_ENUM, KEYWORD_COUNT}},
    {KEYWORD_MINIMUM, {KEYWORD_ENUM, KEYWORD_COUNT}},
    {KEYWORD_MAXIMUM, {KEYWORD_ENUM, KEYWORD_COUNT}},
    {KEYWORD_EXCLUSIVE_MINIMUM, {KEYWORD_ENUM, KEYWORD_COUNT}},
    {KEYWORD_EXCLUSIVE_MAXIMUM, {KEYWORD_ENUM, KEYWORD_COUNT}},
};

/* Whether every value that `by` lets pass `id` lets pass too; proved. */
static bool is_implied(struct check *check, const struct schema *schema, enum keyword_id id, enum keyword_id by)
{
    const struct str tested = str_of(keyword_of(id)->name);
    const struct str rest[] = {STR("type"), str_of(keyword_of(by)->name)};
    const struct schema *all = schema_only(check->arena, schema, rest, sizeof rest / sizeof *rest);
    return schema_ask(check, all, all, schema_only(check->arena, schema, &tested, 1)).answer == SCHEMA_NO;
}

/* The first keyword that implies another; KEYWORD_COUNT when none does. */
static enum keyword_id implier(struct check *check, const struct field *field, const struct facets *facets, size_t row)
{
    const enum keyword_id *by = implied[row].by;
    const struct schema *schema = NULL;
    for (; facets->uses[implied[row].id] && *by != KEYWORD_COUNT; by++) {
        if (!facets->uses[*by] || facets->uses[*by]->is_misspelt)
            continue;
        schema = schema ? schema : schema_of(check, field);
        if (!schema || schema_is_doubtful(check, schema) || schema_values_of(check, schema)->answer != SCHEMA_YES)
            return KEYWORD_COUNT;
        if (is_implied(check, schema, implied[row].id, *by))
            return *by;
    }
    return KEYWORD_COUNT;
}

/* A column's lengths size its storage, so they say more than what is valid. */
static void check_implied(struct check *check, const struct field *field, const struct facets *facets)
{
    if (field->dataset->form != DATASET_JSON_SCHEMA)
        return;
    for (size_t i = 0; i < sizeof implied / sizeof *implied; i++) {
        const struct keyword_use *use = facets->uses[implied[i].id];
        enum keyword_id by = implier(check, field, facets, i);
        bool is_told = implied[i].id == KEYWORD_MIN_LENGTH && is_zero(check, facets, KEYWORD_MIN_LENGTH);
        if (by == KEYWORD_COUNT || is_told)
            continue;
        struct finding *finding = finding_at_key(check, use->value, "`%s` of %s, which its `%s` implies",
                                                 use->keyword->name, field_label(check, field), keyword_of(by)->name);
        finding_relate(check, finding, facets->uses[by]->value, "`%s`", keyword_of(by)->name);
    }
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
    check_implied(check, field, facets);
}

const struct rule rule_schema_constraint_redundant = {
    .id = "schema-constraint-redundant",
    .severity = SEVERITY_INFO,
    .since = "0.1.0",
    .summary = "a constraint changes nothing",
    .why = "What restricts nothing only hides the constraint that does.",
    .advice = "remove it",
    .keywords = (const unsigned char[]){KEYWORDS_THAT_BOUND, KEYWORD_CONST, KEYWORD_PATTERN, KEYWORD_COUNT},
    .on_field = on_field,
};

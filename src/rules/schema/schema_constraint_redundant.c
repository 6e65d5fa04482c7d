#include "check/rule.h"

#include "base/map.h"
#include "check/facets.h"
#include "check/field_value.h"
#include "check/label.h"
#include "check/schema_of.h"
#include "check/schema_parts.h"
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

/* Whether the enum fits all the keywords that it could imply: of one that does not, its values are told. */
static bool enum_fits(struct check *check, const struct schema *schema, const struct facets *facets)
{
    for (size_t i = 0; i < sizeof implied / sizeof *implied; i++)
        if (facets->uses[implied[i].id] && !is_implied(check, schema, implied[i].id, KEYWORD_ENUM))
            return false;
    return true;
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
        if (is_implied(check, schema, implied[row].id, *by) &&
            (*by != KEYWORD_ENUM || enum_fits(check, schema, facets)))
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

/* A field with an allOf or a reference: all of its parts must hold, so that of two keywords the looser changes nothing.
 */
struct repetition {
    struct check *check;
    const struct field *field;
    struct schema_parts parts;
};

/* Whether a part stands in the field or its allOf, not behind a reference or an alias. */
static bool is_inside(const struct repetition *in, size_t i)
{
    const struct node *all = node_resolve(node_find(in->field->at.node, "allOf"));
    return i == 0 || (all && in->parts.at[i]->node->parent == all);
}

static const char *part_label(const struct repetition *in, size_t i)
{
    for (const struct field *inner = in->field->fields.first; i && inner; inner = inner->at.next)
        if (node_resolve(inner->at.node) == in->parts.at[i]->node)
            return field_label(in->check, inner);
    return field_label(in->check, in->field);
}

/* Whether what part `by` says with a keyword implies what part `i` says with it; proved. */
static bool says_more(const struct repetition *in, size_t by, size_t i, struct str keyword)
{
    const struct schema *all = schema_only(in->check->arena, in->parts.at[by], &keyword, 1);
    const struct schema *none = schema_only(in->check->arena, in->parts.at[i], &keyword, 1);
    return schema_ask(in->check, all, all, none).answer == SCHEMA_NO;
}

/* The same keyword in another part, when it implies that of part `i`. Of two that say the same, the one further inside
   is told, but none behind a reference. NULL: none. */
static const struct node *sharper(const struct repetition *in, size_t i, struct str keyword)
{
    for (size_t j = 0; j < in->parts.count; j++) {
        bool is_elsewhere = in->parts.root[i] != in->parts.root[j];
        const struct node *other = is_elsewhere ? node_find_str(in->parts.at[j]->node, keyword) : NULL;
        if (!other || !says_more(in, j, i, keyword))
            continue;
        bool is_kept = j < i || !is_inside(in, j);
        if (is_kept || !says_more(in, i, j, keyword))
            return other;
    }
    return NULL;
}

static void report_part(const struct repetition *in, size_t i, const struct node *value, const struct node *other)
{
    const char *said = quote_node(in->check, value), *label = part_label(in, i);
    struct str keyword = node_key(value);
    bool is_same = node_is_scalar(value) && str_equal(node_text(value), node_text(other));
    struct finding *finding = is_same ? finding_at_key(in->check, value, "`%.*s` of %s is %s, which holds already",
                                                       STR_ARG(keyword), label, said)
                                      : finding_at_key(in->check, value, "`%.*s` of %s is %s, but %s must hold as well",
                                                       STR_ARG(keyword), label, said, quote_node(in->check, other));
    if (!is_same)
        finding_help(in->check, finding, "remove it: what must hold already can be narrowed here, not widened");
    finding_relate(in->check, finding, other, "`%.*s`", STR_ARG(keyword));
}

static void check_part(const struct repetition *in, size_t i)
{
    static const char *const bounds[] = {
        "minimum",   "maximum",     "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
        "minLength", "maxLength",   "pattern",          "format",           "minItems",
        "maxItems",  "uniqueItems", "minProperties",    "maxProperties",    NULL};
    const struct node *type = i > 0 ? node_find(in->field->at.node, "type") : NULL;
    for (const struct node *value = node_children(in->parts.at[i]->node); value; value = value->next) {
        struct str keyword = node_key(value);
        const struct node *other = NULL;
        if (type && str_is(keyword, "type")) /* beside a reference it helps the reader */
            other = says_more(in, 0, i, keyword) ? type : NULL;
        else if (str_is_one_of(keyword, bounds))
            other = sharper(in, i, keyword);
        if (other)
            report_part(in, i, value, other);
    }
}

/* Those behind references come first, then those of the field, then those of its allOf. */
static void check_names(const struct repetition *in, struct map *names, bool is_inside_turn)
{
    for (size_t i = 0; i < in->parts.count; i++) {
        const struct schema_objects *objects = in->parts.at[i]->objects;
        for (size_t k = 0; objects && is_inside(in, i) == is_inside_turn && k < objects->required.count; k++) {
            const struct node *name = objects->required.at[k];
            const struct node *first = map_put_new(names, node_text(name), name);
            if (!first || !is_inside_turn)
                continue;
            struct finding *finding =
                finding_at(in->check, name, "`required` of %s names %s, which is required already", part_label(in, i),
                           quote_node(in->check, name));
            finding_relate(in->check, finding, first, "required here");
        }
    }
}

static void check_repeated(struct check *check, const struct field *field)
{
    const struct schema *schema = schema_of(check, field);
    bool is_known = schema && schema->resource && schema_keyword_standing(schema, STR("type")) != SCHEMA_HIDDEN;
    if (!is_known || schema_values_of(check, schema)->answer != SCHEMA_YES)
        return;
    struct repetition in = {check, field, schema_parts_of(schema)};
    for (size_t i = 0; i < in.parts.count; i++)
        if (schema_is_doubtful(check, in.parts.at[i]))
            return;
    for (size_t i = 0; i < in.parts.count; i++)
        if (is_inside(&in, i))
            check_part(&in, i);
    struct map names;
    map_init(&names, check->arena);
    check_names(&in, &names, false);
    check_names(&in, &names, true);
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
    if (field_keyword(field, KEYWORD_ALL_OF) || field_keyword(field, KEYWORD_REF))
        check_repeated(check, field);
}

const struct rule rule_schema_constraint_redundant = {
    .id = "schema-constraint-redundant",
    .severity = SEVERITY_INFO,
    .since = "0.1.0",
    .summary = "a constraint changes nothing",
    .why = "What restricts nothing only hides the constraint that does.",
    .advice = "remove it",
    .keywords = (const unsigned char[]){KEYWORDS_THAT_BOUND, KEYWORD_CONST, KEYWORD_PATTERN, KEYWORD_ALL_OF,
                                        KEYWORD_REF, KEYWORD_COUNT},
    .on_field = on_field,
};

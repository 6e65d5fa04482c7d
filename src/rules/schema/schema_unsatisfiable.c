#include "check/rule.h"

#include "base/buf.h"
#include "base/map.h"
#include "base/pattern_ast.h"
#include "base/utf8.h"
#include "check/facets.h"
#include "check/field_value.h"
#include "check/label.h"
#include "check/schema_conflict.h"
#include "check/schema_of.h"
#include "schema/format.h"

/* The search of one dataset. Fields come before those around them, and what was told of the one is not told again of
   the other, which is empty because of it. */
struct search {
    struct check *check;
    struct map told;                       /* keywords' values, as nodes */
    const struct field *field, *told_last; /* at hand; the last of which something was told */
    struct keyword_set alone, in_pairs;
    const struct dataset *dataset;
    bool is_circle_asked, has_circle;  /* of its references, which then are what leaves nothing */
    const struct pattern_ast *pattern; /* of the field at hand; NULL: not asked for yet */
};

static void note(struct search *search, const struct node *node)
{
    search->told_last = search->field;
    map_put_object(&search->told, node, search);
}

static bool is_told(const struct search *search, const struct node *node)
{
    return node && map_get_object(&search->told, node);
}

static bool has(const struct field *field, enum keyword_id id)
{
    return field->has.bits[id / 64] >> id % 64 & 1;
}

static bool has_one_of(const struct field *field, const enum keyword_id *ids)
{
    for (; *ids != KEYWORD_COUNT; ids++)
        if (has(field, *ids))
            return true;
    return false;
}

static const struct pattern_ast *pattern_of(struct search *search, const struct field *field)
{
    if (!search->pattern)
        search->pattern = pattern_parse(search->check->arena, field->pattern.value);
    return search->pattern;
}

/* Bounds that leave an integer for sure, or are told by schema-bounds-contradictory. */
static bool may_miss_integers(struct check *check, const struct field *field, const struct facets *facets)
{
    if (!(field->types & JSON_TYPE_INTEGER) || (field->types & JSON_TYPE_NUMBER))
        return false;
    struct range range = facets_range(check->arena, facets, RANGE_VALUE);
    struct number after;
    return range.low && range.high && number_add(check->arena, range.least, number_of(check->arena, 1), &after) &&
           number_compare(range.greatest, after) <= 0;
}

/* Whether the first string that comes to mind is none that a pattern, lengths and a format allow together. */
static bool may_miss_strings(struct search *search, const struct field *field, const struct facets *facets)
{
    struct check *check = search->check;
    const bool has_length = has(field, KEYWORD_MIN_LENGTH) || has(field, KEYWORD_MAX_LENGTH);
    if (has(field, KEYWORD_PATTERN) + has(field, KEYWORD_FORMAT) + has_length < 2)
        return false;
    const struct format *format = format_find(field->format.value);
    struct range range = facets_range(check->arena, facets, RANGE_LENGTH);
    struct str example;
    if (!has(field, KEYWORD_PATTERN))
        return format &&
               ((range.high && number_compare(range.greatest, number_of(check->arena, format->shortest)) < 0) ||
                (range.low && format->longest &&
                 number_compare(range.least, number_of(check->arena, format->longest)) > 0));
    if (!pattern_example(check->arena, pattern_of(search, field), &example))
        return true;
    return range_broken_by(&range, number_of(check->arena, (int64_t)utf8_length(example))) ||
           (format && !format_accepts(format, check->arena, example));
}

/* Whether keywords stand there that may rule each other out: a cheap question before the search. */
static bool may_conflict(struct search *search, const struct field *field, const struct facets *facets)
{
    static const enum keyword_id in_place[] = {KEYWORD_ALL_OF,        KEYWORD_ANY_OF, KEYWORD_ONE_OF,
                                               KEYWORD_NOT,           KEYWORD_IF,     KEYWORD_DYNAMIC_REF,
                                               KEYWORD_RECURSIVE_REF, KEYWORD_COUNT};
    static const enum keyword_id bounds[] = {KEYWORD_MINIMUM, KEYWORD_MAXIMUM, KEYWORD_EXCLUSIVE_MINIMUM,
                                             KEYWORD_EXCLUSIVE_MAXIMUM, KEYWORD_COUNT};
    static const enum keyword_id counts[] = {KEYWORD_MIN_ITEMS, KEYWORD_CONTAINS, KEYWORD_COUNT};
    static const enum keyword_id items[] = {KEYWORD_UNIQUE_ITEMS, KEYWORD_ITEMS,    KEYWORD_PREFIX_ITEMS,
                                            KEYWORD_MAX_ITEMS,    KEYWORD_CONTAINS, KEYWORD_UNEVALUATED_ITEMS,
                                            KEYWORD_COUNT};
    static const enum keyword_id members[] = {
        KEYWORD_MIN_PROPERTIES,    KEYWORD_MAX_PROPERTIES,         KEYWORD_PATTERN_PROPERTIES,
        KEYWORD_PROPERTY_NAMES,    KEYWORD_DEPENDENCIES,           KEYWORD_DEPENDENT_REQUIRED,
        KEYWORD_DEPENDENT_SCHEMAS, KEYWORD_UNEVALUATED_PROPERTIES, KEYWORD_COUNT};
    return has_one_of(field, in_place) || has_one_of(field, members) ||
           (has(field, KEYWORD_REF) && (field->types || field_has_constraints(field))) ||
           may_miss_strings(search, field, facets) || (has(field, KEYWORD_MULTIPLE_OF) && has_one_of(field, bounds)) ||
           (has_one_of(field, counts) && has_one_of(field, items)) || may_miss_integers(search->check, field, facets);
}

/* `not: {}`, which is `false` in other words. */
static bool is_empty_on_purpose(const struct field *field)
{
    const struct keyword_use *use = field_keyword(field, KEYWORD_NOT);
    const struct node *value = use ? node_resolve(use->value) : NULL;
    return value && ((value->kind == NODE_MAPPING && !value->first) || str_is_caseless(node_text(value), "true"));
}

/* A constant that the field itself rejects. */
static bool check_constant(struct search *search, const struct field *field, const struct schema *schema)
{
    struct check *check = search->check;
    const struct node *constant = field->extra->constant;
    uint64_t budget = FIELD_VALUE_STEPS;
    bool is_whole = node_children(field->enumeration) && !check->document->is_partial;
    if (is_whole && !field_enum_has(field, constant, &budget) && budget) {
        struct finding *finding =
            finding_at(check, constant, "`const` of %s is not in its `enum`", field_label(check, field));
        finding_relate(check, finding, field->enumeration, "`enum`");
        note(search, constant);
        return true;
    }
    const struct schema_cause *cause = schema_mistakes(check, schema_without_values(check, schema), constant, 1);
    if (!cause)
        return false;
    const char *subject = text_print(check->arena, "`const` of %s", field_label(check, field));
    finding_of_cause(check, cause, subject);
    note(search, field->extra->constant);
    return true;
}

static void check_required_false(struct search *search, const struct field *field)
{
    struct check *check = search->check;
    if (field->required_by && field->is_boolean && str_is_caseless(node_text(field->at.node), "false")) {
        struct finding *finding =
            finding_at(check, field->at.node, "%s is required and its schema is `false`", field_label(check, field));
        finding_relate(check, finding, field->required_by, "required here");
        note(search, field->at.node);
    }
}

static void check_required_count(struct search *search, const struct field *field, const struct facets *facets)
{
    struct check *check = search->check;
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
    note(search, range.high->value);
}

/* Bounds that schema-bounds-contradictory tells. */
static void note_bounds(struct search *search, const struct facets *facets)
{
    for (unsigned of = 0; of < RANGE_COUNT; of++) {
        struct range range = facets_range(search->check->arena, facets, (enum range_of)of);
        if (range_is_empty(&range)) {
            note(search, range.low->value);
            note(search, range.high->value);
        }
    }
}

static bool refers(const struct field *field)
{
    static const enum keyword_id ids[] = {KEYWORD_REF, KEYWORD_DYNAMIC_REF, KEYWORD_RECURSIVE_REF, KEYWORD_COUNT};
    if (has_one_of(field, ids))
        return true;
    for (const struct field *inner = field->fields.first; inner; inner = inner->at.next)
        if (refers(inner))
            return true;
    return false;
}

/* Whether references that go in a circle may be what leaves nothing. */
static bool may_be_circle(struct search *search, const struct field *field)
{
    if (!search->is_circle_asked)
        search->has_circle = schema_circles_of(search->check, search->dataset);
    search->is_circle_asked = true;
    return search->has_circle && refers(field);
}

/* Whether enum-empty, enum-wrong-type, schema-required-unknown or schema-reference-cycle tell it. */
static bool is_of_other_rule(struct search *search, const struct field *field, const struct satisfaction *values)
{
    const struct node *const *nodes = values->conflict;
    if (may_be_circle(search, field))
        return true;
    if (!nodes[0])
        return false;
    if (!nodes[1])
        return nodes[0] && strcmp(values->conflict_keywords[0], "enum") == 0;
    return nodes[0]->parent == nodes[1]->parent &&
           (conflict_is_pair(values, "type", "enum") || conflict_is_pair(values, "required", "false"));
}

static void report(struct search *search, const struct field *field, const struct satisfaction *values)
{
    conflict_report(search->check, field, values);
    note(search, values->conflict[0]);
    note(search, values->conflict[1]);
}

/* Fields come in the order of the file, from the last to the first: of those inside this one come the last. */
static bool has_told_inside(const struct search *search, const struct field *field)
{
    bool is_own = search->told_last && conflict_is_inside(field, search->told_last->at.node);
    return is_own || (search->told.count > 0 && refers(field));
}

static void check_conflict(struct search *search, const struct field *field, const struct schema *schema)
{
    const struct satisfaction *values = schema_values_of(search->check, schema);
    if (values->answer != SCHEMA_NO || schema_is_doubtful(search->check, schema))
        return;
    bool is_told_inside = is_told(search, values->conflict[0]) || is_told(search, values->conflict[1]);
    if (!values->conflict[0])
        is_told_inside = has_told_inside(search, field);
    if (field->enumeration) /* whose values are judged one by one */
        note(search, field->enumeration);
    else if (!is_told_inside && !is_of_other_rule(search, field, values))
        report(search, field, values);
}

/* A pattern that is too short or too long for the lengths, which needs no search. */
static bool check_length_of_pattern(struct search *search, const struct field *field, const struct facets *facets)
{
    struct check *check = search->check;
    const struct keyword_use *use = facets->uses[KEYWORD_PATTERN];
    struct range range = facets_range(check->arena, facets, RANGE_LENGTH);
    if (!use || !(range.low || range.high) || field->types != JSON_TYPE_STRING)
        return false;
    const struct pattern_ast *ast = pattern_of(search, field);
    if (!ast->root || ast->has_lone_surrogate)
        return false;
    const uint32_t least = pattern_min_length(ast->root), most = pattern_max_length(ast->root);
    const struct keyword_use *broken = NULL;
    if (range.high && number_compare(range.greatest, number_of(check->arena, least)) < 0)
        broken = range.high;
    else if (range.low && most != PATTERN_UNLIMITED && pattern_is_anchored(ast) &&
             number_compare(range.least, number_of(check->arena, most)) > 0)
        broken = range.low;
    if (!broken)
        return false;
    const struct node *pattern = use->value, *length = broken->value;
    bool is_length_later = length->span.start > pattern->span.start;
    struct satisfaction values = {.answer = SCHEMA_NO};
    values.conflict[is_length_later ? 0 : 1] = pattern;
    values.conflict[is_length_later ? 1 : 0] = length;
    values.conflict_keywords[is_length_later ? 0 : 1] = "pattern";
    values.conflict_keywords[is_length_later ? 1 : 0] = broken->keyword->name;
    if (!field->enumeration)
        report(search, field, &values);
    return true;
}

/* Keywords that may have no value by themselves, and those of which it takes two. */
static const enum keyword_id alone[] = {KEYWORD_ALL_OF,
                                        KEYWORD_ANY_OF,
                                        KEYWORD_ONE_OF,
                                        KEYWORD_NOT,
                                        KEYWORD_IF,
                                        KEYWORD_REF,
                                        KEYWORD_DYNAMIC_REF,
                                        KEYWORD_RECURSIVE_REF,
                                        KEYWORD_CONST,
                                        KEYWORD_CONTAINS,
                                        KEYWORD_DEPENDENCIES,
                                        KEYWORD_DEPENDENT_SCHEMAS,
                                        KEYWORD_DEPENDENT_REQUIRED,
                                        KEYWORD_MIN_PROPERTIES,
                                        KEYWORD_MAX_PROPERTIES,
                                        KEYWORD_PATTERN_PROPERTIES,
                                        KEYWORD_PROPERTY_NAMES,
                                        KEYWORD_UNEVALUATED_PROPERTIES,
                                        KEYWORD_COUNT};
static const enum keyword_id in_pairs[] = {KEYWORD_PATTERN,
                                           KEYWORD_FORMAT,
                                           KEYWORD_MIN_LENGTH,
                                           KEYWORD_MAX_LENGTH,
                                           KEYWORD_MINIMUM,
                                           KEYWORD_MAXIMUM,
                                           KEYWORD_MULTIPLE_OF,
                                           KEYWORD_EXCLUSIVE_MINIMUM,
                                           KEYWORD_EXCLUSIVE_MAXIMUM,
                                           KEYWORD_MIN_ITEMS,
                                           KEYWORD_MAX_ITEMS,
                                           KEYWORD_UNIQUE_ITEMS,
                                           KEYWORD_ITEMS,
                                           KEYWORD_PREFIX_ITEMS,
                                           KEYWORD_UNEVALUATED_ITEMS,
                                           KEYWORD_PRECISION,
                                           KEYWORD_SCALE,
                                           KEYWORD_COUNT};

static struct keyword_set set_of(const enum keyword_id *ids)
{
    struct keyword_set set = {{0, 0}};
    for (; *ids != KEYWORD_COUNT; ids++)
        keyword_set_add(&set, *ids);
    return set;
}

static bool has_two(struct keyword_set set)
{
    return (set.bits[0] && set.bits[1]) || (set.bits[0] & (set.bits[0] - 1)) || (set.bits[1] & (set.bits[1] - 1));
}

/* What most fields say cannot contradict itself. */
static bool says_enough(const struct search *search, const struct field *field)
{
    const struct keyword_set of = {
        {field->has.bits[0] & search->in_pairs.bits[0], field->has.bits[1] & search->in_pairs.bits[1]}};
    return keyword_set_overlaps(field->has, search->alone) || has_two(of);
}

static void check_field(struct search *search, const struct field *field)
{
    struct check *check = search->check;
    check->use = field->at.use;
    search->pattern = NULL;
    search->field = field;
    check_required_false(search, field);
    if (!says_enough(search, field))
        return;
    const struct facets *facets = facets_of(check, field);
    if (!facets || is_empty_on_purpose(field))
        return;
    if (facets->has_bounds) {
        note_bounds(search, facets);
        check_required_count(search, field, facets);
    }
    if (check_length_of_pattern(search, field, facets))
        return;
    bool is_asked = field->extra->constant || may_conflict(search, field, facets);
    const struct schema *schema = is_asked ? schema_of(check, field) : NULL;
    if (schema && !(field->extra->constant && check_constant(search, field, schema)))
        check_conflict(search, field, schema);
}

static void on_dataset(struct check *check, const struct dataset *dataset)
{
    const struct field **fields = arena_alloc_array(check->arena, dataset->fields.count, sizeof(const struct field *));
    struct search search = {.check = check, .dataset = dataset, .alone = set_of(alone), .in_pairs = set_of(in_pairs)};
    const struct use *outer = check->use;
    size_t count = 0;
    map_init(&search.told, check->kept);
    for (const struct field_entry *entry = dataset->fields.first; entry; entry = entry->at.next)
        fields[count++] = entry->field;
    struct arena_mark mark = arena_mark(check->arena);
    while (count > 0) {
        check_field(&search, fields[--count]);
        arena_rewind(check->arena, mark);
    }
    check->use = outer;
}

const struct rule rule_schema_unsatisfiable = {
    .id = "schema-unsatisfiable",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "no value can pass",
    .why = "Every record with this field is rejected, whatever it holds.",
    .advice = "mend the keywords that rule each other out",
    .on_dataset = on_dataset,
};

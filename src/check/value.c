#include "check/value.h"

#include "base/buf.h"
#include "base/map.h"
#include "base/number.h"
#include "base/pattern.h"
#include "base/utf8.h"
#include "check/facets.h"
#include "schema/format.h"
#include "yaml/equal.h"

enum { MATCH_STEPS_MAX = 4 * PATTERN_STEPS_MAX /* of all patterns of one input */ };

struct value_judge {
    struct facets facets;
    struct range ranges[RANGE_COUNT]; /* those that contradict themselves are left open */
    unsigned types;                   /* 0: any */
    const struct format *format;      /* NULL: none to check */
    const struct pattern *pattern;    /* NULL: none */
    bool has_multiple;
    struct number multiple;
    const struct map *allowed; /* keys of the enum's values; NULL: any value */
    const struct node *constant;
};

/* Column types whose values people write as strings or as numbers. */
static bool is_loose_type(const struct field *field)
{
    static const char *const names[] = {"bytes",        "date",          "time",    "timestamp",
                                        "timestamp_tz", "timestamp_ntz", "decimal", "numeric",
                                        "variant",      "json",          NULL};
    return field->dataset->form == DATASET_FIELDS && str_is_one_of(field->type.value, names);
}

static unsigned types_of(const struct field *field)
{
    if (!field->types || is_loose_type(field))
        return 0;
    bool is_nullable = str_is(field->nullable.value, "true");
    return field->types | (is_nullable ? (unsigned)JSON_TYPE_NULL : 0);
}

/* NULL when the enum does not say what is allowed: absent, empty, cut off, or at odds with the type itself. */
static const struct map *allowed_values(struct check *check, const struct value_judge *judge, const struct node *list)
{
    if (!node_children(list) || (node_resolve(list)->flags & NODE_OPEN))
        return NULL;
    struct map *allowed = arena_new(check->arena, struct map);
    map_init(allowed, check->arena);
    map_reserve(allowed, node_length(list));
    for (const struct node *item = node_children(list); item; item = item->next) {
        struct str key;
        unsigned types = json_types_of(check->arena, item);
        if (judge->types && !(types & (judge->types | JSON_TYPE_NULL)))
            return NULL;
        if (json_key_of(check->arena, item, &key))
            map_put_new(allowed, key, allowed);
    }
    return allowed;
}

static void use_pattern(struct check *check, struct value_judge *judge)
{
    struct pattern_problem problem;
    struct str text = judge->facets.field->pattern.value;
    if (!text.len || !facets_apply(judge->facets.field, keyword_of(KEYWORD_PATTERN)))
        return;
    judge->pattern = pattern_compile(check->arena, pattern_parse(check->arena, text));
    if (pattern_compiled_status(judge->pattern, &problem) != PATTERN_OK)
        judge->pattern = NULL;
}

const struct value_judge *value_judge_make(struct check *check, const struct field *field, bool by_enum)
{
    struct value_judge *judge = arena_new(check->arena, struct value_judge);
    if (!facets_collect(&judge->facets, field))
        return NULL;
    judge->types = types_of(field);
    for (unsigned of = 0; judge->facets.has_bounds && of < RANGE_COUNT; of++) {
        struct range range = facets_range(check->arena, &judge->facets, (enum range_of)of);
        if (!range_is_empty(&range))
            judge->ranges[of] = range;
    }
    judge->has_multiple = facets_number(check->arena, &judge->facets, KEYWORD_MULTIPLE_OF, &judge->multiple) &&
                          number_sign(judge->multiple) > 0;
    judge->format = format_find(field->format.value);
    use_pattern(check, judge);
    if (by_enum) {
        judge->allowed = allowed_values(check, judge, field->enumeration);
        judge->constant = field->constant;
    }
    return judge;
}

static bool breach_of(const struct value_judge *judge, struct value_breach *breach, enum keyword_id id,
                      const char *facts)
{
    const struct keyword_use *use = judge->facets.uses[id];
    *breach = (struct value_breach){.keyword = id, .demand = use ? use->value : NULL, .facts = facts};
    return true;
}

static bool breach_of_bound(struct check *check, const struct value_judge *judge, const struct keyword_use *use,
                            const char *subject, struct value_breach *breach)
{
    return breach_of(
        judge, breach, use->keyword->id,
        text_print(check->arena, "%s, `%s` is %s", subject, use->keyword->name, quote_node(check, use->value)));
}

static bool count_breaks(struct check *check, const struct value_judge *judge, enum range_of of, size_t count,
                         const struct node *value, struct value_breach *breach)
{
    static const struct {
        const char *one, *many;
    } nouns[] = {
        [RANGE_LENGTH] = {"character", "characters"},
        [RANGE_ITEMS] = {"item", "items"},
        [RANGE_PROPERTIES] = {"property", "properties"},
    };
    const struct range *range = &judge->ranges[of];
    if (!range->low && !range->high)
        return false;
    const struct keyword_use *use = range_broken_by(range, number_of(check->arena, (int64_t)count));
    if (!use)
        return false;
    const char *subject = text_print(check->arena, "%s has %zu %s", quote_node(check, value), count,
                                     count == 1 ? nouns[of].one : nouns[of].many);
    return breach_of_bound(check, judge, use, subject, breach);
}

static bool number_breaks(struct check *check, const struct value_judge *judge, const struct node *value,
                          struct value_breach *breach)
{
    struct number number;
    if (!number_parse_yaml(check->arena, node_text(value), &number))
        return false;
    const struct keyword_use *use = range_broken_by(&judge->ranges[RANGE_VALUE], number);
    if (use)
        return breach_of_bound(check, judge, use,
                               text_print(check->arena, "%s is out of range", quote_node(check, value)), breach);
    if (!judge->has_multiple || number_is_multiple_of(number, judge->multiple) != NUMBER_MULTIPLE_NO)
        return false;
    const struct node *multiple = judge->facets.uses[KEYWORD_MULTIPLE_OF]->value;
    return breach_of(
        judge, breach, KEYWORD_MULTIPLE_OF,
        text_print(check->arena, "%s is no multiple of %s", quote_node(check, value), quote_node(check, multiple)));
}

static bool pattern_breaks(struct check *check, const struct value_judge *judge, struct str text)
{
    if (!judge->pattern || check->match_steps > MATCH_STEPS_MAX)
        return false;
    uint64_t steps;
    enum pattern_result result = pattern_match_steps(judge->pattern, text, &steps);
    check->match_steps += steps;
    return result == PATTERN_DIFFERS;
}

static bool string_breaks(struct check *check, const struct value_judge *judge, const struct node *value,
                          struct value_breach *breach)
{
    struct str text = node_text(value);
    if (count_breaks(check, judge, RANGE_LENGTH, utf8_length(text), value, breach))
        return true;
    if (pattern_breaks(check, judge, text))
        return breach_of(judge, breach, KEYWORD_PATTERN,
                         text_print(check->arena, "%s does not match %s", quote_node(check, value),
                                    quote(check, judge->facets.field->pattern.value)));
    if (!judge->format || judge->format->is_numeric || format_accepts(judge->format, check->arena, text))
        return false;
    return breach_of(
        judge, breach, KEYWORD_FORMAT,
        text_print(check->arena, "%s is not of the format `%s`", quote_node(check, value), judge->format->name));
}

static bool type_breaks(struct check *check, const struct value_judge *judge, const struct node *value, unsigned types,
                        struct value_breach *breach)
{
    if (!judge->types || (types & judge->types))
        return false;
    return breach_of(judge, breach, KEYWORD_TYPE,
                     text_print(check->arena, "%s, the type is %s", node_describe(check->arena, value),
                                json_type_names(check->arena, judge->types)));
}

static bool enum_breaks(struct check *check, const struct value_judge *judge, const struct node *value,
                        struct value_breach *breach)
{
    struct str key;
    if (judge->allowed && json_key_of(check->arena, value, &key) && !map_get(judge->allowed, key))
        return breach_of(judge, breach, KEYWORD_ENUM,
                         text_print(check->arena, "%s is not in the enum", quote_node(check, value)));
    if (judge->constant && !node_equal(value, judge->constant))
        return breach_of(
            judge, breach, KEYWORD_CONST,
            text_print(check->arena, "%s is not %s", quote_node(check, value), quote_node(check, judge->constant)));
    return false;
}

bool value_breaks(struct check *check, const struct value_judge *judge, const struct node *value,
                  struct value_breach *breach)
{
    unsigned types = json_types_of(check->arena, value);
    if (!types)
        return false;
    if (type_breaks(check, judge, value, types, breach) || enum_breaks(check, judge, value, breach))
        return true;
    if (judge->allowed || judge->constant)
        return false;
    const struct node *target = node_resolve(value);
    switch (types) {
    case JSON_TYPE_STRING: return string_breaks(check, judge, value, breach);
    case JSON_TYPE_ARRAY: return count_breaks(check, judge, RANGE_ITEMS, target->count, value, breach);
    case JSON_TYPE_OBJECT: return count_breaks(check, judge, RANGE_PROPERTIES, target->count, value, breach);
    case JSON_TYPE_NULL:
    case JSON_TYPE_BOOLEAN: return false;
    default: return number_breaks(check, judge, value, breach);
    }
}

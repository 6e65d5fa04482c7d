#include "base/buf.h"
#include "base/language.h"
#include "base/pattern_ast.h"
#include "base/utf8.h"
#include "change/change_schema.h"
#include "schema/format_lattice.h"
#include "yaml/equal.h"

/* What containment says of two values of a keyword: of what it allows. */
enum outcome { OUTCOME_SAME, OUTCOME_TIGHTENED, OUTCOME_RELAXED, OUTCOME_CHANGED, OUTCOME_UNKNOWN };

static void each_difference(const struct field_pair *pair, enum keyword_id id,
                            void (*compare)(const struct field_pair *, const struct keyword_pair *))
{
    size_t count;
    const struct keyword_pair *pairs = change_keyword_pairs(pair, id, &count);
    for (size_t i = 0; i < count; i++)
        compare(pair, &pairs[i]);
}

static void compare_multiple_of(const struct field_pair *pair, const struct keyword_pair *both)
{
    struct arena *arena = pair->changes->arena;
    struct number old, new;
    enum change_id id = both->new ? CHANGE_CONSTRAINT_TIGHTENED : CHANGE_CONSTRAINT_RELAXED;
    if (both->old && both->new &&number_parse_yaml(arena, node_text(both->old->value), &old) &&
        number_parse_yaml(arena, node_text(both->new->value), &new)) {
        if (number_is_multiple_of(old, new) == NUMBER_MULTIPLE_YES)
            id = CHANGE_CONSTRAINT_RELAXED;
        else if (number_is_multiple_of(new, old) != NUMBER_MULTIPLE_YES)
            id = CHANGE_CONSTRAINT_CHANGED;
    }
    change_tell_keyword(pair, id, both);
}

static void compare_unique_items(const struct field_pair *pair, const struct keyword_pair *both)
{
    if (keyword_is_true(both->old) != keyword_is_true(both->new))
        change_tell_keyword(pair, keyword_is_true(both->new) ? CHANGE_CONSTRAINT_TIGHTENED : CHANGE_CONSTRAINT_RELAXED,
                            both);
}

/* Patterns. */

struct languages {
    const struct language *old, *new;
};

static enum outcome compare_within(struct arena *arena, const struct languages *languages, uint32_t steps,
                                   struct str *witness)
{
    const struct language *gained = language_subtract(arena, languages->new, languages->old);
    const struct language *lost = language_subtract(arena, languages->old, languages->new);
    struct str other;
    enum language_answer is_gained = language_witness(arena, gained, steps, witness);
    enum language_answer is_lost = language_witness(arena, lost, steps, &other);
    if (is_gained == LANGUAGE_NO && is_lost == LANGUAGE_NO)
        return OUTCOME_SAME;
    if (is_gained == LANGUAGE_NO)
        return OUTCOME_TIGHTENED;
    if (is_lost == LANGUAGE_NO || (is_gained == LANGUAGE_YES && is_lost == LANGUAGE_UNKNOWN))
        return OUTCOME_RELAXED;
    return is_gained == LANGUAGE_YES && is_lost == LANGUAGE_YES ? OUTCOME_CHANGED : OUTCOME_UNKNOWN;
}

static enum outcome compare_languages(struct changes *changes, const struct languages *languages, struct str *witness)
{
    changes->relations++;
    enum outcome outcome = compare_within(changes->arena, languages, change_language_steps(changes), witness);
    if (outcome != OUTCOME_UNKNOWN || !change_may_ask_hard(changes))
        return outcome;
    return compare_within(changes->arena, languages, LANGUAGE_STEPS, witness);
}

static const struct language *language_of(struct arena *arena, const struct keyword_use *use)
{
    return language_of_pattern(arena, pattern_parse(arena, node_text(use->value)));
}

static void compare_pattern(const struct field_pair *pair, const struct keyword_pair *both)
{
    static const enum change_id ids[] = {[OUTCOME_TIGHTENED] = CHANGE_CONSTRAINT_TIGHTENED,
                                         [OUTCOME_RELAXED] = CHANGE_CONSTRAINT_RELAXED,
                                         [OUTCOME_CHANGED] = CHANGE_CONSTRAINT_CHANGED,
                                         [OUTCOME_UNKNOWN] = CHANGE_PATTERN_CHANGED};
    struct arena *arena = pair->changes->arena;
    struct str witness = {NULL, 0};
    enum outcome outcome = both->new ? OUTCOME_TIGHTENED : OUTCOME_RELAXED;
    if (both->old && both->new) {
        struct languages languages = {language_of(arena, both->old), language_of(arena, both->new)};
        outcome = compare_languages(pair->changes, &languages, &witness);
    }
    if (outcome == OUTCOME_SAME)
        return;
    struct finding *finding = change_tell_keyword(pair, ids[outcome], both);
    if (witness.at && (outcome == OUTCOME_RELAXED || outcome == OUTCOME_CHANGED))
        finding->message =
            text_print(arena, "%s; %s is allowed now and was not before", finding->message, utf8_quote(arena, witness));
}

/* Formats. */

/* Widths of numbers, by kind: within one, more bits hold all values of fewer. */
static const struct width {
    const char *name;
    char kind;
    unsigned bits;
} widths[] = {
    {"i8", 'i', 8},     {"i16", 'i', 16},   {"i32", 'i', 32}, {"int32", 'i', 32},  {"i64", 'i', 64}, {"int64", 'i', 64},
    {"i128", 'i', 128}, {"u8", 'u', 8},     {"u16", 'u', 16}, {"u32", 'u', 32},    {"u64", 'u', 64}, {"u128", 'u', 128},
    {"f32", 'f', 32},   {"float", 'f', 32}, {"f64", 'f', 64}, {"double", 'f', 64},
};

static const struct width *width_of(struct str name)
{
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++)
        if (str_is(name, widths[i].name))
            return &widths[i];
    return NULL;
}

/* Formats by which values are parsed: without one they cannot be. */
static bool is_parse_format(struct str name)
{
    static const char *const names[] = {"date", "time", "date-time", "duration", "uuid",
                                        "ipv4", "ipv6", "byte",      "binary",   NULL};
    return str_is_one_of(name, names) || width_of(name);
}

static enum change_id format_change(struct str old, struct str new)
{
    const struct width *old_width = width_of(old), *new_width = width_of(new);
    const struct format *old_format = format_find(old), *new_format = format_find(new);
    if (old_width && new_width && old_width->kind == new_width->kind) {
        if (old_width->bits == new_width->bits)
            return CHANGE_COUNT;
        return old_width->bits < new_width->bits ? CHANGE_TYPE_WIDTH_INCREASED : CHANGE_TYPE_NARROWED;
    }
    if (old_format && new_format && format_is_within(old_format, new_format))
        return CHANGE_CONSTRAINT_RELAXED;
    if (old_format && new_format && format_is_within(new_format, old_format))
        return CHANGE_CONSTRAINT_TIGHTENED;
    return CHANGE_FORMAT_CHANGED;
}

static bool is_known_format(struct str name)
{
    return !name.len || format_find(name) || width_of(name);
}

/* Whether it judges values: others than those that are known only name what they are. */
static bool is_judging(const struct keyword_pair *both)
{
    return (!both->old || is_known_format(node_text(both->old->value))) &&
           (!both->new || is_known_format(node_text(both->new->value)));
}

static void tell_format(const struct field_pair *pair, const struct keyword_pair *both)
{
    struct str old = both->old ? node_text(both->old->value) : STR(""),
               new = both->new ? node_text(both->new->value) : STR("");
    enum change_id id = !both->old ? CHANGE_FORMAT_ADDED : !both->new ? CHANGE_FORMAT_REMOVED : format_change(old, new);
    if (id == CHANGE_COUNT)
        return;
    struct finding *finding = change_tell_keyword(pair, id, both);
    if (id == CHANGE_FORMAT_REMOVED && is_parse_format(old))
        change_set_level(finding, LEVEL_BREAKING);
}

static void compare_format(const struct field_pair *pair, const struct keyword_pair *both)
{
    if (is_judging(both))
        tell_format(pair, both);
}

static void compare_format_name(const struct field_pair *pair, const struct keyword_pair *both)
{
    if (!is_judging(both))
        tell_format(pair, both);
}

/* Objects. */

static bool is_false(const struct keyword_use *use)
{
    const struct node *node = use ? node_resolve(use->value) : NULL;
    return node && node->kind == NODE_SCALAR && node->type == SCALAR_BOOL && str_is_caseless(node->text, "false");
}

bool change_is_closed(const struct shape *shape)
{
    return is_false(shape_keyword(shape, KEYWORD_ADDITIONAL_PROPERTIES, NULL)) ||
           is_false(shape_keyword(shape, KEYWORD_UNEVALUATED_PROPERTIES, NULL));
}

static bool is_schema(const struct keyword_use *use)
{
    return use && node_is_mapping(use->value);
}

static void compare_openness(const struct field_pair *pair, const struct keyword_pair *both)
{
    if (change_is_closed(&pair->old) && change_is_closed(&pair->new))
        return;
    if (is_false(both->old) && !is_false(both->new))
        change_tell_keyword(pair, CHANGE_ADDITIONAL_PROPERTIES_OPENED, both);
    else if (!is_false(both->old) && is_false(both->new))
        change_tell_keyword(pair, CHANGE_ADDITIONAL_PROPERTIES_CLOSED, both);
    else if (is_schema(both->old) != is_schema(both->new))
        change_tell_keyword(pair, is_schema(both->new) ? CHANGE_CONSTRAINT_TIGHTENED : CHANGE_CONSTRAINT_RELAXED, both);
}

static void compare_encoding(const struct field_pair *pair, const struct keyword_pair *both)
{
    change_tell_keyword(pair, CHANGE_ENCODING_CHANGED, both);
}

void change_compare_keywords(const struct field_pair *pair)
{
    change_compare_bounds(pair);
    each_difference(pair, KEYWORD_MULTIPLE_OF, compare_multiple_of);
    each_difference(pair, KEYWORD_UNIQUE_ITEMS, compare_unique_items);
    each_difference(pair, KEYWORD_PATTERN, compare_pattern);
    each_difference(pair, KEYWORD_FORMAT, compare_format);
    each_difference(pair, KEYWORD_ADDITIONAL_PROPERTIES, compare_openness);
    each_difference(pair, KEYWORD_UNEVALUATED_PROPERTIES, compare_openness);
}

void change_compare_encoding(const struct field_pair *pair)
{
    each_difference(pair, KEYWORD_CONTENT_ENCODING, compare_encoding);
    each_difference(pair, KEYWORD_CONTENT_MEDIA_TYPE, compare_encoding);
    each_difference(pair, KEYWORD_FORMAT, compare_format_name);
}

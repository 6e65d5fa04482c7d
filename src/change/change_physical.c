#include "base/utf8.h"
#include "change/change_field.h"
#include "check/platform.h"

#include <stddef.h>

static const enum change_id ids[] = {
    [PHYSICAL_ALIAS] = CHANGE_PHYSICAL_TYPE_ALIAS_CHANGED,
    [PHYSICAL_LONGER] = CHANGE_PHYSICAL_TYPE_WIDTH_INCREASED,
    [PHYSICAL_SHORTER] = CHANGE_PHYSICAL_TYPE_WIDTH_DECREASED,
    [PHYSICAL_SCALE_UP] = CHANGE_DECIMAL_SCALE_INCREASED,
    [PHYSICAL_SCALE_DOWN] = CHANGE_DECIMAL_SCALE_DECREASED,
    [PHYSICAL_PRECISION_UP] = CHANGE_DECIMAL_PRECISION_INCREASED,
    [PHYSICAL_PRECISION_DOWN] = CHANGE_DECIMAL_PRECISION_DECREASED,
    [PHYSICAL_OTHER_ZONE] = CHANGE_TIMEZONE_CHANGED,
    [PHYSICAL_OTHER_DIMENSION] = CHANGE_VECTOR_DIMENSION_CHANGED,
    [PHYSICAL_OTHER] = CHANGE_PHYSICAL_TYPE_CHANGED,
};

static const char *quoted(struct changes *changes, struct text text)
{
    return text_has_value(text) ? utf8_quote(changes->arena, text.value) : "not said";
}

/* The finding that a text of the field is another one. */
/* Whether it is the type itself that is told of, not what is said beside it. */
static bool is_type(const struct field_pair *pair, struct text old, struct text new)
{
    return new.node ? new.node == SHAPE_TEXT(&pair->new, physical_type).node
                    : old.node == SHAPE_TEXT(&pair->old, physical_type).node;
}

static struct finding *tell(const struct field_pair *pair, enum change_id id, struct text old, struct text new)
{
    struct changes *changes = pair->changes;
    struct change_place place = shape_place_in(changes, &pair->old, old.node, &pair->new, new.node);
    place.survivor = pair->new_field->at.node;
    const char *name = change_field_name(pair);
    if (id == CHANGE_VECTOR_DIMENSION_CHANGED || (id == CHANGE_TIMEZONE_CHANGED && !is_type(pair, old, new)))
        name = text_print(changes->arena, "%s of %s",
                          utf8_quote(changes->arena, node_key(new.node ? new.node : old.node)), name);
    return change_add(changes, id, place, "%s was %s, is %s", name, quoted(changes, old), quoted(changes, new));
}

/* Precision and scale as keywords of the logical type. */

/* What DCS means where a number has none; elsewhere it is open. */
static struct size size_of(struct changes *changes, const struct change_side *side, const struct keyword_use *use,
                           int64_t otherwise)
{
    struct size size = {.is_open = false};
    if (use && number_parse_yaml(changes->arena, node_text(use->value), &size.number))
        return size;
    size.is_open = side->document->dialect != DIALECT_DCS;
    if (!size.is_open)
        size.number = number_of(changes->arena, otherwise);
    return size;
}

/* A keyword in both versions, and what it comes to. */
struct digits {
    const struct keyword_use *use[2]; /* NULL: absent */
    const struct shape_part *part[2];
    struct size size[2];
};

/* Where neither version says it, it is the same. */
static struct digits digits_of(const struct field_pair *pair, enum keyword_id id, int64_t otherwise)
{
    struct changes *changes = pair->changes;
    const struct shape *const shapes[] = {&pair->old, &pair->new};
    const struct change_side *const sides[] = {&changes->old, &changes->new};
    struct digits digits = {.part = {NULL, NULL}};
    for (unsigned i = 0; i < 2; i++) {
        digits.use[i] = shape_keyword(shapes[i], id, &digits.part[i]);
        digits.size[i] = size_of(changes, sides[i], digits.use[i], otherwise);
        change_claim(changes, digits.use[i] ? digits.use[i]->value : NULL);
    }
    if (!digits.use[0] && !digits.use[1])
        digits.size[0] = digits.size[1];
    return digits;
}

/* What DCS says with keywords may stand in the physical type in ODCS. */
static void take_from_type(const struct field_pair *pair, struct digits *precision, struct digits *scale)
{
    struct changes *changes = pair->changes;
    const struct shape *const shapes[] = {&pair->old, &pair->new};
    for (unsigned i = 0; i < 2; i++) {
        struct text text = SHAPE_TEXT(shapes[i], physical_type);
        struct size sizes[2];
        if (precision->use[i] || scale->use[i] || !text_has_value(text))
            continue;
        struct physical_type type = physical_type_of(changes->arena, text.value, PLATFORM_ANSI);
        bool is_decimal = str_is(type.base, "decimal") || str_is(type.base, "numeric") || str_is(type.base, "number");
        if (!is_decimal || !type.arguments.len ||
            !physical_decimal_sizes(changes->arena, type.arguments, PLATFORM_ANSI, &sizes[0], &sizes[1]))
            continue;
        precision->size[i] = sizes[0];
        scale->size[i] = sizes[1];
    }
}

/* Returns whether it told something. */
static bool compare_precision(const struct field_pair *pair, bool is_told)
{
    enum { DCS_PRECISION = 38, DCS_SCALE = 0 };
    struct digits precision = digits_of(pair, KEYWORD_PRECISION, DCS_PRECISION);
    struct digits scale = digits_of(pair, KEYWORD_SCALE, DCS_SCALE);
    if (pair->changes->old.document->dialect != pair->changes->new.document->dialect)
        take_from_type(pair, &precision, &scale);
    enum physical_relation relation =
        physical_decimal_relate(precision.size[0], scale.size[0], precision.size[1], scale.size[1]);
    if (is_told || relation == PHYSICAL_SAME)
        return false;
    bool is_scale = relation == PHYSICAL_SCALE_UP || relation == PHYSICAL_SCALE_DOWN;
    const struct digits *digits = is_scale ? &scale : &precision;
    change_tell_keyword(pair, ids[relation],
                        &(struct keyword_pair){digits->use[0], digits->use[1], digits->part[0], digits->part[1]});
    return true;
}

/* Physical types. */

/* Whether they are types of different platforms: `bigqueryType` and `snowflakeType`. */
static bool is_of_other_platform(struct text old, struct text new)
{
    return platform_of(node_key(old.node)) != platform_of(node_key(new.node));
}

static bool has_logical_type(const struct shape *shape)
{
    return text_has_value(SHAPE_TEXT(shape, type));
}

/* A type on one side only says something where there is no logical one. */
static void compare_missing(const struct field_pair *pair, bool is_told, struct text old, struct text new)
{
    bool is_only = !has_logical_type(&pair->old) && !has_logical_type(&pair->new);
    if (!is_only && !is_told)
        return;
    change_claim(pair->changes, old.node);
    change_claim(pair->changes, new.node);
    if (!is_told)
        tell(pair, text_has_value(old) ? CHANGE_TYPE_CONSTRAINT_REMOVED : CHANGE_TYPE_CONSTRAINT_ADDED, old, new);
}

static bool is_of_decimals(enum physical_relation relation)
{
    return relation >= PHYSICAL_SCALE_UP && relation <= PHYSICAL_PRECISION_DOWN;
}

/* Whether it is an expression, of which nobody knows what it comes to. */
static bool is_computed(struct text type)
{
    return str_contains(type.value, "{{") || str_contains(type.value, "${");
}

static void compare_types(const struct field_pair *pair, bool is_told, bool is_precision_told)
{
    struct changes *changes = pair->changes;
    struct text old = SHAPE_TEXT(&pair->old, physical_type), new = SHAPE_TEXT(&pair->new, physical_type);
    if (!text_has_value(old) && !text_has_value(new))
        return;
    if (!text_has_value(old) || !text_has_value(new)) {
        compare_missing(pair, is_told, old, new);
        return;
    }
    if (!is_told && is_of_other_platform(old, new))
        return;
    change_claim(changes, old.node);
    change_claim(changes, new.node);
    enum physical_relation relation =
        physical_type_relate(changes->arena, old.value, new.value, platform_of_type(changes->new.contract, new));
    if (is_told || relation == PHYSICAL_SAME || (is_precision_told && is_of_decimals(relation)))
        return;
    struct finding *finding = tell(pair, ids[relation], old, new);
    if (is_computed(old) || is_computed(new))
        change_set_level(finding, LEVEL_DANGEROUS);
}

/* What few types have. */

static bool is_utc(struct text zone)
{
    static const char *const names[] = {"", "UTC", "Etc/UTC", "Z", NULL};
    return str_is_one_of(zone.value, names);
}

static void compare_zone(const struct field_pair *pair, bool is_told)
{
    struct changes *changes = pair->changes;
    struct text old = SHAPE_EXTRA(&pair->old, timezone), new = SHAPE_EXTRA(&pair->new, timezone);
    struct text old_default = SHAPE_EXTRA(&pair->old, default_timezone);
    struct text new_default = SHAPE_EXTRA(&pair->new, default_timezone);
    change_differs(changes, old, new);
    if (!is_told && text_is_true(old) != text_is_true(new))
        tell(pair, CHANGE_TIMEZONE_CHANGED, old, new);
    if (change_differs(changes, old_default, new_default) && !is_told && is_utc(old_default) + is_utc(new_default) < 2)
        tell(pair, CHANGE_TIMEZONE_CHANGED, old_default, new_default);
}

/* ODCS 3.2: float32 where nothing is said. */
static struct str element_type(struct text text)
{
    return text_has_value(text) ? text.value : STR("float32");
}

static void compare_vector(const struct field_pair *pair, bool is_told)
{
    struct changes *changes = pair->changes;
    struct text old = SHAPE_EXTRA(&pair->old, dimensions), new = SHAPE_EXTRA(&pair->new, dimensions);
    struct text old_element = SHAPE_EXTRA(&pair->old, element_type);
    struct text new_element = SHAPE_EXTRA(&pair->new, element_type);
    if (change_differs(changes, old, new) && !is_told)
        tell(pair, CHANGE_VECTOR_DIMENSION_CHANGED, old, new);
    if (change_differs(changes, old_element, new_element) && !is_told &&
        !str_equal(element_type(old_element), element_type(new_element)))
        tell(pair, CHANGE_VECTOR_DIMENSION_CHANGED, old_element, new_element);
}

void change_compare_physical(const struct field_pair *pair, bool is_type_told)
{
    compare_types(pair, is_type_told, compare_precision(pair, is_type_told));
    compare_zone(pair, is_type_told);
    compare_vector(pair, is_type_told);
}

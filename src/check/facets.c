#include "check/facets.h"

#include "base/arena.h"

bool facets_collect(struct facets *facets, const struct field *field)
{
    *facets = (struct facets){.field = field};
    if (field->is_type_bad)
        return false;
    for (const struct keyword_use *use = field->keywords; use; use = use->next) {
        if (!use->keyword || facets->uses[use->keyword->id] || node_is_null(use->value))
            continue;
        facets->uses[use->keyword->id] = use;
        if (use->keyword->kind == KEYWORD_IS_NUMBER || use->keyword->kind == KEYWORD_IS_COUNT)
            facets->has_bounds = true;
    }
    return true;
}

const struct facets *facets_of(struct check *check, const struct field *field)
{
    if (field->is_type_bad)
        return NULL;
    if (!check->facets)
        check->facets = arena_new(check->kept, struct facets);
    if (check->facets->field != field)
        facets_collect(check->facets, field);
    return check->facets;
}

bool facets_apply(const struct field *field, const struct keyword *keyword)
{
    bool is_columns_own = keyword->id == KEYWORD_REQUIRED && field->dataset->form == DATASET_FIELDS;
    return !keyword->types || !field->types || is_columns_own || (keyword->types & field->types);
}

static bool is_plain_number(const struct node *node)
{
    const struct node *target = node_resolve(node);
    return target && target->kind == NODE_SCALAR && (target->type == SCALAR_INT || target->type == SCALAR_FLOAT);
}

bool facets_number(struct arena *arena, const struct facets *facets, enum keyword_id id, struct number *number)
{
    const struct keyword_use *use = facets->uses[id];
    if (!use)
        return false;
    if (!facets_apply(facets->field, use->keyword) || !is_plain_number(use->value) ||
        !number_parse_yaml(arena, node_text(use->value), number))
        return false;
    return use->keyword->kind != KEYWORD_IS_COUNT || (number_is_integer(*number) && number_sign(*number) >= 0);
}

static const struct {
    enum keyword_id low, high;
} bounds[] = {
    [RANGE_VALUE] = {KEYWORD_MINIMUM, KEYWORD_MAXIMUM},
    [RANGE_LENGTH] = {KEYWORD_MIN_LENGTH, KEYWORD_MAX_LENGTH},
    [RANGE_ITEMS] = {KEYWORD_MIN_ITEMS, KEYWORD_MAX_ITEMS},
    [RANGE_PROPERTIES] = {KEYWORD_MIN_PROPERTIES, KEYWORD_MAX_PROPERTIES},
    [RANGE_CONTAINS] = {KEYWORD_MIN_CONTAINS, KEYWORD_MAX_CONTAINS},
    [RANGE_SCALE] = {KEYWORD_SCALE, KEYWORD_PRECISION},
};

static void sharpen_with_exclusive(struct arena *arena, const struct facets *facets, struct range *range)
{
    struct number number;
    if (facets_number(arena, facets, KEYWORD_EXCLUSIVE_MINIMUM, &number) &&
        (!range->low || number_compare(number, range->least) >= 0)) {
        range->low = facets->uses[KEYWORD_EXCLUSIVE_MINIMUM];
        range->least = number;
        range->is_low_exclusive = true;
    }
    if (facets_number(arena, facets, KEYWORD_EXCLUSIVE_MAXIMUM, &number) &&
        (!range->high || number_compare(number, range->greatest) <= 0)) {
        range->high = facets->uses[KEYWORD_EXCLUSIVE_MAXIMUM];
        range->greatest = number;
        range->is_high_exclusive = true;
    }
}

struct range facets_range(struct arena *arena, const struct facets *facets, enum range_of of)
{
    struct range range = {.low = NULL};
    if (!facets->has_bounds)
        return range;
    if (facets_number(arena, facets, bounds[of].low, &range.least))
        range.low = facets->uses[bounds[of].low];
    if (facets_number(arena, facets, bounds[of].high, &range.greatest))
        range.high = facets->uses[bounds[of].high];
    if (of == RANGE_VALUE && (facets->uses[KEYWORD_EXCLUSIVE_MINIMUM] || facets->uses[KEYWORD_EXCLUSIVE_MAXIMUM]))
        sharpen_with_exclusive(arena, facets, &range);
    return range;
}

bool range_is_empty(const struct range *range)
{
    if (!range->low || !range->high)
        return false;
    int order = number_compare(range->least, range->greatest);
    return order > 0 || (order == 0 && (range->is_low_exclusive || range->is_high_exclusive));
}

const struct keyword_use *range_broken_by(const struct range *range, struct number number)
{
    int low = range->low ? number_compare(number, range->least) : 1;
    if (low < 0 || (low == 0 && range->is_low_exclusive))
        return range->low;
    int high = range->high ? number_compare(number, range->greatest) : -1;
    return high > 0 || (high == 0 && range->is_high_exclusive) ? range->high : NULL;
}

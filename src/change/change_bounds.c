#include "base/utf8.h"
#include "change/change_field.h"

/* Keywords that bound one end of something: the range of values or a count. `is_lower`: raising it leaves less. Two
   rows of a range are its two ends; an exclusive bound is stronger than an inclusive one of the same value. */
static const struct end {
    enum keyword_id inclusive, exclusive; /* KEYWORD_COUNT: there is none */
    bool is_lower;
    bool is_count; /* zero is as good as nothing */
} ends[] = {
    {KEYWORD_MINIMUM, KEYWORD_EXCLUSIVE_MINIMUM, true, false},
    {KEYWORD_MAXIMUM, KEYWORD_EXCLUSIVE_MAXIMUM, false, false},
    {KEYWORD_MIN_LENGTH, KEYWORD_COUNT, true, true},
    {KEYWORD_MAX_LENGTH, KEYWORD_COUNT, false, true},
    {KEYWORD_MIN_ITEMS, KEYWORD_COUNT, true, true},
    {KEYWORD_MAX_ITEMS, KEYWORD_COUNT, false, true},
    {KEYWORD_MIN_PROPERTIES, KEYWORD_COUNT, true, true},
    {KEYWORD_MAX_PROPERTIES, KEYWORD_COUNT, false, true},
    {KEYWORD_MIN_CONTAINS, KEYWORD_COUNT, true, false},
    {KEYWORD_MAX_CONTAINS, KEYWORD_COUNT, false, true},
};

/* One end as a version says it. */
struct bound {
    const struct keyword_use *use; /* NULL: open */
    const struct shape_part *part;
    struct number value;
    struct str date; /* of dates and times instead; empty: it is a number */
    bool is_exclusive;
};

/* <0 when `a` allows more values than `b` does. */
static int compare_strength(const struct bound *a, const struct bound *b, bool is_lower)
{
    if (!a->use || !b->use)
        return (a->use != NULL) - (b->use != NULL);
    int order = a->date.len && b->date.len ? str_compare(a->date, b->date) : number_compare(a->value, b->value);
    if (order == 0)
        return (int)a->is_exclusive - (int)b->is_exclusive;
    return (order > 0) == is_lower ? 1 : -1;
}

/* ISO 8601 dates and times of one form stand in the order of their bytes. */
static bool is_date(struct str text)
{
    return text.len >= 8 && char_is_digit(text.at[0]) && char_is_digit(text.at[1]) &&
           (str_index(text, '-') == 4 || str_index(text, ':') == 2);
}

static bool read_value(struct arena *arena, const struct node *node, struct bound *bound)
{
    struct str text = node_text(node);
    if (number_parse_yaml(arena, text, &bound->value))
        return true;
    if (!is_date(text))
        return false;
    bound->date = text;
    return true;
}

static void consider(struct changes *changes, const struct shape *shape, const struct end *end, bool is_exclusive,
                     struct bound *strongest)
{
    enum keyword_id id = is_exclusive ? end->exclusive : end->inclusive;
    for (size_t i = 0; i < shape->count && id != KEYWORD_COUNT; i++) {
        const struct keyword_use *use = field_keyword(shape->parts[i].field, id);
        struct bound bound = {.use = use, .part = &shape->parts[i], .is_exclusive = is_exclusive};
        if (!use)
            continue;
        change_claim(changes, use->value);
        if (!read_value(changes->arena, use->value, &bound))
            continue;
        if (!is_exclusive && end->exclusive != KEYWORD_COUNT) /* draft 4: `exclusiveMinimum: true` beside it */
            bound.is_exclusive = keyword_is_true(field_keyword(shape->parts[i].field, end->exclusive));
        bool says_nothing = end->is_count && end->is_lower && number_is_zero(bound.value);
        if (!says_nothing && compare_strength(&bound, strongest, end->is_lower) > 0)
            *strongest = bound;
    }
}

static struct bound bound_of(struct changes *changes, const struct shape *shape, const struct end *end)
{
    struct bound strongest = {.use = NULL};
    consider(changes, shape, end, false, &strongest);
    consider(changes, shape, end, true, &strongest);
    return strongest;
}

/* Where only `exclusiveMinimum: true` beside a bound has changed, that is what is told. */
static void take_marks(const struct end *end, struct bound *old, struct bound *new)
{
    if (!old->use || !new->use || old->use->keyword != new->use->keyword || old->is_exclusive == new->is_exclusive)
        return;
    old->use = field_keyword(old->part->field, end->exclusive);
    new->use = field_keyword(new->part->field, end->exclusive);
}

void change_compare_bounds(const struct field_pair *pair)
{
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct bound old = bound_of(pair->changes, &pair->old, &ends[i]);
        struct bound new = bound_of(pair->changes, &pair->new, &ends[i]);
        int order = compare_strength(&new, &old, ends[i].is_lower);
        if (order != 0 && old.use && new.use && !old.date.len && number_compare(old.value, new.value) == 0)
            take_marks(&ends[i], &old, &new);
        if (order != 0)
            change_tell_keyword(pair, order > 0 ? CHANGE_CONSTRAINT_TIGHTENED : CHANGE_CONSTRAINT_RELAXED,
                                &(struct keyword_pair){old.use, new.use, old.part, new.part});
    }
}

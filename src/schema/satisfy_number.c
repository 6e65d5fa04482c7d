#include "schema/satisfy_leaf.h"

#include "base/arena.h"

enum {
    WORK = 4000000,       /* digits looked at in one search */
    TRIES = 256,          /* candidates of one step where a finer one may follow */
    DIGITS_READABLE = 18, /* with more of them before the step's, a bound is approached in greater steps */
    DIGITS_SHORT = 18,    /* a step with more of them takes long division */
    TENTHS = 2            /* decimal places that are tried before those that are needed */
};

struct bound {
    size_t index; /* of the demand; LEAF_NO_DEMAND: none */
    bool is_exclusive;
    struct number value;
};

struct search {
    struct arena *arena;
    const struct number_goal *goal;
    struct bound low, high;
    bool has_step;
    struct number step; /* which every value is a multiple of */
    bool is_doubtful;   /* a value was left out that nobody knows to be wrong */
    uint64_t work;      /* left */
    struct number *values;
    size_t count, found, found_before; /* the walk that goes on */
    bool has_more;                     /* than `count` */
};

static struct leaf answer_no(size_t a, size_t b)
{
    return (struct leaf){.answer = SCHEMA_NO, .is_all = true, .conflict = {a < b ? a : b, a < b ? b : a}};
}

static bool is_present(struct bound bound)
{
    return bound.index != LEAF_NO_DEMAND;
}

static bool is_above_low(const struct search *search, struct number value)
{
    int order = is_present(search->low) ? number_compare(value, search->low.value) : 1;
    return order > 0 || (order == 0 && !search->low.is_exclusive);
}

static bool is_below_high(const struct search *search, struct number value)
{
    int order = is_present(search->high) ? number_compare(value, search->high.value) : -1;
    return order < 0 || (order == 0 && !search->high.is_exclusive);
}

static bool is_bound(const struct number_demand *demand)
{
    return demand->kind != NUMBER_MULTIPLE_OF && demand->kind != NUMBER_INTEGER;
}

/* The step of a demand that is no bound. */
static struct number step_of(const struct number_demand *demand)
{
    return demand->kind == NUMBER_INTEGER ? number_make(STR("1"), 1, false) : demand->value;
}

static void read_bound(struct search *search, size_t index)
{
    const struct number_demand *demand = &search->goal->demands[index];
    bool is_minimum = demand->kind == NUMBER_MINIMUM || demand->kind == NUMBER_EXCLUSIVE_MINIMUM;
    bool is_exclusive = demand->kind == NUMBER_EXCLUSIVE_MINIMUM || demand->kind == NUMBER_EXCLUSIVE_MAXIMUM;
    struct bound bound = {index, is_exclusive != demand->is_negated, demand->value};
    bool is_low = is_minimum != demand->is_negated;
    struct bound *tightest = is_low ? &search->low : &search->high;
    int order = is_present(*tightest) ? number_compare(bound.value, tightest->value) : is_low ? 1 : -1;
    if (order == 0 ? bound.is_exclusive && !tightest->is_exclusive : (order > 0) == is_low)
        *tightest = bound;
}

/* Joins the steps that are demanded to one; one that cannot be reckoned with is left to is_wanted. */
static void read_step(struct search *search, size_t index)
{
    const struct number_demand *demand = &search->goal->demands[index];
    if (demand->is_negated)
        return;
    struct number step = step_of(demand);
    bool is_joined = !search->has_step || number_common_multiple(search->arena, search->step, step, &step);
    if (is_joined)
        search->step = step;
    search->has_step = true;
    search->is_doubtful = search->is_doubtful || !is_joined;
}

static void read_demands(struct search *search)
{
    search->low.index = search->high.index = LEAF_NO_DEMAND;
    for (size_t i = 0; i < search->goal->demand_count; i++) {
        if (is_bound(&search->goal->demands[i]))
            read_bound(search, i);
        else
            read_step(search, i);
    }
}

/* Whether no number is between the bounds, or all multiples of what is demanded are multiples of what is refused. */
static bool is_contradictory(const struct search *search, struct leaf *leaf)
{
    const struct bound *low = &search->low, *high = &search->high;
    int order = is_present(*low) && is_present(*high) ? number_compare(low->value, high->value) : -1;
    if (order > 0 || (order == 0 && (low->is_exclusive || high->is_exclusive))) {
        *leaf = answer_no(low->index, high->index);
        return true;
    }
    const struct number_demand *demands = search->goal->demands;
    for (size_t i = 0; i < search->goal->demand_count; i++) {
        if (is_bound(&demands[i]) || !demands[i].is_negated || !search->has_step)
            continue;
        struct number refused = step_of(&demands[i]);
        if (number_is_multiple_of(search->step, refused) != NUMBER_MULTIPLE_YES)
            continue;
        *leaf = answer_no(LEAF_NO_DEMAND, LEAF_NO_DEMAND);
        for (size_t j = 0; j < search->goal->demand_count; j++)
            if (!is_bound(&demands[j]) && !demands[j].is_negated &&
                number_is_multiple_of(step_of(&demands[j]), refused) == NUMBER_MULTIPLE_YES)
                *leaf = answer_no(i, j);
        return true;
    }
    return false;
}

static bool is_among(struct number value, const struct number *values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (number_compare(value, values[i]) == 0)
            return true;
    return false;
}

/* Like number_is_multiple_of, but for more digits. */
static enum number_multiple is_multiple_of(struct arena *arena, struct number value, struct number step)
{
    struct number rest;
    enum number_multiple answer = number_is_multiple_of(value, step);
    if (answer != NUMBER_MULTIPLE_UNKNOWN || !number_remainder(arena, value, step, &rest))
        return answer;
    return number_is_zero(rest) ? NUMBER_MULTIPLE_YES : NUMBER_MULTIPLE_NO;
}

/* How much work it is to look at a value: a long division takes a row for each place of the quotient. */
static uint64_t cost_of(const struct search *search, struct number value)
{
    uint64_t cost = 1 + search->goal->excluded_count + search->found_before;
    for (size_t i = 0; i < search->goal->demand_count; i++) {
        const struct number_demand *demand = &search->goal->demands[i];
        struct number step = demand->value;
        int64_t places = value.point - (step.point - (int64_t)step.digits.len);
        cost += value.digits.len + 1;
        if (demand->kind == NUMBER_MULTIPLE_OF && step.digits.len > DIGITS_SHORT && places > 0 && places < WORK)
            cost += (uint64_t)places * step.digits.len;
    }
    return cost;
}

static bool spend(struct search *search, uint64_t cost)
{
    bool is_enough = cost < search->work;
    search->work = is_enough ? search->work - cost : 0;
    return is_enough;
}

/* Whether a value between the bounds meets the other demands and is new. */
static bool is_wanted(struct search *search, struct number value)
{
    const struct number_goal *goal = search->goal;
    if (!spend(search, cost_of(search, value))) {
        search->is_doubtful = true;
        return false;
    }
    bool is_doubtful = false;
    for (size_t i = 0; i < goal->demand_count; i++) {
        if (is_bound(&goal->demands[i]))
            continue;
        enum number_multiple is_multiple = is_multiple_of(search->arena, value, step_of(&goal->demands[i]));
        if (is_multiple == (goal->demands[i].is_negated ? NUMBER_MULTIPLE_YES : NUMBER_MULTIPLE_NO))
            return false;
        is_doubtful = is_doubtful || is_multiple == NUMBER_MULTIPLE_UNKNOWN;
    }
    if (is_among(value, goal->excluded, goal->excluded_count) || is_among(value, search->values, search->found_before))
        return false;
    search->is_doubtful = search->is_doubtful || is_doubtful;
    return !is_doubtful;
}

static void offer(struct search *search, struct number value)
{
    if (!is_wanted(search, value))
        return;
    search->has_more = search->found == search->count;
    if (!search->has_more)
        search->values[search->found++] = value;
}

/* One direction of a walk away from zero. */
struct cursor {
    struct number value, step;
    bool is_ended;
};

static bool advance(struct search *search, struct cursor *cursor)
{
    return number_add(search->arena, cursor->value, cursor->step, &cursor->value);
}

/* Sets out from zero, or from the bound that lies beyond it. False when it is too much. */
static bool start(struct search *search, struct number step, struct cursor *up, struct cursor *down)
{
    *up = (struct cursor){number_make(STR(""), 0, false), step, false};
    *down = (struct cursor){number_negate(step), number_negate(step), false};
    if (is_present(search->low) && number_sign(search->low.value) > 0 &&
        !number_ceiling_multiple(search->arena, search->low.value, step, &up->value))
        return false;
    if (is_present(search->high) && number_sign(search->high.value) < 0 &&
        !number_floor_multiple(search->arena, search->high.value, step, &down->value))
        return false;
    return (is_above_low(search, up->value) || advance(search, up)) &&
           (is_below_high(search, down->value) || advance(search, down));
}

static void turn(struct search *search, struct cursor *cursor)
{
    cursor->is_ended =
        cursor->is_ended || !is_above_low(search, cursor->value) || !is_below_high(search, cursor->value);
    if (!cursor->is_ended)
        offer(search, cursor->value);
}

/* Offers the multiples of a step between the bounds, those near zero first. Whether it came to both ends. */
static bool walk(struct search *search, struct number step, size_t tries)
{
    struct cursor up, down;
    search->found_before = search->found;
    if (!start(search, step, &up, &down))
        return false;
    turn(search, &up);
    if (!advance(search, &up))
        return false;
    for (; tries && search->work && !search->has_more; tries--) {
        turn(search, &up);
        turn(search, &down);
        if (up.is_ended && down.is_ended)
            return true;
        if ((!up.is_ended && !advance(search, &up)) || (!down.is_ended && !advance(search, &down)))
            return false;
    }
    return false;
}

static struct number power_of_ten(int64_t power)
{
    return number_make(STR("1"), power + 1, false);
}

/* The bound that is nearest to zero where zero is not between them. */
static const struct bound *near_bound(const struct search *search)
{
    if (is_present(search->low) && number_sign(search->low.value) > 0)
        return &search->low;
    return is_present(search->high) && number_sign(search->high.value) < 0 ? &search->high : NULL;
}

/* Far from zero, few digits come from greater steps. */
static void walk_far(struct search *search, struct number step)
{
    const struct bound *bound = near_bound(search);
    int64_t more = bound ? bound->value.point - step.point : 0;
    if (more <= DIGITS_READABLE)
        return;
    step.point += more;
    walk(search, step, TRIES);
    step.point--;
    walk(search, step, TRIES);
}

/* The last decimal place of what is refused, or 0. */
static int64_t last_place_refused(const struct number_goal *goal)
{
    int64_t last = 0;
    for (size_t i = 0; i < goal->demand_count; i++) {
        const struct number *value = &goal->demands[i].value;
        bool is_refused = goal->demands[i].kind == NUMBER_MULTIPLE_OF && goal->demands[i].is_negated;
        if (is_refused && value->point - (int64_t)value->digits.len < last)
            last = value->point - (int64_t)value->digits.len;
    }
    return last;
}

/* About how far the bounds are apart: 10^result is less. */
static int64_t width_of(const struct search *search)
{
    const struct bound *low = &search->low, *high = &search->high;
    struct number width = power_of_ten(0);
    if (!is_present(*low) || !is_present(*high) || number_subtract(search->arena, high->value, low->value, &width))
        return width.point - 2;
    /* One is so much larger that the other one does not matter. */
    return (low->value.point > high->value.point ? low->value.point : high->value.point) - 3;
}

/* Decimals with more and more places. Some number is always left: what is refused are multiples, and values. */
static void walk_decimals(struct search *search)
{
    walk_far(search, power_of_ten(0));
    for (int64_t power = 0; power >= -TENTHS; power--)
        walk(search, power_of_ten(power), TRIES + search->count);
    int64_t fine = width_of(search), last = last_place_refused(search->goal);
    walk(search, power_of_ten(fine), TRIES + search->count);
    if (last <= fine)
        fine = last - 1;
    walk(search, power_of_ten(fine), TRIES + search->count);
    walk(search, power_of_ten(fine - 2), SIZE_MAX);
}

static bool is_point(const struct search *search)
{
    return is_present(search->low) && is_present(search->high) &&
           number_compare(search->low.value, search->high.value) == 0;
}

struct leaf satisfy_number(struct arena *arena, const struct number_goal *goal, struct number *values, size_t count)
{
    struct search search = {.arena = arena, .goal = goal, .work = WORK, .values = values, .count = count};
    struct leaf leaf = {SCHEMA_UNKNOWN, .conflict = {LEAF_NO_DEMAND, LEAF_NO_DEMAND}};
    read_demands(&search);
    if (is_contradictory(&search, &leaf))
        return leaf;
    bool is_complete = false;
    if (is_point(&search)) {
        offer(&search, search.low.value);
        is_complete = true;
    } else if (search.has_step) {
        walk_far(&search, search.step);
        is_complete = walk(&search, search.step, SIZE_MAX);
    } else {
        walk_decimals(&search);
    }
    leaf.found = search.found;
    leaf.is_all = is_complete && !search.is_doubtful;
    leaf.answer = leaf.found ? SCHEMA_YES : leaf.is_all ? SCHEMA_NO : SCHEMA_UNKNOWN;
    return leaf;
}

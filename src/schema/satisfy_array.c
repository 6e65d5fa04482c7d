#include "schema/satisfy_parts.h"

enum {
    LISTED_MAX = 16,
    COUNTED_MAX = 64, /* items, where some are counted */
    DEPTH_MAX = 64    /* of values that give way to each other */
};

/* How many items are valid under a schema. */
struct tally {
    struct literal literal;
    uint64_t min, max; /* UINT64_MAX: no bound */
};

struct item_slot {
    const struct literals *extras; /* what the item must be besides */
    const struct node *value;
    bool is_met; /* while values give way to each other */
};

/* The facts of a branch about a list, sorted. */
struct list {
    struct search *search;
    const struct branch *branch;
    const struct fact *demands[LISTED_MAX]; /* that some item must be so */
    size_t demand_count;
    struct tally tallies[LISTED_MAX];
    size_t tally_count;
    bool is_unique, is_repeated;
    uint64_t min, max;
    size_t prefix; /* items from here on are alike */
    struct item_slot *slots;
    size_t length;
};

static void restrict_length(struct list *list, uint64_t min, uint64_t max)
{
    list->min = min > list->min ? min : list->min;
    list->max = max < list->max ? max : list->max;
}

static bool add_tally(struct list *list, const struct fact *fact, uint64_t min, uint64_t max)
{
    struct literal literal = {fact->schema->arrays->contains, false, fact->is_emitted};
    if (min == 0 && max == UINT64_MAX)
        return true;
    if (list->tally_count == LISTED_MAX || (min > 0 && max < min))
        return false;
    list->tallies[list->tally_count++] = (struct tally){literal, min, max};
    return true;
}

static uint64_t contains_min(const struct schema_arrays *arrays)
{
    return arrays->min_contains.node ? arrays->min_contains.value : 1;
}

static bool read_arrays(struct list *list, const struct fact *fact)
{
    const struct schema_arrays *arrays = fact->schema->arrays;
    restrict_length(list, arrays->min_items.node ? arrays->min_items.value : 0,
                    arrays->max_items.node ? arrays->max_items.value : UINT64_MAX);
    list->is_unique |= arrays->unique != NULL;
    if (list->prefix < arrays->prefix.count)
        list->prefix = arrays->prefix.count;
    uint64_t max = arrays->max_contains.node ? arrays->max_contains.value : UINT64_MAX;
    return !arrays->contains || add_tally(list, fact, contains_min(arrays), max);
}

static bool add_demand(struct list *list, const struct fact *fact)
{
    const struct schema_arrays *arrays = fact->schema->arrays;
    size_t from = fact->kind == FACT_PREFIX ? fact->index : arrays->prefix.count;
    restrict_length(list, from + 1, UINT64_MAX);
    if (list->prefix < arrays->prefix.count)
        list->prefix = arrays->prefix.count;
    if (list->demand_count == LISTED_MAX)
        return false;
    list->demands[list->demand_count++] = fact;
    return true;
}

/* What a fact says; false when nothing can be so. */
static bool read_fact(struct list *list, const struct fact *fact)
{
    const struct schema_arrays *arrays = fact->schema->arrays;
    uint64_t few = arrays->contains ? contains_min(arrays) : 0;
    switch (fact->kind) {
    case FACT_ARRAYS: return read_arrays(list, fact);
    case FACT_PREFIX:
    case FACT_ITEMS: return add_demand(list, fact);
    case FACT_FEW: return few > 0 && add_tally(list, fact, 0, few - 1);
    case FACT_MANY:
        return arrays->max_contains.value < UINT64_MAX &&
               add_tally(list, fact, arrays->max_contains.value + 1, UINT64_MAX);
    case FACT_MIN_ITEMS: restrict_length(list, 0, arrays->min_items.value - 1); return arrays->min_items.value > 0;
    case FACT_MAX_ITEMS:
        restrict_length(list, arrays->max_items.value + 1, UINT64_MAX);
        return arrays->max_items.value < UINT64_MAX;
    case FACT_UNIQUE: list->is_repeated = true; return true;
    case FACT_MENTION:
        list->prefix = arrays->prefix.count > list->prefix ? arrays->prefix.count : list->prefix;
        return true;
    default: return true;
    }
}

static bool is_full(const struct list *list)
{
    return list->demand_count == LISTED_MAX || list->tally_count == LISTED_MAX;
}

static void add_item(struct goal_builder *builder, const struct fact *fact, size_t index)
{
    const struct schema_arrays *arrays = fact->schema->arrays;
    const struct schema *schema = index < arrays->prefix.count ? arrays->prefix.at[index] : arrays->items;
    if (schema && fact->kind == FACT_ARRAYS)
        goal_add(builder, (struct literal){schema, false, fact->is_emitted});
    if (fact->kind == FACT_MENTION) {
        goal_mention(builder, schema);
        goal_mention(builder, arrays->unevaluated);
    }
    if (fact->is_emitted && builder->search->options.is_tolerant)
        goal_mention(builder, arrays->contains);
}

/* What the item at `index` must be. */
static struct goal_builder item_goal(const struct list *list, size_t index)
{
    struct goal_builder builder = {.search = list->search};
    for (const struct literals *extra = list->slots[index].extras; extra; extra = extra->next)
        goal_add(&builder, extra->literal);
    for (const struct fact *fact = list->branch->facts; fact; fact = fact->next)
        if (fact->kind == FACT_ARRAYS || fact->kind == FACT_MENTION)
            add_item(&builder, fact, index);
        else if (fact->kind == FACT_BEYOND)
            goal_mention(&builder, fact->schema);
    return builder;
}

static void add_extra(struct list *list, size_t index, struct literal literal)
{
    struct literals *extra = arena_new(list->search->arena, struct literals);
    *extra = (struct literals){literal, list->slots[index].extras};
    list->slots[index].extras = extra;
}

static struct outcome solve_item(const struct list *list, size_t index)
{
    struct goal_builder builder = item_goal(list, index);
    return goal_solve(&builder, NULL);
}

/* An item like the one at `index`, but not equal to any other. */
static struct outcome solve_other_item(const struct list *list, size_t index)
{
    struct goal_builder builder = item_goal(list, index);
    for (size_t i = 0; i < list->length; i++)
        if (list->slots[i].value)
            goal_add(&builder, (struct literal){constant_schema(list->search, list->slots[i].value), true, false});
    return goal_solve(&builder, NULL);
}

/* Finds a value for an item that no other has; those that stand in its way must find another (Kuhn's algorithm for
   matchings). A NO says that all values there are belong to too few items. */
static struct outcome give_value(struct list *list, size_t index, size_t depth)
{
    struct outcome outcome =
        depth < DEPTH_MAX ? solve_other_item(list, index) : outcome_unknown((struct reason){NULL, NULL});
    if (outcome.answer == SCHEMA_YES)
        list->slots[index].value = outcome.witness;
    for (size_t i = 0; i < list->length && outcome.answer == SCHEMA_NO; i++) {
        struct item_slot *other = &list->slots[i];
        if (!other->value || other->is_met || i == index)
            continue;
        struct goal_builder builder = item_goal(list, index);
        struct goal goal = {.literals = builder.literals, .count = builder.count};
        const struct node *value = other->value;
        enum schema_verdict verdict = builder.is_impossible ? SCHEMA_INVALID : search_judge(list->search, &goal, value);
        if (verdict == SCHEMA_INVALID)
            continue;
        if (verdict == SCHEMA_UNDECIDED || !search_spend(list->search, 1))
            return outcome_unknown((struct reason){NULL, NULL});
        other->is_met = true;
        list->slots[index].value = value;
        other->value = NULL;
        struct outcome moved = give_value(list, i, depth + 1);
        if (moved.answer == SCHEMA_YES)
            return moved;
        other->value = value;
        list->slots[index].value = NULL;
        outcome = outcome_either(outcome, moved);
    }
    return outcome;
}

static struct outcome solve_unique(struct list *list)
{
    for (size_t i = 0; i < list->length; i++)
        list->slots[i].value = NULL;
    for (size_t i = 0; i < list->length; i++) {
        for (size_t j = 0; j < list->length; j++)
            list->slots[j].is_met = false;
        struct outcome outcome = give_value(list, i, 0);
        if (outcome.answer != SCHEMA_YES)
            return outcome;
    }
    return outcome_yes(NULL);
}

static struct outcome solve_each(struct list *list)
{
    struct outcome outcome = outcome_yes(NULL);
    for (size_t i = 0; i < list->length && outcome.answer != SCHEMA_NO; i++) {
        struct outcome one = solve_item(list, i);
        list->slots[i].value = one.witness;
        outcome = outcome_both(outcome, one);
    }
    return outcome;
}

static struct outcome solve_items(struct list *list)
{
    struct outcome outcome = list->is_unique ? solve_unique(list) : solve_each(list);
    if (outcome.answer != SCHEMA_YES)
        return outcome;
    struct node *value = node_make_list(list->search->arena);
    for (size_t i = 0; i < list->length; i++)
        node_add_item(list->search->arena, value, list->slots[i].value);
    return outcome_yes(value);
}

/* Two items that are what both must be, and equal. */
static struct outcome solve_repeated(struct list *list)
{
    struct outcome outcome = outcome_no();
    for (size_t i = 0; i < list->length; i++)
        for (size_t j = i + 1; j < list->length; j++) {
            struct goal_builder builder = item_goal(list, i);
            struct goal_builder other = item_goal(list, j);
            builder.is_impossible |= other.is_impossible;
            for (size_t k = 0; k < other.count; k++)
                goal_add(&builder, other.literals[k]);
            struct outcome both = goal_solve(&builder, NULL);
            if (both.answer == SCHEMA_YES) {
                const struct literals *first = list->slots[i].extras, *second = list->slots[j].extras;
                struct literal equal = {constant_schema(list->search, both.witness), false, false};
                add_extra(list, i, equal);
                add_extra(list, j, equal);
                both = solve_items(list);
                list->slots[i].extras = first;
                list->slots[j].extras = second;
            }
            outcome = outcome_either(outcome, both);
            if (outcome.answer == SCHEMA_YES || !search_spend(list->search, 1))
                return outcome;
        }
    return outcome;
}

static struct outcome solve_placed(struct list *list)
{
    return list->is_repeated && list->is_unique ? outcome_no()
           : list->is_repeated                  ? solve_repeated(list)
                                                : solve_items(list);
}

/* Decides for the items from `index` on which of them the tally counts, of which `counted` are before; then for the
   tallies behind. */
static struct outcome count_items(struct list *list, size_t number, size_t index, uint64_t counted)
{
    if (number == list->tally_count)
        return solve_placed(list);
    const struct tally *tally = &list->tallies[number];
    if (index == list->length)
        return counted >= tally->min ? count_items(list, number + 1, 0, 0) : outcome_no();
    if (counted + (list->length - index) < tally->min || !search_spend(list->search, 1))
        return outcome_no();
    const struct literals *before = list->slots[index].extras;
    bool is_bounded = tally->max < UINT64_MAX, is_first_in = counted < tally->min;
    struct outcome outcome = outcome_no();
    for (int turn = 0; turn < 2 && outcome.answer != SCHEMA_YES; turn++) {
        bool is_in = (turn == 0) == is_first_in;
        if (is_in ? counted == tally->max || (!is_bounded && counted >= tally->min) : false)
            continue;
        struct literal literal = tally->literal;
        literal.is_negative = !is_in;
        literal.is_emitted = is_in && tally->literal.is_emitted;
        if (is_in || is_bounded)
            add_extra(list, index, literal);
        struct outcome one = is_in || is_bounded ? solve_item(list, index) : outcome_yes(NULL);
        if (one.answer != SCHEMA_NO)
            one = outcome_both(one, count_items(list, number, index + 1, counted + is_in));
        outcome = outcome_either(outcome, one);
        list->slots[index].extras = before;
    }
    return outcome;
}

static struct literal demanded_item(const struct fact *demand)
{
    const struct schema_arrays *arrays = demand->schema->arrays;
    const struct schema *schema = demand->kind == FACT_PREFIX ? arrays->prefix.at[demand->index] : arrays->items;
    return (struct literal){schema, true, false};
}

/* Meets the demands from `next` on, each by an item where it may be; of items that are alike the first will do. */
static struct outcome place(struct list *list, size_t next)
{
    if (next == list->demand_count)
        return count_items(list, 0, 0, 0);
    const struct fact *demand = list->demands[next];
    bool is_one = demand->kind == FACT_PREFIX, is_plain_tried = false;
    size_t from = is_one ? demand->index : demand->schema->arrays->prefix.count;
    size_t end = is_one ? from + 1 : list->length;
    struct outcome outcome = outcome_no();
    for (size_t i = from; i < end && outcome.answer != SCHEMA_YES; i++) {
        const struct literals *before = list->slots[i].extras;
        bool is_plain = i >= list->prefix && !before;
        if (is_plain && is_plain_tried)
            continue;
        is_plain_tried |= is_plain;
        add_extra(list, i, demanded_item(demand));
        struct outcome one = solve_item(list, i);
        if (one.answer != SCHEMA_NO)
            one = outcome_both(one, place(list, next + 1));
        outcome = outcome_either(outcome, one);
        list->slots[i].extras = before;
    }
    return outcome;
}

static struct outcome solve_length(struct list *list, size_t length)
{
    list->length = length;
    list->slots = arena_alloc_array(list->search->arena, length + 1, sizeof *list->slots);
    if (!search_spend(list->search, 1 + length))
        return outcome_unknown((struct reason){NULL, NULL});
    return place(list, 0);
}

/* The greatest length that can matter: what is longer has an item behind the prefix that no demand needs, and can do
   without it. */
static uint64_t longest(const struct list *list)
{
    uint64_t needed = list->prefix + list->demand_count + (list->is_repeated ? 2 : 0);
    for (size_t i = 0; i < list->tally_count; i++)
        needed += list->tallies[i].min < SATISFY_LENGTH_MAX ? list->tallies[i].min : SATISFY_LENGTH_MAX;
    needed = needed > list->min ? needed : list->min;
    return needed < list->max ? needed : list->max;
}

struct outcome array_solve(struct search *search, struct branch *branch)
{
    struct list list = {.search = search, .branch = branch, .max = UINT64_MAX};
    bool is_open = true;
    for (const struct fact *fact = branch->facts; fact && is_open; fact = fact->next)
        is_open = fact->kind == FACT_BEYOND || read_fact(&list, fact);
    if (is_full(&list))
        return outcome_unknown((struct reason){NULL, NULL});
    if (!is_open || list.min > list.max)
        return outcome_no();
    struct outcome outcome = outcome_no();
    uint64_t last = longest(&list), limit = list.tally_count ? COUNTED_MAX : SATISFY_LENGTH_MAX;
    for (uint64_t length = list.min; length <= last && outcome.answer != SCHEMA_YES; length++) {
        if (length > limit || search->steps == 0)
            return outcome_either(outcome, outcome_unknown((struct reason){NULL, NULL}));
        outcome = outcome_either(outcome, solve_length(&list, (size_t)length));
    }
    return outcome;
}

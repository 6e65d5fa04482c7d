#include "schema/validator.h"

enum { OTHERS_MAX = 3, NESTING_MAX = 1000 };

static bool is_same(const struct schema_cause *a, const struct schema_cause *b)
{
    return a->instance == b->instance && a->child == b->child && a->missing == b->missing && a->demand == b->demand &&
           a->keyword == b->keyword;
}

static bool has_same(const struct cause_list *list, const struct schema_cause *cause)
{
    for (size_t i = 0; i < list->count; i++)
        if (is_same(list->at[i], cause))
            return true;
    return false;
}

static void grow(struct cause_list *list, struct arena *arena)
{
    enum { FIRST = 4 };
    list->capacity = list->capacity ? list->capacity * 2 : FIRST;
    struct schema_cause **at = arena_alloc_array(arena, list->capacity, sizeof *at);
    for (size_t i = 0; i < list->count; i++)
        at[i] = list->at[i];
    list->at = at;
}

static uint32_t place_of(const struct schema_cause *cause)
{
    return (cause->child ? cause->child : cause->instance)->span.start;
}

void causes_add(struct cause_list *list, struct arena *arena, const struct schema_cause *cause)
{
    if (list->count >= list->limit || has_same(list, cause))
        return;
    if (list->count == list->capacity)
        grow(list, arena);
    struct schema_cause *added = arena_new(arena, struct schema_cause);
    *added = *cause;
    size_t i = list->count++;
    for (; i > 0 && place_of(list->at[i - 1]) > place_of(cause); i--)
        list->at[i] = list->at[i - 1];
    list->at[i] = added;
}

/* The causes as a list, from now on; NULL when there is none. */
static const struct schema_cause *linked(const struct cause_list *list)
{
    for (size_t i = 0; i + 1 < list->count; i++)
        list->at[i]->next = list->at[i + 1];
    return list->count ? list->at[0] : NULL;
}

/* How well a value fits a branch that it breaks: the less the better, the first member first. */
struct misfit {
    int rank;       /* 0: its kind is right */
    size_t shallow; /* NESTING_MAX less the levels between the value and its first mistake */
    size_t count;   /* mistakes */
};

/* Levels from a value down to a part of it. */
static size_t level_below(const struct value *value, const struct node *part)
{
    size_t level = 0;
    while (part && part != value->place && part != value->node && level < NESTING_MAX) {
        part = part->parent;
        level++;
    }
    return level;
}

/* What tells that another branch was meant: a wrong type before a wrong value, here before one in a member, both before
   what is missing. */
static int rank_of(const struct schema_cause *cause, size_t level)
{
    struct str keyword = str_of(cause->keyword);
    bool is_type = str_is(keyword, "type") || str_is(keyword, "false");
    bool is_value = str_is(keyword, "const") || str_is(keyword, "enum");
    if (level == 0)
        return is_type ? 5 : is_value ? 4 : cause->missing ? 1 : 0;
    return level > 1 ? 0 : is_value ? 3 : is_type ? 2 : 0;
}

static struct misfit misfit_of(const struct cause_list *causes, const struct value *value)
{
    struct misfit misfit = {0, NESTING_MAX, causes->count};
    for (size_t i = 0; i < causes->count; i++) {
        size_t level = level_below(value, causes->at[i]->instance);
        int rank = rank_of(causes->at[i], level);
        misfit.rank = rank > misfit.rank ? rank : misfit.rank;
        if (i == 0)
            misfit.shallow = NESTING_MAX - level;
    }
    return misfit;
}

static bool is_better(struct misfit a, struct misfit b)
{
    if (a.rank != b.rank)
        return a.rank < b.rank;
    return a.shallow != b.shallow ? a.shallow < b.shallow : a.count < b.count;
}

static size_t best_of(const struct cause_list *branches, size_t count, const struct value *value)
{
    size_t best = 0;
    for (size_t i = 1; i < count; i++)
        if (is_better(misfit_of(&branches[i], value), misfit_of(&branches[best], value)))
            best = i;
    return best;
}

void causes_add_best(struct cause_list *to, struct arena *arena, const struct cause_list *branches, size_t count,
                     size_t all, const struct value *value)
{
    size_t best = best_of(branches, count, value);
    struct cause_list others = {.limit = OTHERS_MAX};
    for (size_t i = 0; i < count; i++)
        if (i != best && branches[i].count)
            causes_add(&others, arena, branches[i].at[0]);
    for (size_t i = 0; i < branches[best].count; i++) {
        struct schema_cause cause = *branches[best].at[i];
        if (i == 0 && !cause.other_count) {
            cause.others = linked(&others);
            cause.other_count = all - 1;
        }
        causes_add(to, arena, &cause);
    }
}

/* What stopped the judging stays the cause when the budget is too small for the longer walk. */
const struct schema_cause *schema_explain(struct validator *validator, struct arena *arena, const struct schema *schema,
                                          const struct node *instance, size_t limit)
{
    struct cause_list causes = {.limit = limit};
    struct judge judge = judge_start(validator, arena);
    enum schema_verdict verdict = judge_instance(&judge, schema, instance);
    judge_end(&judge);
    if (verdict != SCHEMA_INVALID)
        return NULL;
    const struct schema_cause first = judge.cause;
    judge = judge_start(validator, arena);
    judge.causes = &causes;
    judge_instance(&judge, schema, instance);
    judge_end(&judge);
    if (!causes.count)
        causes_add(&causes, arena, &first);
    return linked(&causes);
}

#include "base/language.h"
#include "schema/satisfy_parts.h"

enum {
    ATTEMPTS_MAX = 8, /* values of one branch that are tried where something was left out */
    NAME_STEPS = 20000
};

static struct outcome solve_facts(struct search *search, const struct goal *goal, struct branch *branch)
{
    if (branch->type == JSON_TYPE_ARRAY)
        return array_solve(search, branch);
    if (branch->type == JSON_TYPE_OBJECT)
        return object_solve(search, branch);
    return scalar_solve(search, branch, goal->language);
}

static enum schema_verdict judge(struct search *search, const struct goal *goal, const struct node *value)
{
    enum schema_verdict verdict = search_judge(search, goal, value);
    if (!goal->language || verdict == SCHEMA_INVALID)
        return verdict;
    enum language_answer answer = language_accepts(search->arena, goal->language, node_text(value), NAME_STEPS);
    if (answer == LANGUAGE_NO)
        return SCHEMA_INVALID;
    return answer == LANGUAGE_YES ? verdict : SCHEMA_UNDECIDED;
}

/* Whether a value is one of the branch, not of another that makes the goal true: who names its parts hangs on that. */
static bool is_of_branch(struct search *search, const struct branch *branch, const struct node *value)
{
    for (const struct fact *fact = branch->facts; fact; fact = fact->next)
        if (fact->kind == FACT_PRESENT && (node_find_str(value, fact->name) != NULL) == fact->is_negative)
            return false;
    for (const struct literals *done = branch->done; done; done = done->next)
        if (search_judge(search, &(struct goal){.literals = &done->literal, .count = 1}, value) == SCHEMA_INVALID)
            return false;
    return true;
}

/* Judges the only values there are. */
static struct outcome try_values(struct search *search, const struct goal *goal, const struct branch *branch,
                                 const struct node *const *values, size_t count)
{
    struct outcome outcome = outcome_no();
    for (size_t i = 0; i < count; i++) {
        if (!(json_types_of(search->arena, values[i]) & branch->type))
            continue;
        if (!search_spend(search, 1 + goal->count))
            return outcome_unknown((struct reason){NULL, NULL});
        enum schema_verdict verdict = judge(search, goal, values[i]);
        if (verdict == SCHEMA_VALID && search->options.is_tolerant && !is_of_branch(search, branch, values[i]))
            continue;
        if (verdict == SCHEMA_VALID)
            return outcome_yes(values[i]);
        if (verdict == SCHEMA_UNDECIDED)
            outcome = outcome_either(outcome, outcome_unknown(branch->left_out));
    }
    return outcome;
}

static struct outcome try_small_type(struct search *search, const struct goal *goal, const struct branch *branch)
{
    const struct node *null[] = {node_make_null(search->arena)};
    const struct node *bools[] = {node_make_bool(search->arena, true), node_make_bool(search->arena, false)};
    if (branch->type == JSON_TYPE_NULL)
        return try_values(search, goal, branch, null, 1);
    return try_values(search, goal, branch, bools, 2);
}

static void push(struct search *search, struct branch **stack, const struct branch *branch)
{
    struct branch *copy = arena_new(search->arena, struct branch);
    *copy = *branch;
    copy->next = *stack;
    *stack = copy;
}

/* The validator takes a keyword that has a bad value for absent, so the next value fares no better. */
static bool is_of_bad_schema(struct reason reason)
{
    return reason.keyword && strcmp(reason.keyword, "schema") == 0;
}

/* A value of a branch of which something was left out, or of the outermost goal, counts only when the validator agrees;
   else another one is looked for. */
static struct outcome confirm(struct search *search, const struct goal *goal, struct branch *branch,
                              struct outcome outcome, struct branch **stack)
{
    if (outcome.answer != SCHEMA_YES || (!branch->left_out.keyword && search->depth > 1))
        return outcome;
    enum schema_verdict verdict = judge(search, goal, outcome.witness);
    if (verdict == SCHEMA_VALID)
        return outcome;
    if (!search->blame.keyword)
        search->blame = branch->left_out;
    if (branch->attempts == ATTEMPTS_MAX || is_of_bad_schema(branch->left_out))
        return outcome_unknown(branch->left_out);
    branch->attempts++;
    branch_add(search, branch, (struct literal){constant_schema(search, outcome.witness), true, false});
    push(search, stack, branch);
    return verdict == SCHEMA_INVALID ? outcome_no() : outcome_unknown(branch->left_out);
}

/* Whether the schema of which the choice is a part is broken by a value that has all facts so far. */
static bool is_broken(struct search *search, const struct choice *choice, const struct node *value)
{
    return search_judge(search, &(struct goal){.literals = &choice->literal, .count = 1}, value) != SCHEMA_VALID;
}

/* The choice with the fewest alternatives, of those that the value breaks; of all where it is NULL. */
static const struct choice *best_choice(struct search *search, const struct branch *branch, const struct node *value)
{
    const struct choice *best = NULL;
    for (const struct choice *choice = branch->choices; choice; choice = choice->next)
        if ((!best || choice->count < best->count) && (!value || is_broken(search, choice, value)))
            best = choice;
    return best;
}

/* Takes the choice to be made next out of the branch: one that a value found without it breaks, for the others may
   never matter. */
static const struct choice *take_choice(struct search *search, struct branch *branch, const struct node *value)
{
    const struct choice *best = best_choice(search, branch, value), *others = NULL;
    if (!best)
        best = best_choice(search, branch, NULL);
    for (const struct choice *choice = branch->choices; choice; choice = choice->next) {
        if (choice == best)
            continue;
        struct choice *copy = arena_new(search->arena, struct choice);
        *copy = *choice;
        copy->next = others;
        others = copy;
    }
    branch->choices = others;
    return best;
}

/* Makes a choice: pushes a branch for each alternative so that the first is tried first. */
static void split(struct search *search, struct branch *branch, const struct node *value, struct branch **stack)
{
    const struct choice *choice = take_choice(search, branch, value);
    struct branch *rest = *stack, **end = stack;
    for (const struct alternative *at = choice->first; at; at = at->next) {
        push(search, end, branch);
        branch_take(search, *end, at);
        (*end)->next = rest;
        end = &(*end)->next;
    }
}

/* One branch: a value of it, or that it has none, or its parts are on the stack. */
static struct outcome try_branch(struct search *search, const struct goal *goal, struct branch *branch,
                                 struct branch **stack)
{
    if (!branch_expand(search, branch))
        return outcome_no();
    if (branch->values)
        return try_values(search, goal, branch, branch->values->at, branch->values->count);
    if (branch->type == JSON_TYPE_NULL || branch->type == JSON_TYPE_BOOLEAN)
        return try_small_type(search, goal, branch);
    struct branch spoken = *branch;
    const struct schema *open = branch_mention(search, &spoken, goal);
    struct outcome outcome = solve_facts(search, goal, &spoken);
    branch->left_out = spoken.left_out;
    if (!branch->choices && !open)
        return confirm(search, goal, branch, outcome, stack);
    bool is_valid = outcome.answer == SCHEMA_YES && judge(search, goal, outcome.witness) == SCHEMA_VALID;
    if (outcome.answer == SCHEMA_NO || (is_valid && !open))
        return outcome;
    const struct literal whole = {goal->literals[0].schema, goal->literals[0].is_negative, true};
    if (open && (is_valid || !branch->choices))
        branch_decide(search, branch, whole, open);
    split(search, branch, outcome.witness, stack);
    return outcome_no();
}

static struct outcome search_type(struct search *search, const struct goal *goal, unsigned type)
{
    struct branch first = {.type = type};
    for (size_t i = goal->count; i-- > 0;)
        branch_add(search, &first, goal->literals[i]);
    struct branch *stack = NULL;
    push(search, &stack, &first);
    struct outcome outcome = outcome_no();
    while (stack && outcome.answer != SCHEMA_YES) {
        struct branch *branch = stack;
        stack = branch->next;
        outcome = outcome_either(outcome, try_branch(search, goal, branch, &stack));
        if (!search_spend(search, 1) && outcome.answer != SCHEMA_YES)
            return outcome_unknown((struct reason){NULL, NULL});
    }
    return outcome;
}

struct outcome branch_search(struct search *search, const struct goal *goal)
{
    static const unsigned types[] = {JSON_TYPE_STRING, JSON_TYPE_NUMBER, JSON_TYPE_BOOLEAN,
                                     JSON_TYPE_NULL,   JSON_TYPE_ARRAY,  JSON_TYPE_OBJECT};
    struct outcome outcome = outcome_no();
    size_t count = goal->language ? 1 : sizeof types / sizeof *types;
    for (size_t i = 0; i < count && outcome.answer != SCHEMA_YES; i++)
        outcome = outcome_either(outcome, search_type(search, goal, types[i]));
    return outcome;
}

#include "base/language.h"
#include "base/pattern_ast.h"
#include "schema/format.h"
#include "schema/satisfy_leaf.h"
#include "schema/satisfy_parts.h"

enum {
    NAME_LANGUAGE_STEPS = 20000,
    BOUNDED_NAME_COST = 100 /* in steps of the search, where the caller bounds questions about patterns */
};

static size_t count_facts(const struct branch *branch)
{
    size_t count = 0;
    for (const struct fact *fact = branch->facts; fact; fact = fact->next)
        count++;
    return count;
}

static struct outcome unknown(const struct branch *branch)
{
    const struct fact *fact = branch->facts;
    if (branch->left_out.keyword || !fact)
        return outcome_unknown(branch->left_out);
    for (; fact; fact = fact->next) {
        if (fact->kind == FACT_PATTERN)
            return outcome_unknown((struct reason){fact->schema->strings->pattern.node, "pattern"});
        if (fact->kind == FACT_FORMAT)
            return outcome_unknown((struct reason){fact->schema->format_node, "format"});
        if (fact->kind == FACT_MULTIPLE_OF)
            return outcome_unknown((struct reason){fact->schema->numbers->multiple_of.node, "multipleOf"});
    }
    return outcome_unknown((struct reason){NULL, NULL});
}

static struct number_demand number_demand(const struct fact *fact)
{
    const struct schema_numbers *numbers = fact->schema->numbers;
    struct number_demand demand = {.kind = NUMBER_INTEGER, .is_negated = fact->is_negative};
    if (fact->kind == FACT_MINIMUM)
        demand.kind = NUMBER_MINIMUM, demand.value = numbers->minimum.value;
    else if (fact->kind == FACT_EXCLUSIVE_MINIMUM)
        demand.kind = NUMBER_EXCLUSIVE_MINIMUM, demand.value = numbers->exclusive_minimum.value;
    else if (fact->kind == FACT_MAXIMUM)
        demand.kind = NUMBER_MAXIMUM, demand.value = numbers->maximum.value;
    else if (fact->kind == FACT_EXCLUSIVE_MAXIMUM)
        demand.kind = NUMBER_EXCLUSIVE_MAXIMUM, demand.value = numbers->exclusive_maximum.value;
    else if (fact->kind == FACT_MULTIPLE_OF)
        demand.kind = NUMBER_MULTIPLE_OF, demand.value = numbers->multiple_of.value;
    return demand;
}

static struct outcome number_solve(struct search *search, const struct branch *branch)
{
    size_t count = count_facts(branch);
    struct number_demand *demands = arena_alloc_array(search->arena, count + 1, sizeof *demands);
    struct number *excluded = arena_alloc_array(search->arena, count + 1, sizeof *excluded), value;
    struct number_goal goal = {.demands = demands, .excluded = excluded};
    for (const struct fact *fact = branch->facts; fact; fact = fact->next) {
        if (fact->kind != FACT_VALUE)
            demands[goal.demand_count++] = number_demand(fact);
        else if (number_parse_yaml(search->arena, node_text(fact->value), &excluded[goal.excluded_count]))
            goal.excluded_count++;
    }
    struct leaf leaf = satisfy_number(search->arena, &goal, &value, 1);
    if (leaf.answer == SCHEMA_YES)
        return outcome_yes(node_make_number(search->arena, value));
    return leaf.answer == SCHEMA_NO ? outcome_no() : unknown(branch);
}

static struct string_demand string_demand(struct search *search, const struct fact *fact)
{
    struct string_demand demand = {.kind = STRING_LENGTH, .is_negated = fact->is_negative, .max = UINT64_MAX};
    const struct schema_strings *strings = fact->schema->strings;
    if (fact->kind == FACT_MIN_LENGTH) {
        demand.min = strings->min_length.value;
    } else if (fact->kind == FACT_MAX_LENGTH) {
        demand.max = strings->max_length.value;
    } else if (fact->kind == FACT_FORMAT) {
        demand.kind = STRING_FORMAT;
        demand.format = fact->schema->format;
    } else {
        demand.kind = STRING_LANGUAGE;
        demand.pattern = strings->pattern.ast;
        demand.language = language_of_pattern(search->arena, strings->pattern.ast);
    }
    return demand;
}

static struct outcome string_solve(struct search *search, const struct branch *branch, const struct language *language)
{
    size_t count = count_facts(branch);
    struct string_demand *demands = arena_alloc_array(search->arena, count + 1, sizeof *demands);
    struct str *excluded = arena_alloc_array(search->arena, count + 1, sizeof *excluded), value;
    struct string_goal goal = {.demands = demands, .excluded = excluded, .steps = search->options.language_steps};
    for (const struct fact *fact = branch->facts; fact; fact = fact->next) {
        if (fact->kind == FACT_VALUE)
            excluded[goal.excluded_count++] = node_text(fact->value);
        else
            demands[goal.demand_count++] = string_demand(search, fact);
    }
    if (language) {
        demands[goal.demand_count++] = (struct string_demand){.kind = STRING_LANGUAGE, .language = language};
        if (!goal.steps || goal.steps > NAME_LANGUAGE_STEPS)
            goal.steps = NAME_LANGUAGE_STEPS;
        search_spend(search, search->options.language_steps ? BOUNDED_NAME_COST : 0);
    }
    struct leaf leaf = satisfy_string(search->arena, &goal, &value, 1);
    if (leaf.answer == SCHEMA_YES)
        return outcome_yes(node_make_string(search->arena, value));
    return leaf.answer == SCHEMA_NO ? outcome_no() : unknown(branch);
}

struct outcome scalar_solve(struct search *search, struct branch *branch, const struct language *language)
{
    if (!search_spend(search, 4))
        return outcome_unknown((struct reason){NULL, NULL});
    return branch->type == JSON_TYPE_NUMBER ? number_solve(search, branch) : string_solve(search, branch, language);
}

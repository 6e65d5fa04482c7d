#include "data/data_outcome.h"

#include "base/buf.h"
#include "check/rule.h"
#include "contract/place.h"
#include "data/data_finding.h"

/* A count, and of how many. */
struct tally {
    uint64_t count, whole;
};

static struct tally tally_of(const struct data_measures *measures, size_t index)
{
    const struct data_check *check = &measures->schema->checks.at[index];
    if (check->kind == CHECK_ROWS)
        return (struct tally){measures->records, measures->records};
    if (check->kind == CHECK_REPEATED)
        return (struct tally){measures->keys[check->key].repeated, measures->keys[check->key].uses};
    return (struct tally){measures->checks[index].broken, measures->checks[index].considered};
}

/* left <=> right, both times `whole` where it is a percentage. */
static int compare(struct arena *arena, struct tally tally, struct number bound, bool is_percent)
{
    struct number count = number_of(arena, (int64_t)tally.count), product;
    if (!is_percent)
        return number_compare(count, bound);
    if (!number_multiply(arena, bound, number_of(arena, (int64_t)tally.whole), &product))
        return -number_sign(bound); /* a bound of a thousand digits */
    return number_compare(number_times(arena, count, 100), product);
}

static bool is_kept(struct arena *arena, struct tally tally, const struct data_bound *bound)
{
    int order = compare(arena, tally, bound->value, bound->is_percent);
    switch (bound->comparison) {
    case COMPARE_EQUAL: return order == 0;
    case COMPARE_NOT_EQUAL: return order != 0;
    case COMPARE_GREATER: return order > 0;
    case COMPARE_GREATER_EQUAL: return order >= 0;
    case COMPARE_LESS: return order < 0;
    case COMPARE_LESS_EQUAL: return order <= 0;
    case COMPARE_BETWEEN:
    case COMPARE_NOT_BETWEEN: break;
    }
    int upper = compare(arena, tally, bound->upper, bound->is_percent);
    bool is_inside = bound->is_open ? order > 0 && upper < 0 : order >= 0 && upper <= 0;
    return is_inside == (bound->comparison == COMPARE_BETWEEN);
}

static bool has_percentage(const struct data_check *check)
{
    for (size_t i = 0; i < check->bound_count; i++)
        if (check->bounds[i].is_percent)
            return true;
    return false;
}

static void judge_tally(struct arena *arena, const struct data_measures *measures, size_t index,
                        struct data_outcome *outcome)
{
    const struct data_check *check = outcome->check;
    struct tally tally = tally_of(measures, index);
    bool is_kept_by_all = check->teller == TELLER_RUN || tally.count == 0;
    for (size_t i = 0; i < check->bound_count && check->teller == TELLER_RUN; i++)
        is_kept_by_all = is_kept_by_all && is_kept(arena, tally, &check->bounds[i]);
    outcome->state = is_kept_by_all ? OUTCOME_KEPT : OUTCOME_BROKEN;
    outcome->measured = check->kind == CHECK_ROWS
                            ? text_print(arena, "%llu records", (unsigned long long)tally.count)
                            : text_print(arena, "%llu of %llu values", (unsigned long long)tally.count,
                                         (unsigned long long)tally.whole);
    if (has_percentage(check) && !tally.whole)
        outcome->reason = "there are no values";
    if (check->kind == CHECK_REPEATED && is_kept_by_all && measures->keys[check->key].is_full)
        outcome->reason = "there are more different values than are remembered";
}

static void judge_age(struct arena *arena, const struct data_quality *quality, struct data_outcome *outcome)
{
    const struct data_check *check = outcome->check;
    const int64_t age = quality->age;
    outcome->state =
        age < check->age || (age == check->age && !check->is_age_exclusive) ? OUTCOME_KEPT : OUTCOME_BROKEN;
    outcome->measured = text_print(arena, "the newest record is %lld seconds old", (long long)age);
    if (age < 0)
        outcome->reason = quality->age_reason;
}

static void judge_dimension(struct arena *arena, const struct data_quality *quality, struct data_outcome *outcome)
{
    const struct data_dimension *dimension = &quality->dimensions[outcome->check->dimension];
    struct number value = number_scale(number_of(arena, dimension->value.millionths), -6);
    bool is_least = number_compare(value, outcome->check->bounds->value) >= 0;
    outcome->state = is_least ? OUTCOME_KEPT : OUTCOME_BROKEN;
    outcome->measured = text_print(arena, "it is %.*s", STR_ARG(number_print(arena, value)));
    outcome->reason = dimension->reason;
}

static void judge(struct arena *arena, const struct data_measures *measures, const struct data_quality *quality,
                  size_t index, struct data_outcome *outcome)
{
    outcome->check = &measures->schema->checks.at[index];
    if (outcome->check->unmeasured)
        outcome->reason = outcome->check->unmeasured;
    else if (outcome->check->kind == CHECK_AGE)
        judge_age(arena, quality, outcome);
    else if (outcome->check->kind == CHECK_DIMENSION)
        judge_dimension(arena, quality, outcome);
    else
        judge_tally(arena, measures, index, outcome);
    if (outcome->reason)
        outcome->state = OUTCOME_UNMEASURED;
}

void data_outcomes_make(struct arena *arena, const struct data_measures *measures, struct data_quality *quality)
{
    const struct data_checks *checks = &measures->schema->checks;
    struct data_outcome *outcomes = arena_alloc_array(arena, checks->count, sizeof *outcomes);
    for (size_t i = 0; i < checks->count; i++) {
        judge(arena, measures, quality, i, &outcomes[i]);
        quality->outcome_counts[outcomes[i].state]++;
    }
    quality->outcome_counts[OUTCOME_UNMEASURED] += checks->left_out;
    quality->outcomes = outcomes;
    quality->outcome_count = checks->count;
}

/* Findings. */

static void add_finding(struct arena *arena, struct lint_result *result, struct places *places, const struct rule *rule,
                        enum severity severity, const struct data_outcome *outcome, uint32_t document)
{
    const struct data_check *check = outcome->check;
    struct finding *finding = arena_new(arena, struct finding);
    const struct node *target = node_resolve(check->node);
    finding->rule = rule;
    finding->severity = severity;
    finding->message = text_print(arena, "%s: %s: %s%s%s", rule->summary, check->name, outcome->measured,
                                  check->demand ? ", " : "", check->demand ? check->demand : "");
    finding->help = rule->advice;
    finding->document = document;
    finding->source = result->source;
    finding->span = target->span;
    finding->path = places_path(places, check->node, NULL);
    lint_result_add(result, finding);
}

struct lint_result *data_outcomes_report(struct arena *arena, const struct rule_set *rules,
                                         const struct settings *settings, const struct data_schema *schema,
                                         const struct data_quality *quality)
{
    struct lint_result *result = arena_new(arena, struct lint_result);
    struct places places;
    places_init(&places, arena);
    result->source = schema->source;
    result->documents = 1;
    for (size_t i = 0; i < quality->outcome_count; i++) {
        const struct data_outcome *outcome = &quality->outcomes[i];
        enum data_mistake mistake = outcome->check->is_soft ? DATA_CHECK_SOFT : DATA_CHECK;
        const struct rule *rule = rule_find(rules, str_of(data_rule_id(mistake)));
        enum severity severity = (enum severity)settings->severities[rule_index(rules, rule)];
        if (outcome->state == OUTCOME_BROKEN && outcome->check->teller == TELLER_RUN && severity != SEVERITY_OFF)
            add_finding(arena, result, &places, rule, severity, outcome, schema->document);
    }
    return result->findings.count ? result : NULL;
}

#include "check/rule.h"

const struct rule *rule_find(const struct rule_set *rules, struct str id)
{
    size_t low = 0, high = rules->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(id, str_of(rules->rules[middle]->id));
        if (order == 0)
            return rules->rules[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

size_t rule_index(const struct rule_set *rules, const struct rule *rule)
{
    for (size_t low = 0, high = rules->count;;) {
        size_t middle = low + (high - low) / 2;
        if (rules->rules[middle] == rule)
            return middle;
        if (strcmp(rule->id, rules->rules[middle]->id) < 0)
            high = middle;
        else
            low = middle + 1;
    }
}

struct str rule_family(const struct rule *rule)
{
    struct str id = str_of(rule->id);
    return str_slice(id, 0, str_index(id, '-'));
}

static bool has_hook(const struct rule *rule, enum rule_hook hook)
{
    switch (hook) {
    case HOOK_DOCUMENT: return rule->on_document;
    case HOOK_CONTRACT: return rule->on_contract;
    case HOOK_DOMAIN: return rule->on_domain;
    case HOOK_DATASET: return rule->on_dataset;
    case HOOK_FIELD: return rule->on_field;
    case HOOK_PROMISE: return rule->on_promise;
    case HOOK_ACCESS: return rule->on_access;
    case HOOK_QUALITY: return rule->on_quality;
    case HOOK_SERVER: return rule->on_server;
    case HOOK_LINEAGE: return rule->on_lineage;
    case HOOK_COUNT: break;
    }
    return false;
}

/* The enabled rules that have a hook. */
struct plan_list {
    struct planned_rule *rules;
    size_t count;
};

static struct planned_rule plan_rule(const struct rule *rule, enum severity severity)
{
    struct planned_rule planned = {.rule = rule, .severity = severity, .is_for_all = !rule->keywords};
    for (const unsigned char *keyword = rule->keywords; keyword && *keyword != KEYWORD_COUNT; keyword++)
        keyword_set_add(&planned.keywords, (enum keyword_id) * keyword);
    return planned;
}

static struct plan_list list_of_hook(struct arena *arena, const struct rule_set *rules, const unsigned char *severities,
                                     enum rule_hook hook)
{
    struct plan_list list = {.rules = NULL};
    for (size_t i = 0; i < rules->count; i++)
        list.count += severities[i] != SEVERITY_OFF && has_hook(rules->rules[i], hook);
    list.rules = arena_alloc_array(arena, list.count, sizeof *list.rules);
    size_t used = 0;
    for (size_t i = 0; i < rules->count; i++)
        if (severities[i] != SEVERITY_OFF && has_hook(rules->rules[i], hook))
            list.rules[used++] = plan_rule(rules->rules[i], (enum severity)severities[i]);
    return list;
}

static const struct planned_rule *rules_of_dialect(struct arena *arena, const struct plan_list *all,
                                                   enum dialect dialect)
{
    struct planned_rule *list = arena_alloc_array(arena, all->count + 1, sizeof *list);
    size_t used = 0;
    for (size_t i = 0; i < all->count; i++)
        if (!all->rules[i].rule->dialects || (all->rules[i].rule->dialects >> dialect & 1))
            list[used++] = all->rules[i];
    return list;
}

const struct rule_plan *rule_plan_make(struct arena *arena, const struct rule_set *rules,
                                       const unsigned char *severities)
{
    struct rule_plan *plan = arena_new(arena, struct rule_plan);
    plan->rules = rules;
    for (int hook = 0; hook < HOOK_COUNT; hook++) {
        struct plan_list all = list_of_hook(arena, rules, severities, (enum rule_hook)hook);
        for (int dialect = DIALECT_NONE + 1; dialect < DIALECT_COUNT; dialect++)
            plan->hooks[dialect][hook] = rules_of_dialect(arena, &all, (enum dialect)dialect);
    }
    return plan;
}
